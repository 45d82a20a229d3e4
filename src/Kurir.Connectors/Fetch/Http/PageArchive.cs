using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Several pages or replies as one zip: <c>page-0001.html</c>, <c>page-0002.html</c> … The same pages give the same bytes.</summary>
sealed class PageArchive(Stream to, Report report, string name, string extension) : IDisposable
{
    public const int MostPages = 5000;
    static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    readonly ZipArchive zip = new(to, ZipArchiveMode.Create, leaveOpen: true);
    long bytes;

    public int Count { get; private set; }

    /// <summary>With a byte order mark, which says the encoding once the reply's head is gone.</summary>
    public void Add(PanelPage page) => Add(page.Address, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(page.Source)]);

    /// <exception cref="Fault">All together are larger than the export allows, or there are thousands.</exception>
    public void Add(Uri address, byte[] content)
    {
        bytes += content.Length;
        if (bytes > report.Settings.MaxSize.Bytes) throw TransportFaults.TooLarge(report.Ask(address), report.Settings.MaxSize.Bytes);
        if (Count == MostPages)
            throw new Fault(Stage.Fetch, FaultName.PagerIncomplete, FaultKind.Stop, SafeAddress.Path(address),
                $"after {MostPages:N0} pages there was still another one", "Ask for fewer days at once, or for larger pages.");
        ZipArchiveEntry entry = zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"{name}-{++Count:0000}.{extension}"), CompressionLevel.Fastest);
        entry.LastWriteTime = NoTime;
        using Stream stream = entry.Open();
        stream.Write(content);
    }

    public void Dispose() => zip.Dispose();
}
