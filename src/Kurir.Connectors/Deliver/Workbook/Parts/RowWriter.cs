using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Kurir.Connectors;

/// <summary>Writes the rows that a delivery changes or adds.</summary>
sealed class RowWriter(XmlWriter to, string ns, DeliveryPlan plan, StylesPart styles, bool is1904)
{
    static readonly HashSet<string> Errors = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!"];

    readonly XNamespace x = ns;
    readonly IReadOnlyList<int> positions = plan.Columns.Positions;
    readonly int[] leftToRight = [.. Enumerable.Range(0, plan.Columns.Positions.Count).OrderBy(i => plan.Columns.Positions[i])];
    readonly string[] letters = [.. plan.Columns.Positions.Select(position => Kurir.Headings.Letters(position))];
    readonly SortedDictionary<int, int> above = [];
    readonly StringBuilder text = new();
    string? prefix;

    public long CutCells { get; private set; }

    /// <summary>Whether an error value is one that spreadsheets know.</summary>
    public static bool IsError(string text) => Errors.Contains(text);

    /// <summary>Writes the last row as it is, and remembers its formats for those below.</summary>
    public void Keep(long number, XElement row)
    {
        Remember(CellsOf(row, number));
        row.WriteTo(to);
    }

    /// <summary>Writes the headings that are not there yet.</summary>
    /// <param name="row">The row as it stands; null: there is none.</param>
    public void Headings(long number, XElement? row)
    {
        row ??= NewRow(number);
        SortedDictionary<int, XElement> cells = CellsOf(row, number);
        int style = cells.Count > 0 ? StyleOf(cells.Last().Value) : styles.Heading;
        foreach (int i in plan.Columns.Added) Set(cells, number, positions[i], Cell.OfText(CellText.Fit(plan.Delivery.Columns[i].Heading)), style);
        Write(row, cells);
    }

    /// <summary>Changes cells of a row that stands there.</summary>
    public void Update(RowWrite write, XElement row, bool isLast)
    {
        SortedDictionary<int, XElement> cells = CellsOf(row, write.Place);
        if (isLast) Remember(cells);
        for (int i = 0; i < write.Columns.Length; i++)
        {
            int column = write.Columns[i], position = positions[column];
            int style = cells.TryGetValue(position, out XElement? there) ? StyleOf(there) : 0;
            Set(cells, write.Place, position, write.Cells[i], styles.For(style, write.Cells[i], plan.Delivery.Columns[column].Format, isNew: there is null));
        }

        Write(row, cells);
    }

    /// <summary>Adds a row where people have something beside the report's columns.</summary>
    public void Append(long number, Cell[] added, XElement row)
    {
        SortedDictionary<int, XElement> cells = CellsOf(row, number);
        for (int i = 0; i < added.Length; i++)
        {
            int position = positions[i];
            int style = cells.TryGetValue(position, out XElement? there) && StyleOf(there) is var own and not 0 ? own : above.GetValueOrDefault(position);
            style = styles.For(style, added[i], plan.Delivery.Columns[i].Format, isNew: true);
            if (!added[i].IsEmpty || style != 0) Set(cells, number, position, added[i], style);
        }

        Write(row, cells);
    }

    /// <summary>Adds a row, formatted as the last one.</summary>
    /// <remarks>The bulk of most deliveries: such a row is put together as text and not written node by node.</remarks>
    public void Append(long number, Cell[] added)
    {
        prefix ??= to.LookupPrefix(ns) is { Length: > 0 } known ? known + ":" : "";
        string row = number.ToString(CultureInfo.InvariantCulture);
        text.Clear().Append('<').Append(prefix).Append("row r=\"").Append(row).Append("\">");
        foreach (int i in leftToRight)
        {
            int style = styles.For(above.GetValueOrDefault(positions[i]), added[i], plan.Delivery.Columns[i].Format, isNew: true);
            if (!added[i].IsEmpty || style != 0) AppendCell(letters[i], row, added[i], style);
        }

        to.WriteRaw(End("row").ToString());
    }

