namespace Kurir.Connectors;

/// <summary>A row's key as people read it: its texts, joined by " · ".</summary>
static class KeyText
{
    public static string Of(Cell[] cells, Contract contract) => Of(cells, Positions(contract));

    public static string Of(Cell[] cells, IReadOnlyList<int> positions) =>
        string.Join(" · ", positions.Select(position => position < cells.Length ? cells[position].Text : ""));

    /// <summary>Where the key's columns stand in the contract.</summary>
    public static IReadOnlyList<int> Positions(Contract contract) =>
        [.. contract.Key.Columns.Select(heading => Position(contract, heading)).Where(position => position >= 0)];

    static int Position(Contract contract, string heading)
    {
        for (int i = 0; i < contract.Columns.Count; i++)
            if (Headings.Same(contract.Columns[i].Heading, heading)) return i;
        return -1;
    }
}
