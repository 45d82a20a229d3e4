using System.Globalization;

namespace Kurir.Connectors;

/// <summary>Ranges as Sheets writes them: <c>'Sheet 1'!A1:C5</c>.</summary>
static class A1
{
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static (int Row, int Column) Start(string range)
    {
        ReadOnlySpan<char> first = range.AsSpan(range.LastIndexOf('!') + 1);
        int colon = first.IndexOf(':');
        if (colon >= 0) first = first[..colon];
        int letters = first.IndexOfAnyExceptInRange('A', 'Z'), column = 0;
        if (letters < 0) letters = first.Length;
        if (letters > 3) throw new InvalidDataException($"it has a range '{range}'");
        foreach (char c in first[..letters]) column = (column * 26) + (c - 'A' + 1);
        int row = 1;
        if (letters < first.Length && !int.TryParse(first[letters..], NumberStyles.None, CultureInfo.InvariantCulture, out row)) throw new InvalidDataException($"it has a range '{range}'");
        return (row - 1, Math.Max(0, column - 1));
    }
}
