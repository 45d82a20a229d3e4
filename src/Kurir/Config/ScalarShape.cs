using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>A single value. Its text gets a type here and nowhere before.</summary>
abstract record ScalarShape : Shape
{
    /// <summary>What is expected, as it completes "…, but it must be": <c>a time of day such as 08:00</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>For the reference: <c>time of day</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The value; null where the text is not one.</summary>
    public abstract object? Parse(string text);

    /// <summary>Text that <see cref="Parse"/> takes back to the same value.</summary>
    public virtual string Write(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    public abstract JsonObject Schema();

    /// <summary>The scalar for a type; null where the type is none.</summary>
    public static ScalarShape? Of(Type type, BetweenAttribute? between)
    {
        if (type == typeof(string)) return new TextScalar();
        if (type == typeof(bool)) return new BooleanScalar();
        if (type == typeof(int)) return new NumberScalar(between?.Least ?? int.MinValue, between?.Most ?? int.MaxValue, IsInt: true);
        if (type == typeof(long)) return new NumberScalar(between?.Least ?? -1e15, between?.Most ?? 1e15, IsInt: false);
        if (type == typeof(TimeOnly)) return new TimeScalar();
        if (type == typeof(DateOnly)) return new DateScalar();
        if (type == typeof(DateTime)) return new MomentScalar();
        if (type == typeof(TimeSpan)) return new DurationScalar(between?.Least ?? 0, between?.Most ?? 365 * 86400d);
        if (type == typeof(ByteSize)) return new SizeScalar(between?.Least ?? 0, between?.Most ?? 1e15);
        if (type == typeof(Uri)) return new AddressScalar();
        return type.IsEnum ? EnumScalar.Of(type) : null;
    }

    protected static JsonObject Pattern([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };
}

sealed record TextScalar : ScalarShape
{
    public override string Name => "text";

    public override string Expected => "text";

    public override object Parse(string text) => text;

    // Other YAML tools give 007, No and 08:00 a type; to us they are text.
    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}

sealed record WordScalar(IReadOnlyList<string> Words) : ScalarShape
{
    public override string Name => string.Join(", ", Words.Select(word => word.All(char.IsAsciiLetter) ? word : $"\"{word}\""));

    public override string Expected => $"one of {Name}";

    public override object? Parse(string text) => Words.Contains(text) ? text : null;

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. Words.Select(word => JsonValue.Create(word))]) };
}

/// <summary>The members of an enum, as <c>snake_case</c> words; of faults, their codes.</summary>
sealed record EnumScalar(Type Type, IReadOnlyDictionary<string, object> Members) : ScalarShape
{
    public static EnumScalar Of(Type type) => new(type, Enum.GetValues(type).Cast<object>().ToDictionary(WordOf));

    static string WordOf(object member) => member is FaultName fault ? Fault.CodeOf(fault) : Texts.Snake(member.ToString()!);

    public override string Name => string.Join(", ", Members.Keys);

    public override string Expected => $"one of {Name}";

    public override object? Parse(string text) => Members.GetValueOrDefault(text);

    public override string Write(object value) => WordOf(value);

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. Members.Keys.Select(word => JsonValue.Create(word))]) };
}

sealed record BooleanScalar : ScalarShape
{
    public override string Name => "true or false";

    public override string Expected => "true or false";

    public override object? Parse(string text) => text switch { "true" => true, "false" => false, _ => null };

    public override string Write(object value) => (bool)value ? "true" : "false";

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}

sealed record NumberScalar(double Least, double Most, bool IsInt) : ScalarShape
{
    bool Bounded => Most < 1e12 && !(IsInt && Most == int.MaxValue);

    public override string Name => Bounded ? string.Create(CultureInfo.InvariantCulture, $"whole number, {Least} to {Most}") : "whole number";

    public override string Expected => Bounded
        ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {Least} to {Most}")
        : "a whole number";

    public override object? Parse(string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)) return null;
        if (number < Least || number > Most) return null;
        return IsInt ? (object)(int)number : number;
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (Bounded) (schema["minimum"], schema["maximum"]) = ((long)Least, (long)Most);
        return schema;
    }
}

sealed record TimeScalar : ScalarShape
{
    public override string Name => "time of day";

    public override string Expected => "a time of day from 00:00 to 23:59, such as \"08:00\"";

    public override object? Parse(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null;

    public override string Write(object value) => ((TimeOnly)value).ToString("HH:mm", CultureInfo.InvariantCulture);

    public override JsonObject Schema() => Pattern("^([01]?[0-9]|2[0-3]):[0-5][0-9]$");
}

sealed record DateScalar : ScalarShape
{
    public override string Name => "date";

