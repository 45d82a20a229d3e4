namespace Kurir.Google;

public enum Dimension
{
    Rows,
    Columns,
}

/// <summary>A row or column's own properties.</summary>
public sealed record Track(bool HiddenByUser = false, bool HiddenByFilter = false, int? PixelSize = null);

/// <summary>Where metadata sits: the spreadsheet, a tab, or one of its rows or columns.</summary>
/// <param name="Tab">The tab's id; null: the spreadsheet.</param>
/// <param name="Index">Of the row or column; null: the whole tab.</param>
public readonly record struct Place(int? Tab = null, Dimension? Dimension = null, int? Index = null)
{
    public string Type => Tab is null ? "SPREADSHEET" : Dimension is null ? "SHEET" : Dimension == Google.Dimension.Rows ? "ROW" : "COLUMN";
}

/// <param name="Visibility"><c>DOCUMENT</c> or <c>PROJECT</c>.</param>
public sealed record Metadata(int Id, string Key, string? Value, string Visibility, Place Place);

/// <param name="Area">As it stands now; it moves with its rows and columns.</param>
/// <param name="Editors">Who may write there besides the owner.</param>
public sealed record Protection(int Id, Extent Area, string? Description, bool WarningOnly, IReadOnlyList<string> Editors);

/// <summary>A filter's range and the rest of what was said of it, as it was said.</summary>
public sealed record Filter(int Id, Extent Area, System.Text.Json.JsonElement Said);

/// <summary>A range of a tab; null: open on that side.</summary>
public readonly record struct Extent(int? Top, int? Left, int? Bottom, int? Right)
{
    public Area On(Tab tab) => new(tab, Top ?? 0, Left ?? 0, Math.Min(Bottom ?? tab.RowCount, tab.RowCount), Math.Min(Right ?? tab.ColumnCount, tab.ColumnCount));

    /// <summary>After rows or columns were put in another order; null: nothing of it is left.</summary>
    /// <param name="dimension">Which.</param>
    /// <param name="moved">Of an old index, the new one; null: deleted.</param>
    public Extent? After(Dimension dimension, int count, Func<int, int?> moved)
    {
        var (from, to) = dimension == Dimension.Rows ? (Top, Bottom) : (Left, Right);
        if (from is null && to is null) return this;
        int?[] now = [.. Enumerable.Range(from ?? 0, Math.Max(0, Math.Min(to ?? count, count) - (from ?? 0))).Select(moved).Where(i => i is not null)];
        if (now.Length == 0) return null;
        int first = now.Min()!.Value, last = now.Max()!.Value + 1;
        return dimension == Dimension.Rows
            ? this with { Top = from is null ? null : first, Bottom = to is null ? null : last }
            : this with { Left = from is null ? null : first, Right = to is null ? null : last };
    }
}
