using System.IO.Compression;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Kurir.Tests.Fetch;

/// <summary>Looks into documents of several pages.</summary>
static class Zipped
{
    public static IReadOnlyList<string> Names(Document document)
    {
        using var zip = new ZipArchive(document.Open());
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    public static IReadOnlyList<string> Texts(Document document)
    {
        using var zip = new ZipArchive(document.Open());
        return [.. zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        })];
    }

    /// <summary>The rows of all replies' <c>data</c>, as raw JSON.</summary>
    public static IReadOnlyList<string> JsonRows(Document document, string rows = "data") => [.. Texts(document).SelectMany(text =>
    {
        JsonElement root = JsonDocument.Parse(text).RootElement;
        return (root.ValueKind == JsonValueKind.Array ? root : root.GetProperty(rows)).EnumerateArray().Select(row => row.GetRawText());
    })];

    /// <summary>How many rows the tables' bodies hold.</summary>
    public static int HtmlRows(Document document) => Texts(document).Sum(text => new HtmlParser().ParseDocument(text).QuerySelectorAll("tbody tr").Length);
}
