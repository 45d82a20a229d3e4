namespace Kurir;

/// <summary>A number of bytes; in files <c>200 MB</c> (decimal) or <c>200 MiB</c>.</summary>
public readonly record struct ByteSize(long Bytes);
