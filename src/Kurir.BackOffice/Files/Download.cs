namespace Kurir.BackOffice;

/// <summary>A file on its way to the browser.</summary>
sealed record Download(byte[] Bytes, string ContentType, string FileName);
