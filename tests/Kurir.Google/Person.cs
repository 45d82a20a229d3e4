using System.Text.Json;

namespace Kurir.Google;

/// <summary>Somebody at work in a tab, as clumsily as people are. Rows and columns count from 0, the heading row is 0. What is typed is typed: it is parsed.</summary>
public sealed class Person(GoogleStandIn google, Book book, int tab)
{
    public Tab Tab => book.Find(tab) ?? throw new InvalidOperationException("The tab is gone.");

    /// <summary>The headings as they stand.</summary>
    public IReadOnlyList<string> Headings => [.. Enumerable.Range(0, Tab.ColumnCount).Select(c => Value(0, c)?.ToString() ?? "")];

    /// <summary>Where a heading stands, or -1.</summary>
    public int Column(string heading) => Headings.ToList().IndexOf(heading);

    /// <summary>String, double, bool; a formula's result; null: empty.</summary>
    public object? Value(int row, int column) => Calculator.Effective(Tab, row, column);

    /// <summary>All rows to the last with a value, each to the last column with one.</summary>
    public List<List<object?>> Values() => google.Alone(() =>
    {
        int width = Tab.LastColumn() + 1;
        return Enumerable.Range(0, Tab.LastRow() + 1).Select(row => Enumerable.Range(0, width).Select(column => Value(row, column)).ToList()).ToList();
    });

    public void Type(int row, int column, string text) => Do(() => Tab.Set(row, column, Entry.Typed(text, Tab.Cell(row, column), book.Locale, google.Time.GetUtcNow())));

    /// <summary>Puts a value there as it is: string, double, bool, null.</summary>
    public void Put(int row, int column, object? value) => Do(() => Tab.Set(row, column, Tab.Cell(row, column) with { Entered = value }));

    public void Note(int row, int column, string? note) => Do(() => Tab.Set(row, column, Tab.Cell(row, column) with { Note = note }));

    /// <param name="format">A CellFormat in JSON; null: none.</param>
    public void Format(int row, int column, string? format) =>
        Do(() => Tab.Set(row, column, Tab.Cell(row, column) with { Format = format is null ? null : JsonDocument.Parse(format).RootElement }));

    /// <summary>All rows below the heading, by a column.</summary>
    public void Sort(int column, bool descending = false, int heading = 0) => Do(() => Sorting.Sort(Body(heading), [(column, descending)]));

    /// <summary>All rows below the heading, in an order made from a seed.</summary>
    public void Shuffle(int seed, int heading = 0) => Do(() =>
    {
        long state = (uint)seed + 1;
        Area used = Body(heading) with { Bottom = Math.Max(heading + 1, Tab.LastRow() + 1) };
        Sorting.Permute(used, [.. Enumerable.Range(heading + 1, used.Height).OrderBy(_ => state = ((state * 48271) + 11) % 2147483647)]);
    });

    Area Body(int heading) => new(Tab, heading + 1, 0, Tab.RowCount, Tab.ColumnCount);

    public void InsertRows(int at, int count = 1) => Do(() => Insert(Dimension.Rows, at, count));

    public void DeleteRows(int at, int count = 1) => Do(() => Delete(Dimension.Rows, at, count));

    public void MoveRows(int from, int to, int count = 1) => Do(() => book.Reorder(Tab, Dimension.Rows, GridRequests.Moved(Tab.RowCount, from, from + count, to)));

    /// <summary>Copies a row into a new one below it.</summary>
    public void DuplicateRow(int row) => Do(() =>
    {
        Insert(Dimension.Rows, row + 1, 1);
        Tab.Edit(row + 1, 0, Tab.ColumnCount, (column, _) => Tab.Cell(row, column));
    });

    public void InsertColumn(int at, string? heading = null) => Do(() =>
    {
        Insert(Dimension.Columns, at, 1);
        Tab.Set(0, at, new GridCell(heading));
    });

    /// <summary>With the metadata that belongs to it.</summary>
    public void DeleteColumn(int at) => Do(() => Delete(Dimension.Columns, at, 1));

    /// <param name="to">As counted before.</param>
    public void MoveColumn(int from, int to) => Do(() => book.Reorder(Tab, Dimension.Columns, GridRequests.Moved(Tab.ColumnCount, from, from + 1, to)));

    public void Rename(int column, string heading) => Put(0, column, heading);

    public void RenameTab(string title) => Do(() => Tab.Title = title);

    public void RemoveTab() => Do(() => book.Tabs.Remove(Tab));

    public void HideRow(int row, bool hidden = true) => Do(() => Tab.SetTrack(Dimension.Rows, row, Tab.TrackOf(Dimension.Rows, row) with { HiddenByUser = hidden }));

    public void HideColumn(int column, bool hidden = true) => Do(() => Tab.SetTrack(Dimension.Columns, column, Tab.TrackOf(Dimension.Columns, column) with { HiddenByUser = hidden }));

    public void Freeze(int rows, int columns = 0) => Do(() => (Tab.FrozenRows, Tab.FrozenColumns) = (rows, columns));

    /// <summary>A filter over everything that stands there, which hides rows with these values in a column.</summary>
    public void Filter(int column, params string[] hidden) => Do(() => Filters.Apply(Tab, new Filter(0, new Extent(0, 0, Tab.LastRow() + 1, Tab.LastColumn() + 1), FilterOf(column, hidden))));

    public void ClearFilter() => Do(() => Filters.Clear(Tab));

    static JsonElement FilterOf(int column, string[] hidden) =>
        JsonSerializer.SerializeToElement(new { filterSpecs = new[] { new { columnIndex = column, filterCriteria = new { hiddenValues = hidden } } } });

    /// <summary>Only the owner may write there; null: open on that side.</summary>
    public int Protect(int? top, int? left, int? bottom, int? right, bool warningOnly = false) => google.Alone(() =>
    {
        var made = new Protection(book.NextId(), new Extent(top, left, bottom, right), "keep", warningOnly, []);
        Tab.Protections.Add(made);
        return made.Id;
    });

    public void Unprotect(int id) => Do(() => Tab.Protections.RemoveAll(p => p.Id == id));

    /// <summary>The grid ends there.</summary>
    public void Resize(int rows, int columns) => Do(() => book.Resize(Tab, rows, columns));

    void Insert(Dimension dimension, int at, int count)
    {
        int size = Tab.Count(dimension);
        book.Reorder(Tab, dimension, [.. Enumerable.Range(0, at), .. Enumerable.Repeat(-1, count), .. Enumerable.Range(at, size - at)]);
    }

    void Delete(Dimension dimension, int at, int count)
    {
        int size = Tab.Count(dimension);
        book.Reorder(Tab, dimension, [.. Enumerable.Range(0, at), .. Enumerable.Range(at + count, size - at - count)]);
    }

    void Do(Action work) => google.Alone(() =>
    {
        work();
        return true;
    });
}
