using Kurir.Connectors;

namespace Kurir.Tests;

public sealed class WriteBehindTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(3_000_001)]
    public void Every_byte_arrives_once_and_in_order(int length)
    {
        byte[] bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        var to = new MemoryStream();
        using (var behind = new WriteBehind(to))
            for (int at = 0; at < length; at += 7_001) behind.Write(bytes.AsSpan(at, Math.Min(7_001, length - at)));
        Assert.Equal(bytes, to.ToArray());
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(5_000_000)]
    public void What_fails_behind_is_thrown_and_the_stream_is_closed(int length)
    {
        var full = new FullDisk();
        var behind = new WriteBehind(full);
        IOException thrown = Assert.Throws<IOException>(() =>
        {
            using (behind)
                for (int at = 0; at < length; at += 1_000) behind.Write(new byte[1_000]);
        });
        Assert.Equal("disk full", thrown.Message);
        Assert.False(full.CanWrite);
    }

    sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("disk full");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("disk full");
    }
}
