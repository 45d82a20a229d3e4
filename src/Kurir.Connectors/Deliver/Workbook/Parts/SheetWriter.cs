using System.Xml;
using System.Xml.Linq;

namespace Kurir.Connectors;

/// <summary>Copies a sheet, changing and adding cells on the way; what is not ours is copied as it is.</summary>
sealed class SheetWriter
{
    readonly XmlReader from;
    readonly XmlWriter to;
    readonly FileEdit edit;
    readonly Growth growth;
    readonly RowWriter rows;
    readonly string ns;

    public SheetWriter(XmlReader from, XmlWriter to, FileEdit edit, Growth growth, StylesPart styles, bool is1904)
    {
        this.from = from;
        this.to = to;
        this.edit = edit;
        this.growth = growth;
        from.MoveToContent();
        ns = from.NamespaceURI;
        rows = new RowWriter(to, ns, edit.Plan, styles, is1904);
    }

    public long CutCells => rows.CutCells;

    /// <summary>The sheet's own filter as it stands now; null: it has none.</summary>
    public CellRange? Filter { get; private set; }

    public void Copy(CancellationToken ct)
    {
        to.WriteStartDocument(standalone: true);
        CopyStart((_, _) => null);
        bool isEmpty = from.IsEmptyElement;
        from.Read();
        while (!isEmpty && from.NodeType != XmlNodeType.EndElement && !from.EOF)
        {
            ct.ThrowIfCancellationRequested();
            if (from.NodeType == XmlNodeType.Element) CopyPart(ct);
            else to.WriteNode(from, false);
        }

        to.WriteEndElement();
        to.WriteEndDocument();
    }

    void CopyPart(CancellationToken ct)
    {
        switch (from.LocalName)
        {
            case "dimension":
                CopyElement((name, value) => name == "ref" ? Dimension(value) : null, CopyRest);
                break;
            case "sheetData":
                CopyElement((_, _) => null, isEmpty => CopyRows(isEmpty, ct));
                break;
            case "autoFilter":
                CopyElement((name, value) => name == "ref" ? Filtered(value) : null, CopyRest);
                break;
            case "conditionalFormatting" or "dataValidation":
                CopyElement((name, value) => name == "sqref" ? growth.OfCells(value) : null, CopyRest);
                break;
            case "dataValidations":
                CopyElement((_, _) => null, isEmpty => CopyChildren(isEmpty, ct));
                break;
            default:
                to.WriteNode(from, false);
                break;
        }
    }

    void CopyChildren(bool isEmpty, CancellationToken ct)
    {
        while (!isEmpty && from.NodeType != XmlNodeType.EndElement)
            if (from.NodeType == XmlNodeType.Element) CopyPart(ct);
            else to.WriteNode(from, false);
    }

    void CopyRest(bool isEmpty)
    {
        while (!isEmpty && from.NodeType != XmlNodeType.EndElement) to.WriteNode(from, false);
    }

    // The reader stands on the element before, behind it after; for the content on its first child, or, where it is empty, behind it.
    void CopyElement(Func<string, string, string?> change, Action<bool> content)
    {
        bool isEmpty = from.IsEmptyElement;
        CopyStart(change);
        from.Read();
        content(isEmpty);
        if (!isEmpty) from.ReadEndElement();
        to.WriteEndElement();
    }

    void CopyStart(Func<string, string, string?> change)
    {
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        while (from.MoveToNextAttribute())
            to.WriteAttributeString(from.Prefix, from.LocalName, from.NamespaceURI, change(from.LocalName, from.Value) ?? from.Value);
        from.MoveToElement();
    }

    string Dimension(string value) =>
        CellRange.Parse(value) is { } range
            ? (range with
            {
                Left = Math.Min(range.Left, edit.Plan.Columns.Positions.Min()),
                Top = Math.Min(range.Top, Math.Max(1, edit.HeadingRow)),
                Right = Math.Max(range.Right, edit.Plan.Columns.Positions.Max()),
                Bottom = Math.Max(range.Bottom, growth.NewLast),
            }).ToString()
            : value;

    string Filtered(string value)
    {
        if (CellRange.Parse(value) is not { } range) return value;
        Filter = growth.OfTable(range);
        return Filter.Value.ToString();
    }

    void CopyRows(bool isEmpty, CancellationToken ct)
    {
        using IEnumerator<Cell[]> added = edit.Plan.NewRows.GetEnumerator();
        long next = Math.Max(1, edit.LastRow) + 1;
        bool more = edit.Plan.NewCount > 0 && added.MoveNext(), headed = edit.HeadingRow > 0;
        long number = 0;
        while (!isEmpty && from.NodeType != XmlNodeType.EndElement)
        {
            ct.ThrowIfCancellationRequested();
            if (from.NodeType != XmlNodeType.Element)
            {
                to.WriteNode(from, false);
                continue;
            }

            number = SheetReader.NumberOf(from.GetAttribute("r"), number);
            if (!headed)
            {
                headed = true;
                rows.Headings(1, number == 1 ? ReadRow() : null);
                if (number == 1) continue;
            }

            while (more && next < number) more = Append(added, ref next);
            if (more && next == number)
            {
                rows.Append(next++, added.Current, ReadRow());
                more = added.MoveNext();
            }
            else CopyRow(number);
        }

        if (!headed) rows.Headings(1, null);
        while (more)
        {
            ct.ThrowIfCancellationRequested();
            more = Append(added, ref next);
        }
    }

    bool Append(IEnumerator<Cell[]> added, ref long next)
    {
        rows.Append(next++, added.Current);
        return added.MoveNext();
    }

    void CopyRow(long number)
    {
        if (number == edit.HeadingRow && edit.Plan.Columns.Added.Count > 0) rows.Headings(number, ReadRow());
        else if (edit.Plan.Writes.TryGetValue(number, out RowWrite? write)) rows.Update(write, ReadRow(), number == edit.LastRow);
        else if (number == edit.LastRow && number != edit.HeadingRow && edit.Plan.NewCount > 0) rows.Keep(number, ReadRow());
        else to.WriteNode(from, false);
    }

    XElement ReadRow() => (XElement)XNode.ReadFrom(from);
}
