using System.Globalization;

namespace Kurir;

/// <summary>Chooses among a document's tables, or says why it cannot.</summary>
/// <param name="grids">What the tables were found in.</param>
/// <param name="tables">As they are numbered for people.</param>
/// <param name="export">Whose; null outside a pipeline.</param>
sealed class TableChoice(IReadOnlyList<Grid> grids, List<List<FoundTable>> tables, Export? export)
{
    const int MaxListed = 8;

    string Subject => export?.Id.ToString() ?? "the document";

    string At => export?.DefinedAt is { } place ? $" at {place}" : "";

    public List<FoundTable> Named(string wanted)
    {
        if (tables.Count == 0) throw NoTable();
        var named = tables.FindAll(table => table[0].Name == wanted);
        if (named.Count == 0) named = tables.FindAll(table => Headings.Same(table[0].Name, wanted));
        if (named.Count == 1) return named[0];
        if (named.Count == 0 && int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= tables.Count)
            return tables[number - 1];
        throw new Fault(
            Stage.Read, named.Count == 0 ? FaultName.NoTable : FaultName.TableAmbiguous, FaultKind.Stop, Subject,
            $"{(named.Count == 0 ? "no table is" : $"{named.Count} tables are")} called '{wanted}'. There are: {List()}",
            $"Name another with `table:`{At}, or give its number.");
    }

    /// <param name="joined">The tables, those that go on under another name joined.</param>
    /// <param name="contract">The export's, once it has one.</param>
    public List<FoundTable> OnlyOne(List<List<FoundTable>> joined, Contract? contract)
    {
        if (joined.Count == 0) throw NoTable();
        // A single column beside real tables is a list of notes.
        var wide = joined.FindAll(table => table[0].Layout.Columns.Count > 1);
        var candidates = wide.Count > 0 ? wide : joined;
        if (candidates.Count == 1) return candidates[0];
        return BestFor(Known(contract), candidates) ?? BestFor(Expected(), candidates) ?? throw new Fault(
            Stage.Read, FaultName.TableAmbiguous, FaultKind.Stop, Subject,
            $"{tables.Count} different tables: {List()}",
            $"Say which one with `table: NAME`{At}; a number from 1 does as well.");
    }

    // The one that has most of the headings, if it has at least half of them.
    static List<FoundTable>? BestFor(string[] headings, List<List<FoundTable>> candidates)
    {
        if (headings.Length == 0) return null;
        var wanted = headings.Select(Headings.Fold).ToHashSet(StringComparer.Ordinal);
        var ranked = candidates
            .Select(table => (table, has: table[0].Layout.Columns.Count(column => wanted.Contains(Headings.Fold(column.Heading)))))
            .OrderByDescending(pair => pair.has).ToList();
        return ranked[0].has * 2 >= wanted.Count && ranked[0].has > ranked[1].has ? ranked[0].table : null;
    }

    static string[] Known(Contract? contract) => contract is null ? [] : [.. contract.Columns.Select(column => column.Heading)];

    string[] Expected()
    {
        if (export is null) return [];
        var settings = export.Settings;
        string[] date = settings.Date is { } name and not "none" ? [name] : [];
        return [.. settings.Key?.Columns ?? [], .. settings.Key?.AllExcept ?? [], .. settings.Columns.Keys, .. date];
    }

    Fault NoTable() => new(
        Stage.Read, FaultName.NoTable, FaultKind.Stop, Subject,
        $"no row names columns. {Seen()}",
        "Look at the document: kurir read FILE. If it is another report than you asked for, look at the page in a browser.");

    string Seen()
    {
        string[] lines = [.. grids.SelectMany(grid => grid.Rows.Take(3)).Select(row => RowShape.Joined(row.Cells)).Where(line => line.Length > 0).Take(3)];
        return lines.Length == 0 ? "There is nothing in it." : $"It begins: {string.Join(" / ", lines.Select(line => $"'{Texts.Shown(line, 80)}'"))}";
    }

    string List()
    {
        var listed = tables.Take(MaxListed).Select((table, index) => $"{index + 1} {Describe(table)}");
        return string.Join("; ", listed) + (tables.Count > MaxListed ? $"; and {tables.Count - MaxListed} more" : "");
    }

    static string Describe(List<FoundTable> table)
    {
        var columns = table[0].Layout.Columns;
        string names = string.Join(", ", columns.Take(4).Select(column => column.Heading)) + (columns.Count > 4 ? ", …" : "");
        int rows = table.Sum(part => part.Looked.Count);
        string count = $"{rows}{(table.TrueForAll(part => part.IsWhole) ? "" : " or more")} {(rows == 1 ? "row" : "rows")}";
        return $"{(table[0].Name.Length > 0 ? $"'{table[0].Name}' " : "")}({names}; {count})";
    }
}
