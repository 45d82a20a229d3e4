using System.Collections.Frozen;

namespace Kurir;

/// <summary>Recognises the running number: by its name, and by values that count without a gap.</summary>
static class CounterColumn
{
    static readonly FrozenSet<string> Names = new[]
    {
        "NO", "NO.", "#", "NR", "NR.", "NOMOR", "NOMER", "NUM", "NUMBER", "NO.URUT", "NOURUT", "NOMORURUT", "URUT", "URUTAN", "S/N", "SN", "S.NO", "S.NO.", "SNO",
        "SR.NO", "SR.NO.", "SRNO", "SLNO", "SL.NO", "SL.NO.", "ROW", "ROW#", "BARIS", "INDEX", "№", "N°", "LFD.NR.", "POS", "POS.",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsNamedSo(string heading) => Names.Contains(Headings.Fold(heading));

    /// <summary>1, 2, 3 …, beginning anew with each group; or going on from where another document ended.</summary>
    public static bool Counts(IEnumerable<Cell> cells)
    {
        long first = 0, last = 0, seen = 0;
        foreach (Cell cell in cells)
        {
            if (ValueOf(cell) is not { } value) return false;
            if (seen == 0) first = value;
            else if (value != last + 1 && !(value == 1 && first == 1)) return false;
            last = value;
            seen++;
        }

        // One row that is not the first is no evidence of counting.
        return seen > 0 && (first == 1 || seen > 1);
    }

    static long? ValueOf(Cell cell)
    {
        ReadOnlySpan<char> text = (cell.Type == CellType.Number ? cell.Value : cell.Text).AsSpan().Trim();
        if (text.Length > 1 && text[^1] is '.' or ')') text = text[..^1];
        return text.Length is > 0 and <= 9 && !text.ContainsAnyExceptInRange('0', '9') && text[0] != '0' ? long.Parse(text, null) : null;
    }
}
