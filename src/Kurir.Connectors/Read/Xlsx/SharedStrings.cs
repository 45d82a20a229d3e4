using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kurir.Connectors;

/// <summary>A workbook's texts, read only as far as they are asked for. Memory stays flat: they go to a <see cref="Scratch"/> in blocks, the blocks used last stay decoded.</summary>
/// <param name="xml">Positioned before the part's root; disposed with this.</param>
sealed class SharedStrings(BoundedXml xml) : IDisposable
{
    const int BlockSize = 16;
    const int CachedBlocks = 2048;

    readonly Scratch scratch = new();
    readonly List<long> starts = [];
    readonly (int Block, string[] Texts)[] cache = new (int, string[])[CachedBlocks];
    string[] filling = new string[BlockSize];
    byte[] bytes = new byte[4096];
    int count;

    public string this[int index]
    {
        get
        {
            while (count <= index)
                if (!ReadNext()) throw new InvalidDataException($"Text number {index} is not among the workbook's {count} texts.");
            int block = index / BlockSize;
            return block == starts.Count ? filling[index % BlockSize] : Cached(block)[index % BlockSize];
        }
    }

    public void Dispose()
    {
        xml.Dispose();
        scratch.Dispose();
    }

    bool ReadNext()
    {
        do
        {
            if (!xml.ReadElement()) return false;
        }
        while (xml.Name != "si");
        filling[count++ % BlockSize] = BoundedXml.Unescape(xml.ReadRichText());
        if (count % BlockSize == 0) Store();
        return true;
    }

    string[] Cached(int block)
    {
        ref var slot = ref cache[block % CachedBlocks];
        if (slot.Texts is null || slot.Block != block) slot = (block, Load(block));
        return slot.Texts;
    }

    /// <summary>A block is the lengths of its texts, then their characters.</summary>
    void Store()
    {
        int block = starts.Count;
        int size = BlockSize * sizeof(int) + filling.Sum(t => t.Length) * sizeof(char);
        if (bytes.Length < size) bytes = new byte[size];
        int at = BlockSize * sizeof(int);
        for (int i = 0; i < BlockSize; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), filling[i].Length);
            var text = MemoryMarshal.AsBytes(filling[i].AsSpan());
            text.CopyTo(bytes.AsSpan(at));
            at += text.Length;
        }

        starts.Add(scratch.Length);
        scratch.Write(bytes.AsSpan(0, size));
        cache[block % CachedBlocks] = (block, filling);
        filling = new string[BlockSize];
    }

    string[] Load(int block)
    {
        int size = (int)((block + 1 < starts.Count ? starts[block + 1] : scratch.Length) - starts[block]);
        if (bytes.Length < size) bytes = new byte[size];
        scratch.Read(bytes.AsSpan(0, size), starts[block]);
        var texts = new string[BlockSize];
        int at = BlockSize * sizeof(int);
        for (int i = 0; i < BlockSize; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(i * sizeof(int))) * sizeof(char);
            texts[i] = new string(MemoryMarshal.Cast<byte, char>(bytes.AsSpan(at, length)));
            at += length;
        }

        return texts;
    }
}
