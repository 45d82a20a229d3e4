using System.Text.Json;

namespace Kurir.Google;

/// <summary>From what a request says of a place to the place.</summary>
static class Addresses
{
    /// <summary>A range in A1 notation.</summary>
    /// <param name="writes">Its end must lie in the grid too; reading bounds it.</param>
    public static Area Resolve(this Book book, string text, bool writes = false)
    {
        A1 a1 = A1.Parse(text) ?? throw Refusal.Invalid($"Unable to parse range: {text}");
        Tab tab = a1.Title is null ? book.Tabs[0] : book.Tabs.Find(tab => string.Equals(tab.Title, a1.Title, StringComparison.OrdinalIgnoreCase)) ?? throw Refusal.Invalid($"Unable to parse range: {text}");
        return Bounded(tab, new Extent(a1.Top, a1.Left, a1.Bottom, a1.Right), writes);
    }

    public static Area Bounded(Tab tab, Extent extent, bool writes)
    {
        bool beyond = (extent.Top ?? 0) >= tab.RowCount || (extent.Left ?? 0) >= tab.ColumnCount;
        if (beyond || (writes && (extent.Bottom > tab.RowCount || extent.Right > tab.ColumnCount))) throw Beyond(tab, extent);
        return extent.On(tab);
    }

    static Refusal Beyond(Tab tab, Extent extent)
    {
        var asked = new Area(tab, extent.Top ?? 0, extent.Left ?? 0, extent.Bottom ?? tab.RowCount, extent.Right ?? tab.ColumnCount);
        return Refusal.Invalid($"Range ({asked}) exceeds grid limits. Max rows: {tab.RowCount}, max columns: {tab.ColumnCount}");
    }

    public static Tab Tab(this Book book, int id) => book.Find(id) ?? throw Refusal.Invalid($"No grid with id: {id}");

    public static Area Resolve(this Book book, JsonElement gridRange, bool writes = false)
    {
        Extent extent = ExtentOf(gridRange);
        return Bounded(book.Tab(gridRange.Int("sheetId") ?? 0), extent, writes);
    }

    public static Extent ExtentOf(JsonElement gridRange)
    {
        var extent = new Extent(gridRange.Int("startRowIndex"), gridRange.Int("startColumnIndex"), gridRange.Int("endRowIndex"), gridRange.Int("endColumnIndex"));
        if (extent.Top < 0 || extent.Left < 0 || extent.Bottom < (extent.Top ?? 0) || extent.Right < (extent.Left ?? 0)) throw Refusal.Invalid("Invalid GridRange: a start must not be negative nor lie behind its end.");
        return extent;
    }

    /// <summary>Every area that a DataFilter selects, by position.</summary>
    public static IEnumerable<Area> Select(this Book book, JsonElement dataFilter)
    {
        if (dataFilter.Text("a1Range") is { } a1) return [book.Resolve(a1)];
        if (dataFilter.Object("gridRange") is { } range) return [book.Resolve(range)];
        if (dataFilter.Object("developerMetadataLookup") is { } lookup) return book.Metadata.Where(m => Matches(m, lookup)).SelectMany(m => AreasOf(book, m.Place));
        throw Refusal.Invalid("Invalid DataFilter: one of developerMetadataLookup, a1Range and gridRange must be set.");
    }

    static IEnumerable<Area> AreasOf(Book book, Place place)
    {
        foreach (Tab tab in book.Tabs)
        {
            if (place.Tab is not null && place.Tab != tab.Id) continue;
            int at = place.Index ?? 0;
            yield return place.Dimension switch
            {
                Dimension.Rows => new Area(tab, at, 0, at + 1, tab.ColumnCount),
                Dimension.Columns => new Area(tab, 0, at, tab.RowCount, at + 1),
                _ => tab.Whole,
            };
        }
    }

    /// <summary>Whether metadata is selected by a DeveloperMetadataLookup.</summary>
    public static bool Matches(Metadata metadata, JsonElement lookup) =>
        (lookup.Int("metadataId") is not { } id || id == metadata.Id)
        && (lookup.Text("metadataKey") is not { } key || key == metadata.Key)
        && (lookup.Text("metadataValue") is not { } value || value == metadata.Value)
        && (lookup.Text("visibility") is not { } visibility || visibility == metadata.Visibility)
        && (lookup.Text("locationType") is not { } type || type == metadata.Place.Type)
        && (lookup.Object("metadataLocation") is not { } location || Lies(metadata.Place, PlaceOf(location), lookup.Text("locationMatchingStrategy") == "EXACT_LOCATION"));

    // Intersecting: what lies on the tab, or in a row or column that crosses the one asked for.
    static bool Lies(Place place, Place asked, bool exact) =>
        exact || asked.Tab is null || place.Tab is null ? place == asked
        : place.Tab == asked.Tab && (place.Dimension is null || asked.Dimension is null || place.Dimension != asked.Dimension || place.Index == asked.Index);

    /// <summary>Of a DeveloperMetadataLocation.</summary>
    public static Place PlaceOf(JsonElement location)
    {
        if (location.Object("dimensionRange") is not { } range)
            return location.Int("sheetId") is { } tab ? new Place(tab) : location.Flag("spreadsheet") == true ? new Place() : throw Refusal.Invalid("The location of the developer metadata must be specified.");
        int start = range.Int("startIndex") ?? 0;
        if (range.Int("endIndex") != start + 1) throw Refusal.Invalid("The dimension range of developer metadata must be of one row or one column.");
        return new Place(range.Int("sheetId") ?? 0, DimensionOf(range), start);
    }

    public static Dimension DimensionOf(JsonElement element) => element.Text("dimension") switch
    {
        "ROWS" => Dimension.Rows,
        "COLUMNS" => Dimension.Columns,
        _ => throw Refusal.Invalid("Must specify a dimension."),
    };
}
