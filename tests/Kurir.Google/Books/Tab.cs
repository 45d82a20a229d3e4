namespace Kurir.Google;

/// <summary>One sheet of a spreadsheet: a grid of cells, and what people have done to it.</summary>
public sealed class Tab(int id, string title, int rowCount = 1000, int columnCount = 26)
{
    static readonly GridCell?[] NoCells = [];

    // Rows up to the last that ever held something. A row's array is never written to once it stands here: snapshots share it.
    List<GridCell?[]> rows = [];
    Dictionary<Dimension, SortedDictionary<int, Track>> tracks = new() { [Dimension.Rows] = [], [Dimension.Columns] = [] };

    public int Id { get; } = id;

    public string Title { get; set; } = title;

    public bool Hidden { get; set; }

    public int RowCount { get; private set; } = rowCount;

    public int ColumnCount { get; private set; } = columnCount;

    public int FrozenRows { get; set; }

    public int FrozenColumns { get; set; }

    public Filter? BasicFilter { get; set; }

    public List<Filter> FilterViews { get; private set; } = [];

    public List<Protection> Protections { get; private set; } = [];

    /// <summary>Fields of its properties that the stand-in keeps without a meaning of its own: tabColor, rightToLeft, hideGridlines.</summary>
    public Dictionary<string, System.Text.Json.JsonElement> Kept { get; private set; } = [];

    public Area Whole => new(this, 0, 0, RowCount, ColumnCount);

    public long CellCount => (long)RowCount * ColumnCount;

    /// <summary>Rows that ever held something; those beyond are blank.</summary>
    public int UsedRows => rows.Count;

    public Tab Copy() => Copy(Id, Title);

    public Tab Copy(int id, string title) => new(id, title, RowCount, ColumnCount)
    {
        Hidden = Hidden, FrozenRows = FrozenRows, FrozenColumns = FrozenColumns, BasicFilter = BasicFilter, FilterViews = [.. FilterViews], Protections = [.. Protections],
        Kept = new(Kept), rows = [.. rows], tracks = tracks.ToDictionary(t => t.Key, t => new SortedDictionary<int, Track>(t.Value)),
    };

    public GridCell Cell(int row, int column) => Row(row) is { } cells && column < cells.Length ? cells[column] ?? GridCell.Empty : GridCell.Empty;

    /// <summary>The cells of a row, without the blank ones at its end that were never touched.</summary>
    public ReadOnlySpan<GridCell?> Cells(int row) => Row(row);

    GridCell?[] Row(int row) => row < rows.Count ? rows[row] : NoCells;

    public void Set(int row, int column, GridCell cell) => Edit(row, column, 1, (_, _) => cell);

    /// <summary>Replaces cells of a row that lie side by side.</summary>
    /// <param name="change">Of the offset and the cell now, the cell to stand there.</param>
    public void Edit(int row, int left, int count, Func<int, GridCell, GridCell> change)
    {
        if (row >= RowCount || left + count > ColumnCount) throw new ArgumentOutOfRangeException(nameof(row), "Beyond the grid.");
        while (rows.Count <= row) rows.Add(NoCells);
        GridCell?[] cells = rows[row], edited = new GridCell?[Math.Max(cells.Length, left + count)];
        cells.CopyTo(edited, 0);
        for (int i = 0; i < count; i++)
        {
            GridCell cell = change(i, edited[left + i] ?? GridCell.Empty);
            edited[left + i] = cell.IsBlank ? null : cell;
        }

        rows[row] = edited;
    }

    /// <summary>The last row with a value, or -1.</summary>
    public int LastRow()
    {
        int last = rows.Count - 1;
        while (last >= 0 && !rows[last].Any(cell => cell?.Entered is not null)) last--;
        return last;
    }

    /// <summary>The last column with a value, or -1.</summary>
    public int LastColumn() => rows.Count == 0 ? -1 : rows.Max(cells => Array.FindLastIndex(cells, cell => cell?.Entered is not null));

    public Track TrackOf(Dimension dimension, int index) => tracks[dimension].GetValueOrDefault(index) ?? new Track();

    public void SetTrack(Dimension dimension, int index, Track track) => tracks[dimension][index] = track;

    public int Count(Dimension dimension) => dimension == Dimension.Rows ? RowCount : ColumnCount;

    /// <summary>The grid's end is moved; what lies beyond it is gone.</summary>
    public void Resize(int newRows, int newColumns)
    {
        (RowCount, ColumnCount) = (newRows, newColumns);
        if (rows.Count > newRows) rows.RemoveRange(newRows, rows.Count - newRows);
        for (int i = 0; i < rows.Count; i++)
            if (rows[i].Length > newColumns) rows[i] = rows[i][..newColumns];
    }

    /// <summary>Rows or columns are inserted, deleted or moved, with all that belongs to them but metadata.</summary>
    /// <param name="order">Of each new index, the old one; -1: a new row or column.</param>
    /// <returns>Of an old index, the new one; null: deleted.</returns>
    public Func<int, int?> Reorder(Dimension dimension, int[] order)
    {
        int count = Count(dimension);
        int?[] now = new int?[count];
        for (int i = 0; i < order.Length; i++)
            if (order[i] >= 0) now[order[i]] = i;
        int? Moved(int old) => old < count ? now[old] : old - count + order.Length;
        if (dimension == Dimension.Rows) ReorderRows(order);
        else ReorderColumns(order);
        tracks[dimension] = new(tracks[dimension].Where(t => Moved(t.Key) is not null).ToDictionary(t => Moved(t.Key)!.Value, t => t.Value));
        Protections = [.. Protections.Select(p => p.Area.After(dimension, count, Moved) is { } area ? p with { Area = area } : null).OfType<Protection>()];
        FilterViews = [.. FilterViews.Select(f => f.Area.After(dimension, count, Moved) is { } area ? f with { Area = area } : null).OfType<Filter>()];
        BasicFilter = BasicFilter?.Area.After(dimension, count, Moved) is { } left ? BasicFilter with { Area = left } : null;
        return Moved;
    }

    void ReorderRows(int[] order)
    {
        int used = Array.FindLastIndex(order, old => old >= 0 && old < rows.Count) + 1;
        rows = [.. order.Take(used).Select(old => old < 0 ? NoCells : Row(old))];
        RowCount = order.Length;
    }

    void ReorderColumns(int[] order)
    {
        for (int r = 0; r < rows.Count; r++)
        {
            GridCell?[] cells = rows[r];
            int used = Array.FindLastIndex(order, old => old >= 0 && old < cells.Length) + 1;
            rows[r] = [.. order.Take(used).Select(old => old < 0 || old >= cells.Length ? null : cells[old])];
        }

        ColumnCount = order.Length;
    }
}
