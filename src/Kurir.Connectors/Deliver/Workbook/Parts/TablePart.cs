using System.Globalization;
using System.Xml.Linq;

namespace Kurir.Connectors;

/// <summary>A table that people made of a range ("format as table").</summary>
static class TablePart
{
    /// <summary>Lets a table take in the rows and columns that are added directly below and beside it.</summary>
    /// <param name="added">The new columns' headings.</param>
    /// <returns>Whether it grew.</returns>
    public static bool Grow(XDocument document, Growth growth, IReadOnlyList<string> added)
    {
        XElement table = document.Root!;
        if (CellRange.Parse((string?)table.Attribute("ref") ?? "") is not { } range || HasTotals(table) || (string?)table.Attribute("headerRowCount") == "0") return false;
        CellRange grown = growth.OfTable(range);
        if (grown.Right > range.Right && !AddColumns(table, added)) grown = grown with { Right = range.Right };
        if (grown == range) return false;
        table.SetAttributeValue("ref", grown);
        table.Elements().FirstOrDefault(part => part.Name.LocalName == "autoFilter")?.SetAttributeValue("ref", grown);
        return true;
    }

    /// <summary>Its last row is a totals row, and the new rows stand below that.</summary>
    public static bool IsClosed(XDocument document, Growth growth) =>
        HasTotals(document.Root!) && CellRange.Parse((string?)document.Root!.Attribute("ref") ?? "") is { } range && range.Top == growth.Heading && range.Bottom == growth.Last;

    static bool HasTotals(XElement table) => (string?)table.Attribute("totalsRowCount") is { } count && count != "0";

    static bool AddColumns(XElement table, IReadOnlyList<string> added)
    {
        XElement? columns = table.Elements().FirstOrDefault(part => part.Name.LocalName == "tableColumns");
        if (columns is null) return false;
        HashSet<string> names = new(columns.Elements().Select(column => (string?)column.Attribute("name") ?? ""), StringComparer.OrdinalIgnoreCase);
        if (!added.All(names.Add)) return false; // a table cannot have two columns of one name
        int id = columns.Elements().Select(column => int.TryParse((string?)column.Attribute("id"), NumberStyles.None, CultureInfo.InvariantCulture, out int known) ? known : 0).DefaultIfEmpty().Max();
        foreach (string heading in added)
            columns.Add(new XElement(columns.Name.Namespace + "tableColumn", new XAttribute("id", ++id), new XAttribute("name", CellText.Encode(heading).Replace("\n", "_x000a_", StringComparison.Ordinal))));
        columns.SetAttributeValue("count", columns.Elements().Count());
        return true;
    }
}