    public override string Expected => "a date such as 2026-09-30";

    public override object? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    public override string Write(object value) => ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override JsonObject Schema() => Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
}

/// <summary>A day with or without a time of day; without, its last minute.</summary>
sealed record MomentScalar : ScalarShape
{
    public override string Name => "day and time";

    public override string Expected => "a day and time such as 2026-09-30 18:00";

    public override object? Parse(string text)
    {
        if (DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment)) return moment;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day.ToDateTime(new TimeOnly(23, 59)) : null;
    }

    public override string Write(object value) => ((DateTime)value).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public override JsonObject Schema() => Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-5][0-9])?$");
}

/// <summary>An address of its own: with a scheme and a host.</summary>
sealed record AddressScalar : ScalarShape
{
    public override string Name => "address";

    public override string Expected => "an address such as https://backend.example.com";

    public override object? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.Host.Length > 0 ? address : null;

    public override string Write(object value) => ((Uri)value).OriginalString;

    public override JsonObject Schema() => Pattern("^https?://");
}

/// <summary>Bounds in seconds.</summary>
sealed partial record DurationScalar(double Least, double Most) : ScalarShape
{
    static readonly (string Unit, long Milliseconds)[] Units =
        [("days", 86_400_000), ("hours", 3_600_000), ("minutes", 60_000), ("seconds", 1000), ("ms", 1)];

    public override string Name => "duration";

    public override string Expected =>
        $"a number and a unit, such as 30 s, 5 minutes or 2 hours, from {Write(TimeSpan.FromSeconds(Least))} to {Write(TimeSpan.FromSeconds(Most))}";

    public override object? Parse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success || !long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return null;
        decimal milliseconds = (decimal)number * MillisecondsIn(match.Groups[2].Value);
        return milliseconds >= (decimal)Least * 1000 && milliseconds <= (decimal)Most * 1000 ? TimeSpan.FromMilliseconds((long)milliseconds) : null;
    }

    public override string Write(object value)
    {
        long milliseconds = (long)((TimeSpan)value).TotalMilliseconds;
        var (unit, size) = Units.First(unit => (milliseconds != 0 && milliseconds % unit.Milliseconds == 0) || unit.Milliseconds == 1);
        long number = milliseconds / size;
        return string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 && size > 1 ? unit[..^1] : unit)}");
    }

    public override JsonObject Schema() => Pattern("^[0-9]{1,12} ?(ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)$");

    static long MillisecondsIn(string unit) => unit switch
    {
        "ms" => 1,
        ['s', ..] => 1000,
        ['m', ..] => 60_000,
        ['h', ..] => 3_600_000,
        _ => 86_400_000,
    };

    [GeneratedRegex("^([0-9]{1,12}) ?(ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)$")]
    private static partial Regex Form();
}

/// <summary>Bounds in bytes.</summary>
sealed partial record SizeScalar(double Least, double Most) : ScalarShape
{
    static readonly (string Unit, long Bytes)[] Units =
        [("GB", 1_000_000_000), ("GiB", 1L << 30), ("MB", 1_000_000), ("MiB", 1 << 20), ("kB", 1000), ("KiB", 1024), ("B", 1)];

    public override string Name => "size";

    public override string Expected => $"a number and a unit, such as 500 kB, 200 MB or 1 GiB, from {WriteBytes((long)Least)} to {WriteBytes((long)Most)}";

    public override object? Parse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)) return null;
        string unit = match.Groups[2].Value;
        decimal bytes = number * Units.First(known => known.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase)).Bytes;
        return bytes == decimal.Truncate(bytes) && bytes >= (decimal)Least && bytes <= (decimal)Most ? new ByteSize((long)bytes) : null;
    }

    public override string Write(object value) => WriteBytes(((ByteSize)value).Bytes);

    static string WriteBytes(long bytes)
    {
        var (unit, size) = Units.First(unit => (bytes != 0 && bytes % unit.Bytes == 0) || unit.Bytes == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / size} {unit}");
    }

    public override JsonObject Schema() => Pattern("^[0-9]{1,15}(\\.[0-9]{1,6})? ?([kKMGmg]i?)?[bB]$");

    [GeneratedRegex(@"^([0-9]{1,15}(?:\.[0-9]{1,6})?) ?([kKMGmg]i?[bB]|[bB])$")]
    private static partial Regex Form();
}
