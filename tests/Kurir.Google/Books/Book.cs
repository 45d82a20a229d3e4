namespace Kurir.Google;

public enum Role
{
    Viewer,
    Editor,
    Owner,
}

/// <summary>A spreadsheet, with who may do what to it.</summary>
public sealed class Book(string id, string title)
{
    /// <summary>Cells of all grids, the empty ones too.</summary>
    public const long MaxCells = 10_000_000;

    /// <summary>ZZZ.</summary>
    public const int MaxColumns = 18_278;

    /// <summary>Characters of a cell.</summary>
    public const int MaxText = 50_000;

    /// <summary>Characters of metadata, of the spreadsheet and again of each tab.</summary>
    public const int MaxMetadata = 30_000;

    public string Id { get; } = id;

    public string Title { get; set; } = title;

    /// <summary>Decides separators and the order of dates, where text is parsed or shown.</summary>
    public string Locale { get; set; } = "en_US";

    public string TimeZone { get; set; } = "Etc/GMT";

    public List<Tab> Tabs { get; private set; } = [];

    public List<Metadata> Metadata { get; private set; } = [];

    /// <summary>By account; who is not named here sees nothing.</summary>
    public Dictionary<string, Role> Shared { get; } = [];

    public long CellCount => Tabs.Sum(tab => tab.CellCount);

    int next = 1000;

    /// <summary>A new id for anything in this spreadsheet; the same in every run.</summary>
    public int NextId() => next += 7919;

    public Tab this[string title] => Tabs.Find(tab => tab.Title == title) ?? throw new InvalidOperationException($"no tab {title}");

    public Tab? Find(int id) => Tabs.Find(tab => tab.Id == id);

    public Tab AddTab(string title, int rows = 1000, int columns = 26, int? id = null)
    {
        var tab = new Tab(id ?? (Tabs.Count == 0 ? 0 : NextId()), title, rows, columns);
        Tabs.Add(tab);
        return tab;
    }

    /// <summary>Rows or columns of a tab in another order, with all that belongs to them.</summary>
    /// <param name="order">Of each new index, the old one; -1: a new row or column.</param>
    public void Reorder(Tab tab, Dimension dimension, int[] order)
    {
        Func<int, int?> moved = tab.Reorder(dimension, order);
        Metadata = [.. Metadata.Select(m => m.Place.Tab == tab.Id && m.Place.Dimension == dimension && m.Place.Index is { } index
            ? moved(index) is { } now ? m with { Place = m.Place with { Index = now } } : null : m).OfType<Metadata>()];
    }

    /// <summary>The grid's end is moved; metadata beyond it is gone.</summary>
    public void Resize(Tab tab, int rows, int columns)
    {
        tab.Resize(rows, columns);
        Metadata.RemoveAll(m => m.Place.Tab == tab.Id && m.Place.Dimension is { } dimension && m.Place.Index >= tab.Count(dimension));
    }

    /// <summary>Everything as it is now; calling the result brings it back.</summary>
    public Action Snapshot()
    {
        var (title, locale, zone, metadata) = (Title, Locale, TimeZone, Metadata.ToList());
        List<Tab> tabs = [.. Tabs.Select(tab => tab.Copy())];
        return () => (Title, Locale, TimeZone, Metadata, Tabs) = (title, locale, zone, metadata, tabs);
    }
}
