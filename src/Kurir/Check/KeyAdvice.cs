namespace Kurir;

/// <summary>Looks for a column that would make a key unique.</summary>
static class KeyAdvice
{
    /// <value>Rows that are looked at; what tells these apart is likely to tell all of them.</value>
    const int MaxRows = 2000;

    /// <returns>A heading; null where no single column tells the rows apart.</returns>
    public static string? For(Contract contract, Table table)
    {
        var keys = contract.Key.Columns.Select(table.IndexOf).Where(at => at >= 0).ToList();
        var doubled = table.Rows.Take(MaxRows).GroupBy(row => Text(row, keys), StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        if (doubled.Count == 0) return null;
        for (int i = 0; i < table.Columns.Count; i++)
            if (!keys.Contains(i) && !table.Columns[i].IsCounter && doubled.TrueForAll(group => Tells(group, i))) return table.Columns[i].Heading;
        return null;
    }

    // Every row of the group differs there, but for rows that are the same throughout.
    static bool Tells(IEnumerable<Row> group, int column)
    {
        var rows = group.DistinctBy(row => string.Join('\u001f', row.Cells.Select(cell => cell.Value)), StringComparer.Ordinal).ToList();
        return rows.Select(row => row[column].Value).Distinct(StringComparer.Ordinal).Count() == rows.Count;
    }

    static string Text(Row row, List<int> columns) => string.Join('\u001f', columns.Select(column => RowShape.Folded(row[column].Value)));
}
