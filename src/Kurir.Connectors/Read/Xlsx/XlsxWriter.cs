using System.IO.Compression;
using System.Text;

namespace Kurir.Connectors;

/// <summary>One sheet to be written.</summary>
/// <param name="Rows">Enumerated once; each row's cells stand under the headings.</param>
public sealed record XlsxTable(string Name, IReadOnlyList<string> Headings, IEnumerable<Cell[]> Rows);

/// <summary>Writes a new workbook in one pass: typed cells, bold and frozen headings, a filter, fitting widths. Equal content gives equal bytes.</summary>
public static class XlsxWriter
{
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const int MaxRows = 1_048_576;
    const int MaxNameLength = 31;

    static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="output">Written from its position on; need not be seekable; stays open.</param>
    /// <param name="tables">At least one. A table of more rows than a sheet holds goes on in the next sheet.</param>
    /// <exception cref="Fault">Of stage Deliver: a cell is longer than a workbook's cells may be.</exception>
    public static void Write(Stream output, IEnumerable<XlsxTable> tables, CancellationToken ct) => Write(output, tables, MaxRows, ct);

    internal static void Write(Stream output, IEnumerable<XlsxTable> tables, int maxRows, CancellationToken ct)
    {
        var names = new List<string>();
        var styles = new XlsxCellStyles();
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var table in tables)
        {
            using var rows = table.Rows.GetEnumerator();
            bool more = rows.MoveNext();
            do
            {
                names.Add(Unique(table.Name, names));
                using var part = Open(zip, $"xl/worksheets/sheet{names.Count}.xml");
                more = new XlsxSheetWriter(part, styles, names.Count == 1, maxRows).Write(table.Headings, rows, more, ct);
            }
            while (more);
        }

        Put(zip, "xl/styles.xml", styles.ToXml());
        PutWorkbook(zip, names);
    }

    static void PutWorkbook(ZipArchive zip, List<string> names)
    {
        var types = new StringBuilder();
        var sheets = new StringBuilder();
        var relations = new StringBuilder();
        for (int i = 1; i <= names.Count; i++)
        {
            types.Append($"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>");
            sheets.Append($"<sheet name=\"{XlsxText.Escape(names[i - 1])}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>");
            relations.Append($"<Relationship Id=\"rId{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
        }

        Put(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{sheets}</sheets></workbook>");
        Put(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + $"{relations}<Relationship Id=\"rIdStyles\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
        Put(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + $"<Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Put(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{types}</Types>");
    }

    static Stream Open(ZipArchive zip, string path)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = Stamp;
        return entry.Open();
    }

    static void Put(ZipArchive zip, string path, string xml)
    {
        using var stream = Open(zip, path);
        stream.Write(Encoding.UTF8.GetBytes(Declaration + xml));
    }

    /// <summary>A sheet's name as Excel allows it: 31 characters, none of <c>[]:*?/\</c>, no quote at its ends, not there yet.</summary>
    static string Unique(string name, List<string> names)
    {
        string clean = string.Concat(name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(c) ? ' ' : c)).Trim(' ', '\'');
        if (clean.Length == 0) clean = "Sheet";
        string unique = Cut(clean, MaxNameLength);
        for (int i = 2; names.Contains(unique, StringComparer.OrdinalIgnoreCase); i++) unique = Cut(clean, MaxNameLength - 3 - i.ToString(default(IFormatProvider)).Length) + $" ({i})";
        return unique;
    }

    static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd(' ', '\'');
}
