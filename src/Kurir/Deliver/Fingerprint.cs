using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kurir;

/// <summary>16 bytes that stand for some cells of a row as they are compared, so that rows are remembered by them alone.</summary>
sealed class Fingerprint(IReadOnlyList<ColumnContract> columns, IReadOnlyList<Meaning> meanings)
{
    readonly ArrayBufferWriter<char> text = new(512);
    readonly byte[] hash = new byte[SHA256.HashSizeInBytes];

    /// <param name="cells">In the delivery's order; what is beyond its end is empty.</param>
    /// <param name="chosen">Which of the delivery's columns.</param>
    public UInt128 Content(ReadOnlySpan<Cell> cells, IReadOnlyList<int> chosen)
    {
        text.ResetWrittenCount();
        foreach (int i in chosen) Add(i < cells.Length ? meanings[i].Of(cells[i]) : "");
        return Hash();
    }

    /// <summary>As the ledger does, without regard to white space.</summary>
    public UInt128 Key(ReadOnlySpan<Cell> cells, IReadOnlyList<int> key)
    {
        text.ResetWrittenCount();
        foreach (int i in key) Add(RowShape.Folded(meanings[i].Of(cells[i])));
        return Hash();
    }

    /// <summary>The key as it would look after a program has taken its texts for numbers.</summary>
    public UInt128 DamagedKey(ReadOnlySpan<Cell> cells, IReadOnlyList<int> key)
    {
        text.ResetWrittenCount();
        foreach (int i in key) Add(columns[i].Type == CellType.Text ? Damage.Of(meanings[i].Of(cells[i])) : meanings[i].Of(cells[i]));
        return Hash();
    }

    // The length before each value: no two rows read the same.
    void Add(string value)
    {
        Span<char> to = text.GetSpan(value.Length + 2);
        to[0] = (char)(value.Length & 0xFFFF);
        to[1] = (char)(value.Length >> 16);
        value.CopyTo(to[2..]);
        text.Advance(value.Length + 2);
    }

    UInt128 Hash()
    {
        SHA256.HashData(MemoryMarshal.AsBytes(text.WrittenSpan), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
