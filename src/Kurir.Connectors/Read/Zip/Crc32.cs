using System.Buffers.Binary;

namespace Kurir.Connectors;

/// <summary>The checksum of zip (IEEE 802.3, reflected), eight bytes at a time.</summary>
struct Crc32
{
    static readonly uint[][] Tables = Build();

    uint state;

    public readonly uint Value => state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~state;
        uint[][] t = Tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[7][low & 0xFF] ^ t[6][(low >> 8) & 0xFF] ^ t[5][(low >> 16) & 0xFF] ^ t[4][low >> 24]
                ^ t[3][high & 0xFF] ^ t[2][(high >> 8) & 0xFF] ^ t[1][(high >> 16) & 0xFF] ^ t[0][high >> 24];
        }

        foreach (byte b in bytes) crc = t[0][(crc ^ b) & 0xFF] ^ (crc >> 8);
        state = ~crc;
    }

    static uint[][] Build()
    {
        var tables = Enumerable.Range(0, 8).Select(_ => new uint[256]).ToArray();
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            tables[0][i] = crc;
        }

        for (int table = 1; table < 8; table++)
            for (int i = 0; i < 256; i++)
            {
                uint before = tables[table - 1][i];
                tables[table][i] = (before >> 8) ^ tables[0][before & 0xFF];
            }

        return tables;
    }
}
