using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kurir;

/// <summary>16 bytes that stand for some cells of a row as they are compared, so that rows are remembered by them alone.</summary>
sealed class Fingerprint(IReadOnlyList<ColumnContract> columns)
{
    readonly ArrayBufferWriter<char> text = new(512);
    readonly byte[] hash = new byte[32];

    /// <param name="cells">In the delivery's order; what is beyond its end is empty.</param>
    /// <param name="chosen">Which of the delivery's columns.</param>
    public UInt128 Of(ReadOnlySpan<Cell> cells, IReadOnlyList<int> chosen)
    {
        text.ResetWrittenCount();
        for (int i = 0; i < chosen.Count; i++)
            Add(chosen[i] < cells.Length ? Meaning.Of(cells[chosen[i]], columns[chosen[i]]) : default);
        return Hash();
    }

    /// <summary>The key as it would look after a program has taken its texts for numbers: no leading zeros, 15 digits.</summary>
    public UInt128 OfDamaged(ReadOnlySpan<Cell> cells, IReadOnlyList<int> key)
    {
        text.ResetWrittenCount();
        for (int i = 0; i < key.Count; i++)
            Add(columns[key[i]].Type == CellType.Text ? Damage.Of(cells[key[i]]) : Meaning.Of(cells[key[i]], columns[key[i]]));
        return Hash();
    }

    void Add(Cell cell)
    {
        string value = cell.Value;
        Span<char> to = text.GetSpan(value.Length + 3);
        to[0] = (char)('0' + (int)cell.Type);
        // The length before each value: no two rows read the same.
        to[1] = (char)(value.Length & 0xFFFF);
        to[2] = (char)(value.Length >> 16);
        value.CopyTo(to[3..]);
        text.Advance(value.Length + 3);
    }

    UInt128 Hash()
    {
        SHA256.HashData(MemoryMarshal.AsBytes(text.WrittenSpan), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}

/// <summary>What becomes of an id that a program took for a number: 00017233 is 17233, 2600097217585 is 2600097217585.0, digits beyond the fifteenth are lost.</summary>
static class Damage
{
    /// <summary>Whether a cell of a text column shows it: a number, or digits that end in ".0".</summary>
    public static bool Shows(Cell cell) => cell.Type == CellType.Number || (cell.Type == CellType.Text && Tail(cell.Text) > 0);

    public static Cell Of(Cell cell)
    {
        string digits = cell.Value[..^Tail(cell.Value)];
        return digits.Length is > 0 and < 300 && !digits.AsSpan().ContainsAnyExcept(Digits) && double.TryParse(digits, CultureInfo.InvariantCulture, out double number)
            ? Cell.OfText(Canonical.Number(number, 15))
            : Meaning.Of(cell, Text);
    }

    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.-");

    static readonly ColumnContract Text = new() { Heading = "" };

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