    void AppendCell(string column, string row, Cell cell, int style)
    {
        text.Append('<').Append(prefix).Append("c r=\"").Append(column).Append(row).Append('"');
        if (style != 0) text.Append(" s=\"").Append(style.ToString(CultureInfo.InvariantCulture)).Append('"');
        (string? type, string? value) = Stored(cell);
        if (type is not null) text.Append(" t=\"").Append(type).Append('"');
        text.Append('>');
        if (type == "inlineStr")
        {
            text.Append('<').Append(prefix).Append("is><").Append(prefix).Append('t').Append(KeepsSpace(value!) ? " xml:space=\"preserve\">" : ">");
            AppendEscaped(value!);
            End("t");
            End("is");
        }
        else if (value is not null)
        {
            text.Append('<').Append(prefix).Append("v>");
            AppendEscaped(value);
            End("v");
        }

        End("c");
    }

    StringBuilder End(string element) => text.Append("</").Append(prefix).Append(element).Append('>');

    // Whatever else XML cannot hold was encoded before: CellText.
    void AppendEscaped(string value)
    {
        int from = 0;
        for (int at; (at = value.AsSpan(from).IndexOfAny('&', '<', '>')) >= 0; from += at + 1)
            text.Append(value, from, at).Append(value[from + at] switch { '&' => "&amp;", '<' => "&lt;", _ => "&gt;" });
        text.Append(value, from, value.Length - from);
    }

    void Set(SortedDictionary<int, XElement> cells, long row, int position, Cell cell, int style)
    {
        (string? type, string? value) = Stored(cell);
        var set = new XElement(x + "c", new XAttribute("r", Cells.Place(row, position)));
        if (style != 0) set.Add(new XAttribute("s", style));
        if (type is not null) set.Add(new XAttribute("t", type));
        if (type == "inlineStr")
        {
            var text = new XElement(x + "t", value);
            if (KeepsSpace(value!)) text.Add(new XAttribute(XNamespace.Xml + "space", "preserve"));
            set.Add(new XElement(x + "is", text));
        }
        else if (value is not null) set.Add(new XElement(x + "v", value));
        cells[position] = set;
    }

    (string? Type, string? Value) Stored(Cell cell)
    {
        if (cell.Type == CellType.Text && CellText.IsCut(cell.Text)) CutCells++;
        return cell.Type switch
        {
            CellType.Empty => (null, null),
            CellType.Text => ("inlineStr", CellText.Encode(cell.Text)),
            CellType.Number => (null, cell.Value),
            CellType.Boolean => ("b", cell.Value == "true" ? "1" : "0"),
            CellType.Error => ("e", cell.Text),
            _ => (null, Serial.Of(cell, is1904)!.Value.ToString("R", CultureInfo.InvariantCulture)),
        };
    }

    void Write(XElement row, SortedDictionary<int, XElement> cells)
    {
        List<XElement> others = [.. row.Elements().Where(part => part.Name.LocalName != "c")];
        row.Attribute("spans")?.Remove();
        row.ReplaceNodes(cells.Values.Cast<object>().Concat(others));
        row.WriteTo(to);
    }

    void Remember(SortedDictionary<int, XElement> cells)
    {
        foreach ((int position, XElement cell) in cells) above[position] = StyleOf(cell);
    }

    XElement NewRow(long number) => new(x + "row", new XAttribute("r", number));

    static SortedDictionary<int, XElement> CellsOf(XElement row, long number)
    {
        SortedDictionary<int, XElement> cells = [];
        int position = -1;
        foreach (XElement cell in row.Elements().Where(part => part.Name.LocalName == "c"))
        {
            position = (string?)cell.Attribute("r") is { } place ? Cells.Column(place) : position + 1;
            cell.SetAttributeValue("r", Cells.Place(number, position));
            cells[position] = cell;
        }

        return cells;
    }

    static int StyleOf(XElement cell) => int.TryParse((string?)cell.Attribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int style) ? style : 0;

    static bool KeepsSpace(string text) => char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains('\n', StringComparison.Ordinal);
}
