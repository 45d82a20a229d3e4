using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>The window's days in an address: <c>{start}</c> and <c>{end}</c> as yyyy-MM-dd, <c>{start:dd/MM/yyyy}</c> in that format.</summary>
public static partial class Placeholders
{
    public const string DefaultFormat = "yyyy-MM-dd";

    /// <summary>What is wrong with the placeholders of an address, and what to write instead; null: nothing.</summary>
    public static string? Problem(string address)
    {
        string rest = Form().Replace(address, "");
        if (rest.AsSpan().ContainsAny('{', '}')) return $"'{Texts.Shown(address)}' has braces that are no placeholder. Known: {{start}}, {{end}}, {{start:dd/MM/yyyy}}";
        foreach (Match placeholder in Form().Matches(address))
        {
            if (placeholder.Groups["name"].Value is not ("start" or "end"))
                return $"unknown placeholder {Texts.Shown(placeholder.Value)}. Known: {{start}} and {{end}}, also with a format: {{start:dd/MM/yyyy}}";
            if (placeholder.Groups["format"] is { Success: true } format && FormatProblem(format.Value) is { } wrong) return wrong;
        }

        return null;
    }

    /// <summary>What is wrong with a date format; null: nothing.</summary>
    public static string? FormatProblem(string format)
    {
        string shown = Texts.Shown(format);
        string bare = Quoted().Replace(format, "");
        if (bare.Contains("mm", StringComparison.Ordinal)) return $"'{shown}': mm are minutes. Write MM for the month";
        if (bare.AsSpan().ContainsAny('D', 'Y')) return $"'{shown}' is not a date format. Write dd, MM and yyyy, upper and lower case as here";
        bool hasPart = bare.AsSpan().ContainsAny('d', 'M', 'y');
        return hasPart && format.Length > 1 && Works(format)
            ? null
            : $"'{shown}' is not a date format. Write dd, MM and yyyy with what stands between them, such as dd/MM/yyyy";
    }

    /// <summary>The address with the window's days filled in.</summary>
    /// <param name="escape">Applied to each day's text: <see cref="Uri.EscapeDataString(string)"/>.</param>
    public static string Fill(string address, Window window, Func<string, string> escape) => Form().Replace(address, placeholder =>
    {
        DateOnly day = placeholder.Groups["name"].Value == "start" ? window.From : window.To;
        string format = placeholder.Groups["format"] is { Success: true } own ? own.Value : DefaultFormat;
        return escape(day.ToString(format, CultureInfo.InvariantCulture));
    });

    static bool Works(string format)
    {
        try
        {
            return DateOnly.MinValue.ToString(format, CultureInfo.InvariantCulture).Length > 0
                && !Quoted().Replace(format, "").AsSpan().ContainsAnyExcept(Allowed);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create("dMy0123456789 -/._,()");

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]*)(?::(?<format>[^{}]*))?\}")]
    private static partial Regex Form();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();
}
