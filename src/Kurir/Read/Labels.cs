namespace Kurir;

/// <summary>Tells texts that name a column from texts that are values.</summary>
static class Labels
{
    const int MaxLength = 150;

    /// <summary>A text that can be a heading. Numbers, dates, addresses, <c>Periode:</c> and <c>N/A</c> are none.</summary>
    public static bool IsLabel(Cell cell) => cell.Type == CellType.Text && IsLabel(cell.Text.AsSpan().Trim());

    /// <summary>A year, as text or number: 2024 over the figures of 2024.</summary>
    public static bool IsYear(Cell cell) =>
        cell.Type is CellType.Text or CellType.Number && cell.Value.AsSpan().Trim() is { Length: 4 } digits
        && !digits.ContainsAnyExceptInRange('0', '9') && digits.StartsWith("19") | digits.StartsWith("20");

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

    static bool IsMostlyDigits(ReadOnlySpan<char> text)
    {
        int digits = 0, others = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c)) digits++;
            else if (!char.IsWhiteSpace(c)) others++;
        }

        return digits > 1 && digits >= others;
    }

    static bool IsAddress(ReadOnlySpan<char> text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal)
        || text.IndexOf('@') > 0 && text.LastIndexOf('.') > text.IndexOf('@');
}
