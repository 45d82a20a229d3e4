namespace Kurir;

/// <summary>What rows look like, whatever they say.</summary>
static class RowShape
{
    /// <summary>Empty, or nothing but white space.</summary>
    public static bool IsBlank(this Cell cell) => cell.IsEmpty || string.IsNullOrWhiteSpace(cell.Text);

    public static int Filled(ReadOnlySpan<Cell> cells)
    {
        int filled = 0;
        foreach (ref readonly Cell cell in cells)
            if (!cell.IsBlank()) filled++;
        return filled;
    }

    /// <summary>The position of the first cell that is not blank; -1 where there is none.</summary>
    public static int First(ReadOnlySpan<Cell> cells)
    {
        for (int i = 0; i < cells.Length; i++)
            if (!cells[i].IsBlank()) return i;
        return -1;
    }

    public static bool IsFilled(this Cell[] cells, int column) => column < cells.Length && !cells[column].IsBlank();

    /// <summary>The text of a cell with its white space folded; "" beyond the row's end.</summary>
    public static string TextAt(this Cell[] cells, int column) => column < cells.Length ? Folded(cells[column].Text) : "";

    /// <summary>Trimmed, and every run of white space one space.</summary>
    public static string Folded(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (!NeedsFolding(trimmed)) return trimmed.Length == text.Length ? text : trimmed.ToString();
        var folded = new char[trimmed.Length];
        int length = 0;
        foreach (char c in trimmed)
        {
            if (!char.IsWhiteSpace(c)) folded[length++] = c;
            else if (folded[length - 1] != ' ') folded[length++] = ' ';
        }

        return new string(folded, 0, length);
    }

    static bool NeedsFolding(ReadOnlySpan<char> trimmed)
    {
        bool before = false;
        foreach (char c in trimmed)
        {
            bool space = char.IsWhiteSpace(c);
            if (space && (before || c != ' ')) return true;
            before = space;
        }

        return false;
    }

    /// <summary>All cells that are not blank, joined by a space.</summary>
    public static string Joined(Cell[] cells) => string.Join(' ', cells.Where(cell => !cell.IsBlank()).Select(cell => Folded(cell.Text)));
}
