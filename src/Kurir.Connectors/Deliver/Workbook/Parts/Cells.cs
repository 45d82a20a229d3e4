using System.Globalization;

namespace Kurir.Connectors;

/// <summary>A cell's place: <c>C12</c>.</summary>
static class Cells
{
    public const int MaxColumns = 16_384;
    public const long MaxRows = 1_048_576;

    /// <summary>The column's position from 0 out of <c>C12</c> or <c>$C$12</c>.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static int Column(string place)
    {
        int column = 0;
        foreach (char c in place)
        {
            if (c == '$') continue;
            if (!char.IsAsciiLetter(c) || column > MaxColumns) break;
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        }

        return column is > 0 and <= MaxColumns ? column - 1 : throw new InvalidDataException($"it has a cell at '{place}'");
    }

    public static string Place(long row, int position) => Headings.Letters(position) + row.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A rectangle of cells: <c>A1:F17</c>.</summary>
readonly record struct CellRange(int Left, long Top, int Right, long Bottom)
{
    /// <summary>Null for whole columns or rows, and for what is no range.</summary>
    public static CellRange? Parse(string text)
    {
        string[] ends = text.Split(':');
        if (ends.Length > 2 || !TryPlace(ends[0], out int left, out long top) || !TryPlace(ends[^1], out int right, out long bottom)) return null;
        return left <= right && top <= bottom ? new CellRange(left, top, right, bottom) : null;
    }

    public override string ToString() => Left == Right && Top == Bottom ? Cells.Place(Top, Left) : $"{Cells.Place(Top, Left)}:{Cells.Place(Bottom, Right)}";

    /// <summary><c>$A$1:$F$17</c></summary>
    public string ToFixed() => $"${Headings.Letters(Left)}${Top}:${Headings.Letters(Right)}${Bottom}";

    static bool TryPlace(string text, out int column, out long row)
    {
        text = text.Replace("$", "", StringComparison.Ordinal);
        int letters = text.TakeWhile(char.IsAsciiLetter).Count();
        column = 0;
        row = 0;
        if (letters is 0 or > 3 || !long.TryParse(text.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out row) || row is < 1 or > Cells.MaxRows) return false;
        column = Cells.Column(text);
        return true;
    }
}
