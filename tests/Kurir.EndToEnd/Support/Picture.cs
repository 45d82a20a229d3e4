using System.Buffers.Binary;
using System.IO.Compression;

namespace Kurir.EndToEnd;

/// <summary>A screenshot, as its pixels: PNG of eight bits a colour, not interlaced, as browsers make it.</summary>
sealed class Picture
{
    readonly byte[] pixels;
    readonly int channels;

    public Picture(byte[] png)
    {
        using var packed = new MemoryStream();
        for (int at = 8; at < png.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            ReadOnlySpan<byte> type = png.AsSpan(at + 4, 4), data = png.AsSpan(at + 8, length);
            if (type.SequenceEqual("IHDR"u8))
            {
                Width = BinaryPrimitives.ReadInt32BigEndian(data);
                Height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                channels = data[9] == 6 ? 4 : 3;
            }

            if (type.SequenceEqual("IDAT"u8)) packed.Write(data);
            at += length + 12;
        }

        packed.Position = 0;
        pixels = Unfiltered(packed);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue, <c>0xRRGGBB</c>.</summary>
    public int this[int x, int y]
    {
        get
        {
            int at = (y * Width + x) * channels;
            return (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
        }
    }

    byte[] Unfiltered(Stream packed)
    {
        using var zip = new ZLibStream(packed, CompressionMode.Decompress);
        int row = Width * channels;
        byte[] all = new byte[row * Height], line = new byte[row + 1];
        for (int y = 0; y < Height; y++)
        {
            zip.ReadExactly(line);
            for (int x = 0; x < row; x++)
            {
                int left = x >= channels ? all[y * row + x - channels] : 0;
                int up = y > 0 ? all[(y - 1) * row + x] : 0;
                int corner = y > 0 && x >= channels ? all[(y - 1) * row + x - channels] : 0;
                int guess = line[0] switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 };
                all[y * row + x] = (byte)((line[x + 1] + guess) & 0xFF);
            }
        }

        return all;
    }

    static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner, toLeft = Math.Abs(guess - left), toUp = Math.Abs(guess - up), toCorner = Math.Abs(guess - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
