namespace Kurir.Connectors;

/// <summary>A spreadsheet without its cells.</summary>
/// <param name="Locale"><c>id_ID</c>; "" where it did not come.</param>
/// <param name="Tabs">From the left.</param>
sealed record Book(string Title, string Locale, IReadOnlyList<BookTab> Tabs)
{
    /// <summary>As Google counts towards its limit: empty cells too.</summary>
    public long Cells => Tabs.Sum(tab => (long)tab.Rows * tab.Columns);
}

/// <param name="Id">Stable, whatever people call the tab.</param>
/// <param name="HasCells">False: a chart, or a sheet that another system fills.</param>
/// <param name="Marks">What we wrote about the tab as a whole.</param>
/// <param name="ColumnMarks">What we wrote about single columns, by position.</param>
sealed record BookTab(
    int Id, string Title, int Rows, int Columns, int FrozenRows, bool HasCells, IReadOnlyList<Mark> Marks, IReadOnlyDictionary<int, IReadOnlyList<Mark>> ColumnMarks);

/// <summary>Developer metadata: a note for programs that moves with its column or tab; people do not see it.</summary>
readonly record struct Mark(int Id, string Key, string Value);

/// <summary>A rectangle of cells, from 0, the ends outside.</summary>
readonly record struct GridRange(int Tab, int Top, int Bottom, int Left, int Right)
{
    public long Cells => (long)(Bottom - Top) * (Right - Left);
}

/// <summary>One cell of a reply with everything that is asked of it.</summary>
/// <param name="Value">As it stands, of type Text, Number, Boolean, Error or Empty.</param>
/// <param name="IsFormula">A person's; the value is its result.</param>
/// <param name="Format">Its own number format; null: none.</param>
readonly record struct GridCell(Cell Value, bool IsFormula, SheetFormat? Format);

/// <param name="Type"><c>DATE</c>, <c>NUMBER</c>, …</param>
/// <param name="Pattern">"" where there is none.</param>
sealed record SheetFormat(string Type, string Pattern)
{
    public bool IsMoment => Type is "DATE" or "TIME" or "DATE_TIME";
}
