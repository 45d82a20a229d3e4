using System.Buffers;
using System.Globalization;

namespace Kurir;

/// <summary>What becomes of an id that a program took for a number: 00017233 is 17233, 2600097217585 is 2600097217585.0, digits beyond the fifteenth are lost.</summary>
static class Damage
{
    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.-");

    /// <summary>Whether a cell of a text column shows it: a number, or digits that end in ".0".</summary>
    public static bool Shows(Cell cell) => cell.Type == CellType.Number || (cell.Type == CellType.Text && Tail(cell.Text) > 0);

    /// <summary>Whether a text could be what is left of a longer one: digits that begin with another one than 0.</summary>
    public static bool MayHaveLostZeros(Cell cell) =>
        cell.Type == CellType.Text && cell.Text.Length is > 0 and <= 15 && cell.Text[0] != '0' && !cell.Text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>What is left of a key's text.</summary>
    public static string Of(string text)
    {
        string digits = text[..^Tail(text)];
        return digits.Length is > 0 and < 300 && !digits.AsSpan().ContainsAnyExcept(Digits) && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number.ToString("G15", CultureInfo.InvariantCulture)
            : text;
    }

    // How many characters of a ".0", ".00" stand behind nothing but digits.
    static int Tail(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && point < text.Length - 1
            && !text.AsSpan(0, point).ContainsAnyExceptInRange('0', '9') && !text.AsSpan(point + 1).ContainsAnyExcept('0')
            ? text.Length - point
            : 0;
    }
}
