using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Kurir.Connectors;

namespace Kurir.Tests.Formats;

/// <summary>Small documents made in the test, and what a reader makes of them.</summary>
static class Documents
{
    public static readonly DateTimeOffset When = new(2026, 11, 22, 8, 0, 0, TimeSpan.FromHours(7));

    public static Document Of(byte[] bytes, string? name = null, string? mediaType = null) => new()
    {
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        Length = bytes.Length,
        FileName = name,
        MediaType = mediaType,
        FetchedAt = When,
        Open = () => new MemoryStream(bytes, writable: false),
    };

    public static Document Of(string text, string? name = null, string? mediaType = null) => Of(Encoding.UTF8.GetBytes(text), name, mediaType);

    public static byte[] Zip(params (string Name, string Content)[] entries) => Zip([.. entries.Select(e => (e.Name, Encoding.UTF8.GetBytes(e.Content)))]);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }

        return bytes.ToArray();
    }

    public static IReadOnlyList<Grid> Grids(Document document, ReadLimits? limits = null) => new DocumentReader().Read(document, limits ?? ReadLimits.Default, default);

    public static Grid Grid(Document document) => Assert.Single(Grids(document));

    /// <summary>Each row's texts joined by bars, empty cells at the end included.</summary>
    public static string[] Texts(this Grid grid) => [.. grid.Rows.Select(r => string.Join('|', r.Cells.Select(c => c.Text)))];

    public static string[] Texts(string document) => Grid(Of(document)).Texts();

    /// <summary>Reads everything, so that faults of the rows come too.</summary>
    public static Fault Fails(Document document, ReadLimits? limits = null) => Assert.Throws<Fault>(() =>
    {
        foreach (var grid in Grids(document, limits))
            foreach (var _ in grid.Rows)
            {
            }
    });

    public static string Shown(this Cell cell) => string.Create(CultureInfo.InvariantCulture, $"{cell.Type} {cell.Text} [{cell.Value}] {cell.Format}").TrimEnd();
}
