using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir.Google;

/// <summary>A range in A1 notation, before a spreadsheet has been looked at. Bounds are half-open; null: open on that side.</summary>
public sealed partial record A1(string? Title, int? Top, int? Left, int? Bottom, int? Right)
{
    /// <summary>Reads a range. A title that looks like a cell is a cell, unless it is quoted.</summary>
    /// <returns>Null: it cannot be parsed.</returns>
    public static A1? Parse(string text)
    {
        int bang = text.LastIndexOf('!');
        if (bang < 0) return Cells(null, text) ?? (Unquoted(text) is { } whole ? new A1(whole, null, null, null, null) : null);
        return Unquoted(text[..bang]) is { } title ? Cells(title, text[(bang + 1)..]) : null;
    }

    public static string Name(int row, int column) => $"{Letters(column)}{row + 1}";

    public static string Letters(int column)
    {
        string letters = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters;
    }

    public static string Quoted(string title) =>
        Plain().IsMatch(title) && !Corner().IsMatch(title) ? title : $"'{title.Replace("'", "''", StringComparison.Ordinal)}'";

    static A1? Cells(string? title, string text)
    {
        string[] ends = text.Split(':');
        if (ends.Length > 2 || End(ends[0]) is not { } from) return null;
        if (ends.Length == 1) return from is { Row: { } row, Column: { } column } ? new A1(title, row, column, row + 1, column + 1) : null;
        if (End(ends[1]) is not { } to || (from.Row is null && from.Column is null)) return null;
        if (from.Row is null != to.Row is null && from.Column is null) return null;
        return Ordered(title, from, to);
    }

    static A1 Ordered(string? title, (int? Row, int? Column) from, (int? Row, int? Column) to)
    {
        if (from.Row > to.Row) (from.Row, to.Row) = (to.Row, from.Row);
        if (from.Column > to.Column) (from.Column, to.Column) = (to.Column, from.Column);
        return new A1(title, from.Row, from.Column, to.Row + 1, to.Column + 1);
    }

    static (int? Row, int? Column)? End(string text)
    {
        Match match = Corner().Match(text);
        if (!match.Success) return null;
        string letters = match.Groups[1].Value, digits = match.Groups[2].Value;
        int? column = letters.Length == 0 ? null : letters.ToUpperInvariant().Aggregate(0, (sum, c) => (sum * 26) + c - 'A' + 1) - 1;
        int? row = digits.Length == 0 ? null : int.Parse(digits, CultureInfo.InvariantCulture) - 1;
        return row is null && column is null || row < 0 ? null : (row, column);
    }

    static string? Unquoted(string title)
    {
        if (title.Length == 0) return null;
        if (title[0] != '\'') return title.Contains('\'', StringComparison.Ordinal) ? null : title;
        if (title.Length < 3 || title[^1] != '\'') return null;
        string inner = title[1..^1].Replace("''", "\0", StringComparison.Ordinal);
        return inner.Contains('\'', StringComparison.Ordinal) ? null : inner.Replace('\0', '\'');
    }

    [GeneratedRegex(@"^\$?([A-Za-z]{0,3})\$?([0-9]{0,8})$")]
    private static partial Regex Corner();

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex Plain();
}
