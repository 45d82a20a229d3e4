namespace Kurir.Connectors;

/// <summary>XML Spreadsheet 2003, which panels send as <c>.xls</c>.</summary>
public sealed class XmlSpreadsheetReader : IReader
{
    const long MaxGaps = 1L << 28;

    public string Kind => "xml";

    public string Description => "XML Spreadsheet 2003, also under the name .xls; hidden sheets are left out";

    public bool Recognises(ReadOnlySpan<byte> head) =>
        Signatures.AsText(head) is { } text && text.TrimStart() is ['<', ..] && text.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal)
            && !text.Contains("<html", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct)
    {
        try
        {
            var sheets = new List<(string Name, bool Hidden)>();
            var formats = new Dictionary<string, NumberFormat>(StringComparer.Ordinal);
            using (var xml = Open(document, limits)) Outline(xml, sheets, formats, limits, ct);
            if (sheets.Count == 0) throw Unreadable.NoTable(document, "The workbook has no sheet.");
            bool all = sheets.TrueForAll(s => s.Hidden);
            return [.. Enumerable.Range(0, sheets.Count).Where(i => all || !sheets[i].Hidden).Select(i => new Grid
            {
                Name = sheets[i].Name,
                Place = $"sheet {i + 1}",
                Rows = new GuardedRows(document, limits, () => Rows(document, i, formats, limits), ct),
            })];
        }
        catch (Exception e) when (Unreadable.From(document, e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Reads to the end: whether a sheet is hidden is said behind its rows.</summary>
    static void Outline(BoundedXml xml, List<(string Name, bool Hidden)> sheets, Dictionary<string, NumberFormat> formats, ReadLimits limits, CancellationToken ct)
    {
        string style = "";
        for (int count = 0; xml.ReadElement(); count++)
        {
            if (count % 1024 == 0) ct.ThrowIfCancellationRequested();
            if (xml.Name == "Worksheet") sheets.Add((xml.Attribute("Name") ?? "", false));
            else if (xml.Name == "Style") style = xml.Attribute("ID") ?? "";
            else if (xml.Name == "NumberFormat" && formats.Count < limits.MaxEntries) formats[style] = new NumberFormat(Code(xml.Attribute("Format") ?? ""));
            else if (xml.Name == "Visible" && sheets.Count > 0 && xml.ReadText() is "SheetHidden" or "SheetVeryHidden") sheets[^1] = sheets[^1] with { Hidden = true };
            if (sheets.Count > limits.MaxEntries) throw new InvalidDataException("It has far too many sheets.");
        }
    }

    static IEnumerable<GridRow> Rows(Document document, int sheet, Dictionary<string, NumberFormat> formats, ReadLimits limits)
    {
        using var xml = Open(document, limits);
        for (int at = -1; at < sheet;)
            if (xml.ReadElement()) at += xml.Name == "Worksheet" ? 1 : 0;
            else yield break;
        if (xml.IsEmptyElement) yield break;
        int depth = xml.Depth, number = 0;
        long gaps = 0;
        while (xml.ReadElement(depth))
        {
            if (xml.Name != "Row") continue;
            number = Number(xml, "Index") ?? number + 1;
            int span = Number(xml, "Span") ?? 0;
            var cells = Cells(xml, formats, document, limits, ref gaps);
            if (cells.Length > 0) yield return new GridRow(number, cells);
            number += span;
        }
    }

    static Cell[] Cells(BoundedXml xml, Dictionary<string, NumberFormat> formats, Document document, ReadLimits limits, ref long gaps)
    {
        if (xml.IsEmptyElement) return [];
        var cells = new List<Cell>();
        int depth = xml.Depth, column = 0;
        while (xml.ReadElement(depth))
        {
            if (xml.Name != "Cell") continue;
            column = (Number(xml, "Index") ?? column + 1) - 1;
            if (column < 0 || column >= limits.MaxColumns) throw Unreadable.TooLarge(document, $"A row has more than {limits.MaxColumns:N0} columns.");
            int across = Math.Clamp(Number(xml, "MergeAcross") ?? 0, 0, limits.MaxColumns);
            if (Content(xml, formats.GetValueOrDefault(xml.Attribute("StyleID") ?? "Default") ?? NumberFormat.General) is { IsEmpty: false } cell)
            {
                if (column < cells.Count) throw new InvalidDataException($"Column {Headings.Letters(column)} stands in a row twice.");
                gaps += column - cells.Count;
                if (gaps > MaxGaps) throw Unreadable.Hostile(document, "Its rows are nearly all gaps.");
                while (cells.Count < column) cells.Add(default);
                cells.Add(cell);
            }

            column += 1 + across;
        }

        return [.. cells];
    }

    static Cell Content(BoundedXml xml, NumberFormat format)
    {
        if (xml.IsEmptyElement) return default;
        Cell cell = default;
        int depth = xml.Depth;
        while (xml.ReadElement(depth))
        {
            // A comment holds a Data of its own, one level deeper.
            if (xml.Name != "Data" || xml.Depth != depth + 1) continue;
            string? type = xml.Attribute("Type");
            cell = Typed(type, xml.ReadText(), format);
        }

        return cell;
    }

    static Cell Typed(string? type, string text, NumberFormat format) => type switch
    {
        "Number" => SpreadsheetCell.Number(text, format, date1904: false),
        "DateTime" => SpreadsheetCell.Iso(text, format),
        "Boolean" when text is "0" or "1" => SpreadsheetCell.Boolean(text == "1"),
        "Error" => Cell.OfError(text),
        _ => Cell.OfText(text),
    };

    static int? Number(BoundedXml xml, string name) => int.TryParse(xml.Attribute(name), out int number) && number >= 0 ? number : null;

    /// <summary>The names that stand for a format.</summary>
    static string Code(string format) => format switch
    {
        "General Date" => "yyyy-mm-dd hh:mm:ss",
        "Short Date" or "Medium Date" or "Long Date" => "yyyy-mm-dd",
        "Short Time" or "Medium Time" or "Long Time" => "h:mm:ss",
        "Percent" => "0.00%",
        "Currency" or "Euro Currency" or "Standard" => "#,##0.00",
        "Fixed" => "0.00",
        "Scientific" => "0.00E+00",
        "General Number" or "Yes/No" or "True/False" or "On/Off" => "General",
        _ => format,
    };

    static BoundedXml Open(Document document, ReadLimits limits)
    {
        // Code pages other than Unicode are declared in the XML itself.
        TextEncoding.Register();
        return new BoundedXml(document.Open(), document, limits);
    }
}
