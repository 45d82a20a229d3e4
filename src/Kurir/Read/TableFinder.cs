namespace Kurir;

/// <summary>Finds the tables in what a reader gives.</summary>
/// <remarks>
/// Cells keep their text exactly. White space around it does not count when cells are compared with headings or known words; whether it belongs to the
/// text at all (a PDF's and a page's never does, a workbook's may) is the reader's knowledge, so it is taken off there or not at all.
/// </remarks>
public static class TableFinder
{
    /// <summary>Every table, in the document's order. Grids of the same name and the same headings are one table that goes on.</summary>
    public static IReadOnlyList<Table> All(IReadOnlyList<Grid> grids) => [.. Parts(grids).Select(TableOf)];

    /// <summary>The one table that is meant.</summary>
    /// <param name="grids">What the reader gave.</param>
    /// <param name="wanted">A table's name, or its number from 1 among <see cref="All"/>; null: there must be one, or one that the contract or the export's
    /// settings tell from the others.</param>
    /// <param name="contract">The export's, once it has one.</param>
    /// <param name="export">For the headings that its settings name, and the texts of faults.</param>
    /// <exception cref="Fault"><see cref="FaultName.NoTable"/> or <see cref="FaultName.TableAmbiguous"/>, with what was seen.</exception>
    public static Table Find(IReadOnlyList<Grid> grids, string? wanted = null, Contract? contract = null, Export? export = null)
    {
        var tables = Parts(grids);
        var choice = new TableChoice(grids, tables, export);
        return TableOf(wanted is not null ? choice.Named(wanted) : choice.OnlyOne(Continued(tables), contract));
    }

    static List<List<FoundTable>> Parts(IReadOnlyList<Grid> grids) => Chained(
        grids.Select(FoundTable.In).OfType<FoundTable>().Select(found => new List<FoundTable> { found }),
        static (a, b) => a.Name == b.Name);

    // "Sheet1", "Sheet2"; "Users", "Users (2)": a table that did not fit on one sheet.
    static List<List<FoundTable>> Continued(List<List<FoundTable>> tables) =>
        Chained(tables, static (a, b) => Stem(a.Name).Equals(Stem(b.Name), StringComparison.OrdinalIgnoreCase));

    static List<List<FoundTable>> Chained(IEnumerable<List<FoundTable>> tables, Func<FoundTable, FoundTable, bool> continues)
    {
        var chained = new List<List<FoundTable>>();
        foreach (var table in tables)
        {
            if (chained.Count > 0 && continues(chained[^1][^1], table[0]) && SameHeadings(chained[^1][0], table[0])) chained[^1].AddRange(table);
            else chained.Add([.. table]);
        }

        return chained;
    }

    static bool SameHeadings(FoundTable a, FoundTable b) =>
        a.Layout.Columns.Select(column => column.Heading).SequenceEqual(b.Layout.Columns.Select(column => column.Heading), StringComparer.Ordinal);

    static ReadOnlySpan<char> Stem(string name) => name.AsSpan().TrimEnd("0123456789()_- ");

    static Column Common(Column column, int i, List<FoundTable> parts) =>
        parts.TrueForAll(part => part.Layout.Columns[i].SourceIndex == column.SourceIndex) ? column : column with { SourceIndex = -1 };

    static Table TableOf(List<FoundTable> parts)
    {
        // An empty part does not know its running number.
        FoundTable model = parts.Find(part => part.Looked.Count > 0) ?? parts[0];
        var totals = new List<Row>();
        var rows = new TableRows(parts, totals);
        bool whole = parts.TrueForAll(part => part.IsWhole);
        if (whole) totals.AddRange(parts.SelectMany(part => part.Notes));
        return new Table
        {
            Name = parts[0].Name,
            Titles = parts[0].Layout.Titles,
            Columns = parts.Count == 1 ? model.Layout.Columns : [.. model.Layout.Columns.Select((column, i) => Common(column, i, parts))],
            Rows = rows,
            Totals = totals,
            Announced = parts.TrueForAll(part => part.Grid.Announced is not null) ? parts.Sum(part => part.Grid.Announced) : null,
            Looked = [.. parts.SelectMany(part => part.Looked).Take(GridHead.MaxRows)],
            LookedAtAll = whole && parts.Sum(part => part.Looked.Count) <= GridHead.MaxRows,
        };
    }
}
