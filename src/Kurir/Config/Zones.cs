namespace Kurir;

/// <summary>Time zones by their IANA names.</summary>
static class Zones
{
    /// <summary>The abbreviations that Indonesians write.</summary>
    static readonly Dictionary<string, string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["WIB"] = "Asia/Jakarta",
        ["WITA"] = "Asia/Makassar",
        ["WIT"] = "Asia/Jayapura",
    };

    /// <summary>The zone; null where this machine does not know it.</summary>
    public static TimeZoneInfo? Find(string name)
    {
        if (name is "UTC") return TimeZoneInfo.Utc;
        // The name becomes a file's name below.
        bool plain = name.Length is > 0 and < 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');
        return plain && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : null;
    }

    /// <summary>Why a zone cannot be used, and what to do; null: it can.</summary>
    public static string? Problem(string name)
    {
        if (Find(name) is not null) return null;
        if (Find("Europe/London") is null)
            return $"this machine has no time zone data, so '{Texts.Shown(name)}' is unknown. Install the package tzdata, or write UTC";
        if (Abbreviations.TryGetValue(name, out string? place)) return $"'{name}' is not the name of a time zone. Write {place}";
        return $"unknown time zone '{Texts.Shown(name)}'.{Texts.DidYouMean(name, TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id))} Write a name such as Asia/Jakarta or UTC";
    }
}
