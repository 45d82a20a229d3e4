namespace Kurir.Connectors;

/// <summary>Office Open XML workbooks, transitional and strict. Cells are taken as the file has them: no double stands between its digits and ours.</summary>
public sealed class XlsxReader : IReader
{
    public string Kind => "xlsx";

    public string Description => "Excel workbooks (.xlsx, .xlsm); hidden sheets are left out";

    public bool Recognises(ReadOnlySpan<byte> head)
    {
        string first = Signatures.FirstEntry(head);
        return first is "[Content_Types].xml" || first.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)
            || first.StartsWith("_rels/", StringComparison.Ordinal) || first.StartsWith("docProps/", StringComparison.Ordinal)
            || first.StartsWith("customXml/", StringComparison.Ordinal);
    }

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct)
    {
        try
        {
            using var archive = new Archive(document, limits);
            var workbook = XlsxWorkbook.Read(archive, document, limits);
            var shown = workbook.Sheets.Where(s => !s.Hidden).ToList();
            return [.. (shown.Count > 0 ? shown : workbook.Sheets).Select(sheet => new Grid
            {
                Name = sheet.Name,
                Place = $"sheet {sheet.Number}",
                Rows = new GuardedRows(document, limits, () => Rows(document, workbook, sheet, limits), ct),
            })];
        }
        catch (Exception e) when (Unreadable.From(document, e) is { } fault)
        {
            throw fault;
        }
    }

    static IEnumerable<GridRow> Rows(Document document, XlsxWorkbook workbook, XlsxSheet sheet, ReadLimits limits)
    {
        using var archive = new Archive(document, limits);
        var part = archive.Open(archive.Find(sheet.Path) ?? throw Unreadable.Damaged(document, $"The sheet '{Unreadable.Short(sheet.Name, 60)}' is missing."));
        using var rows = new XlsxRows(new BoundedXml(part, document, limits), workbook, Texts, document, limits);
        foreach (var row in rows.Read()) yield return row;
        part.Drain();

        SharedStrings? Texts() => workbook.SharedStrings is { } path ? new SharedStrings(XlsxWorkbook.Open(archive, path, document, limits)) : null;
    }
}
