namespace Kurir;

/// <summary>How one grid is a table: which of its rows and columns.</summary>
sealed record TableLayout
{
    /// <summary>Rows that are not empty, from the grid's top to the heading's last row.</summary>
    public required int Skip { get; init; }

    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>The heading's rows as they stand there, folded: where they are repeated, they are no rows.</summary>
    public required IReadOnlyList<string[]> HeadingRows { get; init; }

    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>How many columns the heading itself names.</summary>
    public required int Named { get; init; }

    /// <summary>Column i of the table is position i of the source, for all of them.</summary>
    public bool IsStraight { get; private init; }

    public static TableLayout Of(int skip, IReadOnlyList<Column> columns, IReadOnlyList<string[]> headingRows, IReadOnlyList<string> titles, int named) => new()
    {
        Skip = skip, Columns = columns, HeadingRows = headingRows, Titles = titles, Named = named,
        IsStraight = columns.Select((column, index) => column.SourceIndex == index).All(same => same),
    };

    /// <summary>The source's cells in the order of the columns.</summary>
    public Cell[] Arrange(Cell[] source)
    {
        if (IsStraight && source.Length == Columns.Count) return source;
        var cells = new Cell[Columns.Count];
        for (int i = 0; i < cells.Length; i++)
        {
            int from = Columns[i].SourceIndex;
            if (from < source.Length) cells[i] = source[from];
        }

        return cells;
    }

    /// <summary>The position of a filled cell that belongs to no column; -1 where there is none.</summary>
    public int FindStray(Cell[] source)
    {
        if (IsStraight && source.Length <= Columns.Count) return -1;
        for (int i = 0; i < source.Length; i++)
            if (!source[i].IsBlank() && !Columns.Any(column => column.SourceIndex == i)) return i;
        return -1;
    }
}
