using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>Fails at the n-th step or write.</summary>
sealed class FailingSteps(int failAt) : FileSteps
{
    const int NoSpace = 28, WindowsFull = unchecked((int)0x80070070);
    int steps;

    public bool Failed { get; private set; }

    public override void Before(FileStep step, string path) => Count();

    public override Stream Writing(Stream stream) => new Counted(stream, Count);

    void Count()
    {
        if (++steps != failAt) return;
        Failed = true;
        throw new IOException("No space left on device", OperatingSystem.IsWindows() ? WindowsFull : NoSpace);
    }

    sealed class Counted(Stream inner, Action before) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count)
        {
            before();
            inner.Write(buffer, offset, count);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

/// <summary>Does something just before one of the steps.</summary>
sealed class MeddlingSteps(FileStep at, Action<string> act) : FileSteps
{
    public override void Before(FileStep step, string path)
    {
        if (step == at) act(path);
    }
}
