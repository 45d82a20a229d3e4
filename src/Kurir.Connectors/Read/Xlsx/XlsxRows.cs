using System.Xml;

namespace Kurir.Connectors;

/// <summary>One sheet's rows, forward only. Rows without a cell are left out.</summary>
sealed class XlsxRows(BoundedXml xml, XlsxWorkbook workbook, Func<SharedStrings?> openTexts, Document document, ReadLimits limits) : IDisposable
{
    /// <value>Empty cells between filled ones, over all rows: what a few hostile bytes can ask to be filled in.</value>
    const long MaxGaps = 1L << 28;

    readonly XmlReader reader = xml.Reader;
    SharedStrings? texts;
    Cell[] row = new Cell[16];
    int used;
    int number;
    long gaps;

    public void Dispose()
    {
        texts?.Dispose();
        xml.Dispose();
    }

    public IEnumerable<GridRow> Read()
    {
        while (xml.ReadElement() && xml.Name != "sheetData")
        {
        }

        if (reader.EOF) throw new InvalidDataException("A sheet has no cells part.");
        if (xml.IsEmptyElement) yield break;
        int depth = xml.Depth;
        while (xml.ReadElement(depth))
        {
            if (xml.Name != "row") continue;
            number = reader.GetAttribute("r") is { } r && int.TryParse(r, out int at) ? at : number + 1;
            if (ReadRow() is { } cells) yield return new GridRow(number, cells);
        }
    }

    Cell[]? ReadRow()
    {
        used = 0;
        if (xml.IsEmptyElement) return null;
        int depth = xml.Depth, column = -1;
        while (xml.ReadElement(depth))
        {
            if (xml.Name != "c") continue;
            column = ReadCell(column + 1);
        }

        if (used == 0) return null;
        var cells = row.AsSpan(0, used).ToArray();
        row.AsSpan(0, used).Clear();
        return cells;
    }

    /// <returns>The column it stands in.</returns>
    int ReadCell(int column)
    {
        string? type = null;
        int style = 0;
        for (bool more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            switch (reader.LocalName)
            {
                case "r": column = Column(reader.Value, column); break;
                case "s": style = int.TryParse(reader.Value, out int s) ? s : 0; break;
                case "t": type = reader.Value; break;
                default: break;
            }
        }

        reader.MoveToElement();
        if (!xml.IsEmptyElement) Put(column, Content(type, style));
        return column;
    }

    Cell Content(string? type, int style)
    {
        int depth = xml.Depth;
        string? value = null, formula = null, inline = null;
        while (xml.ReadElement(depth))
        {
            switch (xml.Name)
            {
                case "v": value = xml.ReadText(); break;
                case "f": formula = xml.ReadText(); break;
                case "is": inline = xml.ReadRichText(); break;
                default: break;
            }
        }

        // A formula that its writer never calculated has no value to deliver; that is an error, not an empty cell.
        if (formula is not null && string.IsNullOrEmpty(value) && inline is null && type != "str") return Cell.OfError("=" + formula);
        return inline is not null ? Cell.OfText(BoundedXml.Unescape(inline)) : string.IsNullOrEmpty(value) ? default : Typed(type, value, style);
    }

    Cell Typed(string? type, string value, int style) => type switch
    {
        null or "n" => SpreadsheetCell.Number(value, workbook.Styles[style], workbook.Date1904),
        "s" => Cell.OfText(Text(value)),
        "str" or "inlineStr" => Cell.OfText(BoundedXml.Unescape(value)),
        "b" when value is "0" or "1" or "true" or "false" => SpreadsheetCell.Boolean(value is "1" or "true"),
        "e" => Cell.OfError(value),
        "d" => SpreadsheetCell.Iso(value, workbook.Styles[style]),
        _ => Cell.OfText(value),
    };

    string Text(string index)
    {
        texts ??= openTexts() ?? throw new InvalidDataException("The workbook's texts are missing.");
        return int.TryParse(index, out int i) && i >= 0 ? texts[i] : throw new InvalidDataException($"'{index}' is no number of a text.");
    }

    void Put(int column, Cell cell)
    {
        if (cell.IsEmpty) return;
        if (column >= limits.MaxColumns) throw Unreadable.TooLarge(document, $"Row {number} has more than {limits.MaxColumns:N0} columns.");
        if (column >= row.Length) Array.Resize(ref row, Math.Max(column + 1, row.Length * 2));
        if (!row[column].IsEmpty) throw new InvalidDataException($"Cell {Headings.Letters(column)}{number} stands there twice.");
        gaps += Math.Max(0, column - used);
        if (gaps > MaxGaps) throw Unreadable.Hostile(document, "Its rows are nearly all gaps.");
        row[column] = cell;
        used = Math.Max(used, column + 1);
    }

    /// <summary>The column of <c>AB12</c>, from 0.</summary>
    static int Column(string reference, int otherwise)
    {
        int column = 0, letters = 0;
        foreach (char c in reference)
        {
            int letter = (c | 0x20) - 'a';
            if (letter is < 0 or > 25 || ++letters > 4) break;
            column = column * 26 + letter + 1;
        }

        return letters == 0 ? otherwise : column - 1;
    }
}
