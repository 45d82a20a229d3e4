namespace Kurir.Connectors;

/// <summary>What a number format makes of a number.</summary>
enum FormatKind
{
    General,
    Number,
    Text,
    Date,
    DateTime,

    /// <summary>A time of day: from 24 hours on it begins again.</summary>
    Time,

    /// <summary><c>[h]:mm</c></summary>
    Duration,
}

static class NumberFormat
{
    public const int TextId = 49;

    /// <param name="id">Of the format.</param>
    /// <param name="code">Its text, for those that are not built in.</param>
    public static FormatKind KindOf(int id, string? code) => code is not null ? KindOf(code) : id switch
    {
        0 => FormatKind.General,
        TextId => FormatKind.Text,
        >= 14 and <= 17 or >= 27 and <= 31 or 34 or 35 or 36 or >= 50 and <= 54 or 57 or 58 => FormatKind.Date,
        >= 18 and <= 21 or 32 or 33 or 45 or 47 or 55 or 56 => FormatKind.Time,
        22 => FormatKind.DateTime,
        46 => FormatKind.Duration,
        _ => FormatKind.Number,
    };

    public static FormatKind KindOf(string code)
    {
        if (code is "General" or "") return FormatKind.General;
        if (code == "@") return FormatKind.Text;
        string letters = Letters(code);
        if (letters.Contains('[', StringComparison.Ordinal)) return FormatKind.Duration;
        bool hasTime = letters.Contains('h', StringComparison.Ordinal) || letters.Contains('s', StringComparison.Ordinal);
        bool hasDate = letters.Contains('y', StringComparison.Ordinal) || letters.Contains('d', StringComparison.Ordinal) || (letters.Contains('m', StringComparison.Ordinal) && !hasTime);
        return hasDate ? hasTime ? FormatKind.DateTime : FormatKind.Date : hasTime ? FormatKind.Time : FormatKind.Number;
    }

    /// <summary>Whether a format may be put into a workbook: spreadsheets refuse a file with one that they cannot read.</summary>
    public static bool IsSound(string code) =>
        code.Length is > 0 and <= 200 && !code.Any(char.IsControl)
        && code.Count(c => c == '"') % 2 == 0 && code.Count(c => c == '[') == code.Count(c => c == ']') && !code.EndsWith('\\')
        && code.Count(c => c == ';') <= 3;

    // The date letters of the first section, in lower case; "[" for an elapsed time.
    static string Letters(string code)
    {
        var letters = new System.Text.StringBuilder();
        for (int i = 0; i < code.Length && code[i] != ';'; i++)
        {
            char c = char.ToLowerInvariant(code[i]);
            if (c == '"') i = Skip(code, i, '"');
            else if (c == '[')
            {
                if (i + 1 < code.Length && char.ToLowerInvariant(code[i + 1]) is 'h' or 'm' or 's') letters.Append('[');
                i = Skip(code, i, ']');
            }
            else if (c is '\\' or '_' or '*') i++;
            else if (c is 'y' or 'm' or 'd' or 'h' or 's') letters.Append(c);
        }

        return letters.ToString();
    }

    static int Skip(string code, int from, char end)
    {
        int found = from + 1 < code.Length ? code.IndexOf(end, from + 1) : -1;
        return found < 0 ? code.Length : found;
    }
}
