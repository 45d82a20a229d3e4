namespace Kurir;

/// <summary>Tells texts that name a column from texts that are values.</summary>
static class Labels
{
    const int MaxLength = 150;

    /// <summary>A text that can be a heading. Numbers, dates, addresses, <c>Periode:</c> and <c>N/A</c> are none.</summary>
    public static bool IsLabel(Cell cell) => cell.Type == CellType.Text && IsLabel(cell.Text.AsSpan().Trim());

    /// <summary>A year, as text or number: 2024 over the figures of 2024.</summary>
    public static bool IsYear(Cell cell) => cell.Type is CellType.Text or CellType.Number && IsYear(cell.Value.AsSpan().Trim());

    static bool IsYear(ReadOnlySpan<char> text) =>
        text.Length == 4 && !text.ContainsAnyExceptInRange('0', '9') && (text.StartsWith("19") || text.StartsWith("20"));

    static bool IsLabel(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength || text[^1] == ':') return false;
        if (text is "#" or "%" or "№") return true;
        return HasLetter(text) && !IsMostlyDigits(text) && !IsAddress(text)
            && !text.Equals("N/A", StringComparison.OrdinalIgnoreCase) && !IsValue(text);
    }

    static bool IsValue(ReadOnlySpan<char> text) =>
        DateScan.TryDate(text, out _)
        || (NumberText.TryScan(text, out var number) && NumberShape.Of(number.Body, marked: true).IsNumber);

    static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (char.IsLetter(c)) return true;
        return false;
    }

    // "FY 2024" and "Sep 2025" are names of columns: a year counts for nothing.
    static bool IsMostlyDigits(ReadOnlySpan<char> text)
    {
        int digits = 0, others = 0, run = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                run++;
                continue;
            }

            if (run != 4 || !IsYear(text.Slice(i - run, run))) digits += run;
            run = 0;
            if (i < text.Length && !char.IsWhiteSpace(text[i])) others++;
        }

        return digits > 1 && digits >= others;
    }

    static bool IsAddress(ReadOnlySpan<char> text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal)
        || text.IndexOf('@') > 0 && text.LastIndexOf('.') > text.IndexOf('@');
}
