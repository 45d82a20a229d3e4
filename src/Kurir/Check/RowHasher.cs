using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kurir;

/// <summary>Makes the hashes by which rows are told apart and compared: the first 16 bytes of SHA-256 over their canonical values; a key's hash stands behind the
/// first bytes of the key itself.</summary>
/// <remarks>
/// Ids and dates grow, so that keys of one day lie together in the ledger, and recording them touches a few pages of it instead of one a row.
/// Each value that is not empty is framed by its column's position and its length, so no two rows share a frame, and a column that is added without
/// values changes no hash. The type is left out: 85000 is 85000 whether the source said that it is a number or the column did. The running number is
/// left out. In a key, white space is trimmed and folded. One instance serves one thread.
/// </remarks>
public sealed class RowHasher
{
    /// <value>The length of a hash, in bytes.</value>
    public const int HashLength = 16;

    /// <value>So many bytes of the first column's value stand before a key's hash, or fewer.</value>
    const int NearLength = 16;

    const int FrameLength = 6;

    readonly int[] keys;
    readonly int[] contents;
    readonly bool keyIsContent;
    byte[] buffer = new byte[1024];
    int length;

    public RowHasher(Contract contract)
    {
        var headings = contract.Key.Columns.Select(Headings.Fold).ToHashSet(StringComparer.Ordinal);
        var columns = Enumerable.Range(0, contract.Columns.Count).ToList();
        contents = [.. columns.Where(i => !contract.Columns[i].IsCounter)];
        keys = [.. contents.Where(i => headings.Contains(Headings.Fold(contract.Columns[i].Heading)))];
        keyIsContent = keys.Length == contents.Length;
    }

    /// <summary>The positions of the key's columns in the contract.</summary>
    internal ReadOnlySpan<int> Keys => keys;

    /// <param name="cells">Converted, in the contract's order; a row of an older contract may be shorter.</param>
    public (byte[] Key, byte[] Content) Hash(ReadOnlySpan<Cell> cells)
    {
        bool exact = Frame(cells, keys, fold: true);
        byte[] key = SumBehindKey();
        if (keyIsContent && exact) return (key, key[^HashLength..]);
        Frame(cells, contents, fold: false);
        return (key, Sum());
    }

    public byte[] Key(ReadOnlySpan<Cell> cells)
    {
        Frame(cells, keys, fold: true);
        return SumBehindKey();
    }

    // Whether folding changed nothing.
    bool Frame(ReadOnlySpan<Cell> cells, int[] columns, bool fold)
    {
        length = 0;
        bool exact = true;
        foreach (int column in columns)
        {
            if (column >= cells.Length || cells[column].IsEmpty) continue;
            string value = cells[column].Value;
            if (fold)
            {
                string folded = RowShape.Folded(value);
                exact &= ReferenceEquals(folded, value);
                value = folded;
            }

            if (value.Length > 0) Append(column, value);
        }

        return exact;
    }

    void Append(int column, string value)
    {
        int most = length + FrameLength + Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > buffer.Length) Array.Resize(ref buffer, Math.Max(most, buffer.Length * 2));
        int written = Encoding.UTF8.GetBytes(value, buffer.AsSpan(length + FrameLength));
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(length), (ushort)column);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length + 2), written);
        length += FrameLength + written;
    }

    byte[] SumBehindKey()
    {
        int near = length == 0 ? 0 : Math.Min(NearLength, BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(2)));
        return [.. buffer.AsSpan(FrameLength, near), .. Sum()];
    }

    byte[] Sum()
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), sum);
        return sum[..HashLength].ToArray();
    }
}
