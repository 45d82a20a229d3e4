using System.Buffers;
using System.Text;

namespace Kurir.Connectors;

/// <summary>What a spreadsheet's number format makes of a number.</summary>
enum FormatShows
{
    Number,
    Date,
    DateTime,
    Time,

    /// <summary>Digits with leading zeros, and marks between them: an identifier, not an amount.</summary>
    Padded,

    /// <summary>The format <c>@</c>.</summary>
    Text,
}

/// <summary>A number format of xlsx, xls or XML 2003, understood as far as a cell's type depends on it.</summary>
sealed class NumberFormat
{
    public static NumberFormat General { get; } = new("General");

    static readonly SearchValues<char> Amounts = SearchValues.Create("#?%E");
    static readonly SearchValues<char> ElapsedUnits = SearchValues.Create("hmsHMS");
    static readonly SearchValues<char> Placeholders = SearchValues.Create("yYmMdDhHsSaAbBgGE0#?%,.@");

    readonly List<(char Kind, string Text)> parts = [];

    public NumberFormat(string code)
    {
        Code = code.Equals("General", StringComparison.OrdinalIgnoreCase) || code.Length == 0 ? null : code;
        if (Code is not null) Shows = Understand(code);
    }

    /// <summary>Null for General.</summary>
    public string? Code { get; }

    public FormatShows Shows { get; }

    /// <summary>Hours run on past 24: <c>[h]:mm</c>.</summary>
    public bool Elapsed { get; private set; }

    /// <summary>The built-in formats of ECMA-376 18.8.30, as their English code; null where the number stands for none.</summary>
    public static string? BuiltIn(int id) => id switch
    {
        0 => "General", 1 => "0", 2 => "0.00", 3 => "#,##0", 4 => "#,##0.00",
        5 or 6 => "\"$\"#,##0", 7 or 8 => "\"$\"#,##0.00",
        9 => "0%", 10 => "0.00%", 11 => "0.00E+00", 12 => "# ?/?", 13 => "# ??/??",
        14 => "mm-dd-yy", 15 => "d-mmm-yy", 16 => "d-mmm", 17 => "mmm-yy",
        18 => "h:mm AM/PM", 19 => "h:mm:ss AM/PM", 20 => "h:mm", 21 => "h:mm:ss", 22 => "m/d/yy h:mm",
        37 or 38 => "#,##0 ;(#,##0)", 39 or 40 => "#,##0.00;(#,##0.00)",
        >= 41 and <= 44 => "#,##0.00",
        45 => "mm:ss", 46 => "[h]:mm:ss", 47 => "mmss.0", 48 => "##0.0E+0", 49 => "@",
        // East Asian: dates and times in every locale that has them.
        (>= 27 and <= 31) or 36 or (>= 50 and <= 58) => "yyyy-mm-dd",
        >= 32 and <= 35 => "h:mm:ss",
        _ => null,
    };

    /// <summary>A whole number printed by a <see cref="FormatShows.Padded"/> format: <c>00017</c>.</summary>
    /// <param name="digits">Digits only, without leading zeros.</param>
    public string Pad(string digits, bool negative)
    {
        int zeros = parts.Count(p => p.Kind == '0');
        digits = digits.PadLeft(zeros, '0');
        var text = new StringBuilder(negative ? "-" : "");
        int next = 0;
        foreach (var (kind, literal) in parts)
        {
            if (kind == 'l')
            {
                text.Append(literal);
                continue;
            }

            int count = next == 0 ? digits.Length - zeros + 1 : 1;
            text.Append(digits, next, count);
            next += count;
        }

        return text.ToString();
    }

    FormatShows Understand(string code)
    {
        var letters = new StringBuilder();
        Scan(code, letters);
        string seen = letters.ToString();
        if (seen == "@") return FormatShows.Text;
        if (seen.AsSpan().ContainsAny(Amounts)) return FormatShows.Number;
        int zero = seen.IndexOf('0', StringComparison.Ordinal);
        bool fraction = zero >= 0 && (Elapsed || seen[..zero].TrimEnd('.').EndsWith('s'));
        if (zero >= 0 && !fraction) return zero == 0 && seen.Length >= 2 && !seen.AsSpan().ContainsAnyExcept('0') ? FormatShows.Padded : FormatShows.Number;
        bool time = Elapsed || seen.AsSpan().ContainsAny("hsa");
        bool date = seen.AsSpan().ContainsAny("ydbg") || (seen.Contains('m') && !time);
        return date ? time ? FormatShows.DateTime : FormatShows.Date : time ? FormatShows.Time : FormatShows.Number;
    }

    /// <summary>Gathers the placeholders of the first section, lower-cased but for E, and the printed parts.</summary>
    void Scan(string code, StringBuilder letters)
    {
        for (int i = 0; i < code.Length; i++)
        {
            char c = code[i];
            if (c == ';') break;
            if (c is '"' or '[')
            {
                int end = code.IndexOf(c == '[' ? ']' : '"', i + 1);
                if (end < 0) end = code.Length;
                string inside = code[(i + 1)..end];
                if (c == '"') parts.Add(('l', inside));
                else if (inside.Length > 0 && inside.AsSpan().IndexOfAnyExcept(ElapsedUnits) < 0) Elapsed = true;
                else if (inside is ['$', .. var currency]) parts.Add(('l', currency.Split('-')[0]));
                i = end;
            }
            else if (c is '\\' or '_' or '*')
            {
                i++;
                if (c == '\\' && i < code.Length) parts.Add(('l', code[i].ToString()));
            }
            else if (code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase))
            {
                i += 6;
            }
            else if (Placeholders.Contains(c))
            {
                letters.Append(c == 'E' ? c : char.ToLowerInvariant(c));
                if (c == '0') parts.Add(('0', "0"));
            }
            else if (c == '/')
            {
                letters.Append(c);
                parts.Add(('l', "/"));
            }
            else
            {
                parts.Add(('l', c.ToString()));
            }
        }
    }
}
