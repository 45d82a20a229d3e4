using System.Globalization;
using System.Xml;

namespace Kurir.Connectors;

/// <summary>Reads a sheet's rows one after the other.</summary>
sealed class SheetReader(XmlReader xml, StylesPart styles, IReadOnlyList<string> texts, bool is1904)
{
    Cell[] cells = new Cell[64];
    HashSet<int>? formulas;
    int count;

    public IEnumerable<FileRow> Rows(CancellationToken ct)
    {
        long number = 0;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData") yield break;
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            ct.ThrowIfCancellationRequested();
            number = NumberOf(xml.GetAttribute("r"), number);
            ReadRow();
            if (count > 0) yield return new FileRow(number, new ArraySegment<Cell>(cells, 0, count), formulas);
        }
    }

    /// <summary>A row's number; the one after the last where it has none of its own.</summary>
    /// <exception cref="InvalidDataException">Rows are out of order, or beyond the last that a sheet has.</exception>
    public static long NumberOf(string? text, long last)
    {
        long number = text is null ? last + 1 : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long read) ? read : 0;
        return number > last && number <= Cells.MaxRows ? number : throw new InvalidDataException($"its row '{text}' stands behind row {last}");
    }

    void ReadRow()
    {
        Array.Clear(cells, 0, count);
        count = 0;
        formulas = null;
        if (xml.IsEmptyElement) return;
        int depth = xml.Depth, position = -1;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            position = xml.GetAttribute("r") is { } place ? Cells.Column(place) : position + 1;
            if (position >= Cells.MaxColumns) throw new InvalidDataException("it has a cell beyond the last column");
            Put(position, ReadCell(position));
        }
    }

    void Put(int position, Cell cell)
    {
        if (cell.IsEmpty && formulas?.Contains(position) != true) return;
        if (position >= cells.Length) Array.Resize(ref cells, Math.Max(position + 1, cells.Length * 2));
        cells[position] = cell;
        count = Math.Max(count, position + 1);
    }

    Cell ReadCell(int position)
    {
        string? type = xml.GetAttribute("t"), style = xml.GetAttribute("s");
        if (xml.IsEmptyElement) return default;
        string value = "";
        int depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "v") value = ReadText();
            else if (xml.LocalName == "is") value = CellText.Decode(ReadRuns(xml));
            else if (xml.LocalName == "f") (formulas ??= []).Add(position);
        }

        return value.Length == 0 ? default : Typed(type, value, style);
    }

    Cell Typed(string? type, string value, string? style) => type switch
    {
        "s" => Cell.OfText(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < texts.Count
            ? texts[index]
            : throw new InvalidDataException($"a cell asks for text {value}, which is not there")),
        "inlineStr" => Cell.OfText(value),
        "str" => Cell.OfText(CellText.Decode(value)),
        "b" => SpreadsheetCell.Boolean(value is "1" or "true"),
        "e" => Cell.OfError(value),
        "d" => SpreadsheetCell.Iso(value, FormatOf(style)),
        _ => SpreadsheetCell.Number(value, FormatOf(style), is1904),
    };

    NumberFormat FormatOf(string? style) => styles[int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : 0];

    string ReadText()
    {
        if (xml.IsEmptyElement) return "";
        int depth = xml.Depth;
        string text = "";
        while (xml.Read() && xml.Depth > depth)
            if (IsText(xml)) text = text.Length == 0 ? xml.Value : text + xml.Value;
        return text;
    }

    /// <summary>The text of a string item, inline or shared: its own and its runs', without the reading aids of East Asian scripts.</summary>
    public static string ReadRuns(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        int depth = xml.Depth, aid = int.MaxValue;
        bool inText = false;
        string text = "";
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Depth <= aid) aid = int.MaxValue;
            if (xml.NodeType == XmlNodeType.Element)
            {
                inText = xml.LocalName == "t" && !xml.IsEmptyElement && aid == int.MaxValue;
                if (xml.LocalName == "rPh" && !xml.IsEmptyElement) aid = xml.Depth;
            }
            else if (xml.NodeType == XmlNodeType.EndElement) inText = false;
            else if (inText && IsText(xml)) text = text.Length == 0 ? xml.Value : text + xml.Value;
        }

        return text;
    }

    static bool IsText(XmlReader xml) => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;
}
