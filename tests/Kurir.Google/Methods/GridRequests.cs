using System.Text.Json;

namespace Kurir.Google;

/// <summary>Requests that add, remove, move or hide rows and columns.</summary>
static class GridRequests
{
    public static Action<MaskedJson> Append(Visit visit, JsonElement said)
    {
        Tab tab = visit.Book.Tab(said.Int("sheetId") ?? 0);
        Dimension dimension = Addresses.DimensionOf(said);
        int length = said.Int("length") ?? 0;
        if (length < 1) throw Refusal.Invalid("The length must be at least 1.");
        var (rows, columns) = dimension == Dimension.Rows ? (tab.RowCount + length, tab.ColumnCount) : (tab.RowCount, tab.ColumnCount + length);
        Grow(visit, tab, rows, columns);
        visit.Book.Resize(tab, rows, columns);
        return Batch.Nothing;
    }

    public static Action<MaskedJson> Insert(Visit visit, JsonElement said)
    {
        var (tab, dimension, start, end) = RangeOf(visit, said.Object("range"));
        int count = tab.Count(dimension), length = end - start;
        if (start > count) throw Refusal.Invalid($"range.startIndex[{start}] must be less than or equal to grid size[{count}]");
        bool before = said.Flag("inheritFromBefore") == true;
        if (before && start == 0) throw Refusal.Invalid("inheritFromBefore cannot be true if inserting at the beginning of the grid.");
        if (!before && start == count) throw Refusal.Invalid("inheritFromBefore must be true if inserting at the end of the grid.");
        Grow(visit, tab, tab.RowCount + (dimension == Dimension.Rows ? length : 0), tab.ColumnCount + (dimension == Dimension.Columns ? length : 0));
        visit.Book.Reorder(tab, dimension, [.. Enumerable.Range(0, start), .. Enumerable.Repeat(-1, length), .. Enumerable.Range(start, count - start)]);
        return Batch.Nothing;
    }

    /// <exception cref="Refusal">Too many cells or columns.</exception>
    public static void Grow(Visit visit, Tab tab, int rows, int columns)
    {
        if (columns > Book.MaxColumns) throw Refusal.Invalid($"This action would increase the number of columns in the sheet above the limit of {Book.MaxColumns} columns.");
        Visit.MayHold(visit.Book.CellCount - tab.CellCount + ((long)rows * columns));
    }

    public static Action<MaskedJson> Delete(Visit visit, JsonElement said)
    {
        var (tab, dimension, start, end) = RangeOf(visit, said.Object("range"));
        int count = tab.Count(dimension), frozen = dimension == Dimension.Rows ? tab.FrozenRows : tab.FrozenColumns;
        string what = dimension == Dimension.Rows ? "rows" : "columns";
        if (end > count) throw Refusal.Invalid($"Cannot delete a {(dimension == Dimension.Rows ? "row" : "column")} that doesn't exist. Tried to delete {what} [{start}, {end}), but there are only {count}.");
        if (end - start == count) throw Refusal.Invalid($"You can't delete all the {what} on the sheet.");
        if (start <= frozen && end == count) throw Refusal.Invalid($"Sorry, it is not possible to delete all non-frozen {what}.");
        visit.MayWrite(dimension == Dimension.Rows ? new Area(tab, start, 0, end, tab.ColumnCount) : new Area(tab, 0, start, tab.RowCount, end));
        visit.Book.Reorder(tab, dimension, [.. Enumerable.Range(0, start), .. Enumerable.Range(end, count - end)]);
        return Batch.Nothing;
    }

    public static Action<MaskedJson> Move(Visit visit, JsonElement said)
    {
        var (tab, dimension, start, end) = RangeOf(visit, said.Object("source"));
        int count = tab.Count(dimension), to = said.Int("destinationIndex") ?? 0;
        if (end > count || to < 0 || to > count) throw Refusal.Invalid("The source or the destination lies beyond the grid.");
        if (to > start && to < end) throw Refusal.Invalid("The destination lies within the source.");
        visit.MayWrite(dimension == Dimension.Rows ? new Area(tab, start, 0, end, tab.ColumnCount) : new Area(tab, 0, start, tab.RowCount, end));
        visit.Book.Reorder(tab, dimension, Moved(count, start, end, to));
        return Batch.Nothing;
    }

    /// <param name="to">As counted before anything is moved.</param>
    public static int[] Moved(int count, int start, int end, int to)
    {
        IEnumerable<int> before = Enumerable.Range(0, to).Where(Stays), after = Enumerable.Range(to, count - to).Where(Stays);
        return [.. before, .. Enumerable.Range(start, end - start), .. after];
        bool Stays(int i) => i < start || i >= end;
    }

    public static Action<MaskedJson> Update(Visit visit, JsonElement said)
    {
        FieldMask mask = Batch.Mask(said, "DimensionProperties");
        var (tab, dimension, start, end) = RangeOf(visit, said.Object("range"), bounded: false);
        JsonElement properties = said.Object("properties") ?? throw Refusal.Invalid("No properties specified.");
        for (int i = start; i < Math.Min(end, tab.Count(dimension)); i++)
        {
            Track track = tab.TrackOf(dimension, i);
            if (mask.Into("hiddenByUser") is not null) track = track with { HiddenByUser = properties.Flag("hiddenByUser") == true };
            if (mask.Into("pixelSize") is not null) track = track with { PixelSize = properties.Int("pixelSize") };
            tab.SetTrack(dimension, i, track);
        }

        return Batch.Nothing;
    }

    public static Action<MaskedJson> AutoResize(Visit visit, JsonElement said)
    {
        RangeOf(visit, said.Object("dimensions"), bounded: false);
        return Batch.Nothing;
    }

    static (Tab Tab, Dimension Dimension, int Start, int End) RangeOf(Visit visit, JsonElement? range, bool bounded = true)
    {
        if (range is not { } said) throw Refusal.Invalid("No range specified.");
        Tab tab = visit.Book.Tab(said.Int("sheetId") ?? 0);
        Dimension dimension = Addresses.DimensionOf(said);
        if (bounded && said.Int("endIndex") is null) throw Refusal.Invalid("Must specify both the start and the end of the range.");
        int start = said.Int("startIndex") ?? 0, end = said.Int("endIndex") ?? tab.Count(dimension);
        return start >= 0 && end > start ? (tab, dimension, start, end) : throw Refusal.Invalid($"The range [{start}, {end}) is empty or negative.");
    }
}
