using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>What of a page may be the field or the button that is not there any more under its name.</summary>
static partial class Lookalikes
{
    const int Enough = 3, Most = 3;

    /// <summary>How the file would name them, likeliest first.</summary>
    /// <param name="was">What it was; "" where nothing is known.</param>
    /// <param name="taken">Names that mean something else.</param>
    public static string[] Of(ElementTraits was, IReadOnlyList<SeenElement> seen, bool isButton, IReadOnlySet<string> taken) =>
    [
        .. seen.Where(one => isButton ? IsHarmless(one) : one.Traits.Type is not ("hidden" or "password" or "file"))
            .Select(one => (Name: NameFor(one, seen, isButton), Score: isButton ? ButtonScore(was, one.Traits) : FieldScore(was, one.Traits)))
            .Where(one => one.Name is not null && one.Score >= Enough && !taken.Contains(one.Name)).OrderByDescending(one => one.Score).Select(one => one.Name!).Distinct().Take(Most),
    ];

    /// <summary>The names that the file gives to something.</summary>
    public static HashSet<string> Taken(FormConfig form, IEnumerable<Repair> made) =>
        [.. ((string?[])[form.Start, form.End, form.Button, form.Filter, .. form.Fields.Keys, .. made.Select(repair => repair.Use)]).OfType<string>()];

    /// <summary>What a file's own word for a thing tells of it.</summary>
    /// <param name="side"><c>start</c>, <c>end</c>; "": it is no day.</param>
    public static ElementTraits Told(string asked, string side)
    {
        string text = side.Length == 0 ? asked : $"{asked} {side}";
        return new ElementTraits("", side.Length == 0 ? "" : "date", "", text, text, asked, text, text, "", Form: -2, Place: -1);
    }

    static bool IsHarmless(SeenElement button) => !button.IsDisabled && !button.Traits.Type.Contains("reset", StringComparison.Ordinal)
        && ForbiddenWords.In([.. button.Words.Append(button.Traits.Text).Select(word => Camel().Replace(word, "$1 $2"))]) is null && !button.Classes.Contains("danger", StringComparison.OrdinalIgnoreCase)
        && !(Uri.TryCreate(button.Traits.Action, UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https" && ForbiddenWords.InPath(link!) is not null);

    /// <summary>By what stands on it, by what it does, by its name; where it stands only decides among those.</summary>
    static int ButtonScore(ElementTraits was, ElementTraits now)
    {
        bool isLike = Like(was.Text, now.Text), exports = Exports().IsMatch(was.Text) && Exports().IsMatch(now.Text);
        int score = (isLike ? 4 : exports ? 3 : 0) + (Is(was.Action, now.Action) ? 4 : 0) + (Is(was.Id, now.Id) ? 3 : 0) + (Is(was.Name, now.Name) ? 3 : 0);
        return score == 0 ? 0 : score + Standing(was, now);
    }

    /// <summary>To type into the wrong field does no harm: a place of the same kind is enough.</summary>
    static int FieldScore(ElementTraits was, ElementTraits now)
    {
        if (was.Type.Length > 0 && was.Type != now.Type && !(IsDay(was.Type) && IsDay(now.Type))) return 0;
        int side = Math.Max(Side(was.Label, now.Label), Math.Max(Side(was.Name, now.Name), Math.Max(Side(was.Id, now.Id), Side(was.Placeholder, now.Placeholder))));
        return (Is(was.Name, now.Name) ? 4 : 0) + (Is(was.Id, now.Id) ? 4 : 0) + (Is(was.Label, now.Label) ? 4 : 0) + (Is(was.Placeholder, now.Placeholder) ? 1 : 0) + side + Standing(was, now);
    }

    static int Standing(ElementTraits was, ElementTraits now) => (was.Form == now.Form ? 1 : 0) + (was.Form == now.Form && was.Place == now.Place ? 2 : 0) + (was.Tag == now.Tag && was.Role == now.Role ? 1 : 0);

    static bool IsDay(string type) => type is "text" or "date" or "datetime-local";

    static int Side(string was, string now) => (First().IsMatch(was) && First().IsMatch(now)) || (Last().IsMatch(was) && Last().IsMatch(now)) ? 3 : 0;

    static bool Is(string was, string now) => was.Length > 0 && was == now;

    static bool Like(string was, string now) => PageText.Same(was, now) || Words(now).IsSupersetOf(Words(was)) || Words(was).IsSupersetOf(Words(now));

    static HashSet<string> Words(string text) => [.. PageText.Fold(text).ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>As the file would name it; null: nothing names it alone.</summary>
    static string? NameFor(SeenElement one, IReadOnlyList<SeenElement> all, bool isButton) => isButton
        ? all.Count(other => PageText.Same(other.Traits.Text, one.Traits.Text)) == 1 ? one.Traits.Text : null
        : Only(one.Traits.Name, all.Select(other => other.Traits.Name)) ?? (Only(one.Traits.Id, all.Select(other => other.Traits.Id)) is { } id ? "#" + id : null) ?? Only(one.Traits.Label, all.Select(other => other.Traits.Label));

    static string? Only(string name, IEnumerable<string> all) => name.Length > 0 && all.Count(other => other == name) == 1 ? name : null;

    [GeneratedRegex("export|ekspor|unduh|download|excel|xlsx?|csv", RegexOptions.IgnoreCase)]
    private static partial Regex Exports();

    [GeneratedRegex("dari|from|start|mulai|awal|begin|since", RegexOptions.IgnoreCase)]
    private static partial Regex First();

    [GeneratedRegex("sampai|hingga|until|(?<![a-z])to(?![a-z])|end|akhir|selesai|s/d", RegexOptions.IgnoreCase)]
    private static partial Regex Last();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Camel();
}

/// <summary>A field or a button of a page.</summary>
/// <param name="Words">Everything else that it says of itself: titles, names, scripts.</param>
sealed record SeenElement(ElementTraits Traits, bool IsDisabled, string Classes, IReadOnlyList<string> Words)
{
    public static SeenElement Of(JsonElement said)
    {
        string Text(string name) => said.GetProperty(name).GetString() is { } text ? text[..Math.Min(text.Length, 300)] : "";
        int Number(string name) => said.GetProperty(name).GetInt32();
        var traits = new ElementTraits(Text("tag"), Text("type"), Text("role"), Text("id"), Text("name"), Text("text"), Text("label"), Text("placeholder"), Text("action"), Number("form"), Number("place"));
        return new SeenElement(traits, said.GetProperty("disabled").GetBoolean(), Text("classes"), [.. said.GetProperty("words").EnumerateArray().Select(word => word.GetString()!)]);
    }
}
