using System.Text.Json;

namespace Kurir.Google;

/// <summary>spreadsheets.get and what else shows a spreadsheet.</summary>
static class Spreadsheets
{
    /// <param name="Areas">Only these; empty: all of every sheet.</param>
    /// <param name="Cells">With the cells, where no mask says otherwise.</param>
    /// <param name="Caller">For what depends on who asks.</param>
    public sealed record Wanted(IReadOnlyList<Area> Areas, bool Cells, string Caller)
    {
        public IReadOnlyList<Area> On(Tab tab) => Areas.Count == 0 ? [tab.Whole] : [.. Areas.Where(area => area.Tab == tab)];
    }

    // With a mask includeGridData is ignored: naming sheets.data loads the cells.
    public static Action<MaskedJson> Get(Visit visit)
    {
        Area[] areas = [.. visit.AllAsked("ranges").Select(range => visit.Book.Resolve(range))];
        bool cells = visit.Mask == FieldMask.Everything ? visit.Asked("includeGridData") == "true" : visit.Mask.Has("sheets", "data");
        return json => Write(json, visit.Book, new Wanted(areas, cells, visit.Caller));
    }

    public static Action<MaskedJson> GetByDataFilter(Visit visit)
    {
        Area[] areas = [.. visit.Body.Items("dataFilters").SelectMany(visit.Book.Select).Distinct()];
        bool none = visit.Body.Items("dataFilters").Any() && areas.Length == 0;
        bool cells = visit.Mask == FieldMask.Everything ? visit.Body.Flag("includeGridData") == true : visit.Mask.Has("sheets", "data");
        return json => Write(json, visit.Book, new Wanted(areas, cells, visit.Caller), none);
    }

    public static void Write(MaskedJson json, Book book, Wanted wanted, bool noTabs = false)
    {
        json.Value("spreadsheetId", book.Id);
        json.Object("properties", () =>
        {
            json.Value("title", book.Title);
            json.Value("locale", book.Locale);
            json.Value("autoRecalc", "ON_CHANGE");
            json.Value("timeZone", book.TimeZone);
        });
        if (!noTabs) json.List("sheets", [.. book.Tabs.Where(tab => wanted.On(tab).Count > 0)], tab => Sheet(json, book, tab, wanted));
        json.Value("spreadsheetUrl", $"https://docs.google.com/spreadsheets/d/{book.Id}/edit");
        json.List("developerMetadata", [.. book.Metadata.Where(m => m.Place.Tab is null)], m => MetadataRequests.Write(json, m));
    }

    static void Sheet(MaskedJson json, Book book, Tab tab, Wanted wanted)
    {
        json.Object("properties", () => Properties(json, book, tab));
        if (wanted.Cells) json.List("data", wanted.On(tab), area => Data(json, book, area));
        json.List("filterViews", tab.FilterViews, view => View(json, tab, view));
        json.List("protectedRanges", tab.Protections, one => Protected(json, wanted.Caller, book, tab, one));
        if (tab.BasicFilter is { } filter) json.Object("basicFilter", () =>
        {
            json.Object("range", () => Range(json, tab, filter.Area));
            json.Value("sortSpecs", filter.Said.Object("sortSpecs"));
            json.Value("criteria", filter.Said.Object("criteria"));
            json.Value("filterSpecs", filter.Said.Object("filterSpecs"));
        });
        json.List("developerMetadata", [.. book.Metadata.Where(m => m.Place.Tab == tab.Id && m.Place.Dimension is null)], m => MetadataRequests.Write(json, m));
    }

    public static void Properties(MaskedJson json, Book book, Tab tab)
    {
        json.Value("sheetId", tab.Id);
        json.Value("title", tab.Title);
        json.Value("index", book.Tabs.IndexOf(tab));
        json.Value("sheetType", "GRID");
        json.Object("gridProperties", () =>
        {
            json.Value("rowCount", tab.RowCount);
            json.Value("columnCount", tab.ColumnCount);
            if (tab.FrozenRows > 0) json.Value("frozenRowCount", tab.FrozenRows);
            if (tab.FrozenColumns > 0) json.Value("frozenColumnCount", tab.FrozenColumns);
        });
        if (tab.Hidden) json.Value("hidden", true);
        foreach (var (name, value) in tab.Kept) json.Value(name, value);
    }

    public static void View(MaskedJson json, Tab tab, Filter view)
    {
        json.Value("filterViewId", view.Id);
        json.Value("title", view.Said.Text("title"));
        json.Object("range", () => Range(json, tab, view.Area));
        json.Value("sortSpecs", view.Said.Object("sortSpecs"));
        json.Value("criteria", view.Said.Object("criteria"));
        json.Value("filterSpecs", view.Said.Object("filterSpecs"));
    }

    public static void Protected(MaskedJson json, string caller, Book book, Tab tab, Protection one)
    {
        bool mayEdit = one.WarningOnly || book.Shared[caller] == Role.Owner || one.Editors.Contains(caller);
        json.Value("protectedRangeId", one.Id);
        json.Object("range", () => Range(json, tab, one.Area));
        json.Value("description", one.Description);
        if (one.WarningOnly) json.Value("warningOnly", true);
        if (mayEdit) json.Value("requestingUserCanEdit", true);
        if (mayEdit && !one.WarningOnly) json.Object("editors", () => json.Raw("users", raw => JsonSerializer.Serialize(raw, one.Editors)));
    }

    static void Range(MaskedJson json, Tab tab, Extent area)
    {
        json.Value("sheetId", tab.Id);
        json.Value("startRowIndex", area.Top);
        json.Value("endRowIndex", area.Bottom);
        json.Value("startColumnIndex", area.Left);
        json.Value("endColumnIndex", area.Right);
    }

    static void Data(MaskedJson json, Book book, Area area)
    {
        Tab tab = area.Tab;
        if (area.Top > 0) json.Value("startRow", area.Top);
        if (area.Left > 0) json.Value("startColumn", area.Left);
        if (json.Wants("rowData")) json.List("rowData", [.. Rows(area)], row => json.List("values", [.. Columns(area, row)], column => Cell(json, book, tab, row, column)));
        if (json.Wants("rowMetadata")) json.List("rowMetadata", [.. Enumerable.Range(area.Top, area.Height)], i => Dimensions(json, book, tab, Dimension.Rows, i));
        if (json.Wants("columnMetadata")) json.List("columnMetadata", [.. Enumerable.Range(area.Left, area.Width)], i => Dimensions(json, book, tab, Dimension.Columns, i));
    }

    // Up to the last row, and in it the last cell, that has anything; blank ones between them are {}.
    static IEnumerable<int> Rows(Area area)
    {
        int end = Math.Min(area.Bottom, area.Tab.UsedRows);
        while (end > area.Top && !Columns(area, end - 1).Any()) end--;
        return Enumerable.Range(area.Top, Math.Max(0, end - area.Top));
    }

    static IEnumerable<int> Columns(Area area, int row)
    {
        int end = area.Right;
        while (end > area.Left && area.Tab.Cell(row, end - 1).IsBlank) end--;
        return Enumerable.Range(area.Left, end - area.Left);
    }

    static void Cell(MaskedJson json, Book book, Tab tab, int row, int column)
    {
        GridCell cell = tab.Cell(row, column);
        if (cell.Entered is not null)
        {
            json.Object("userEnteredValue", () => Extended(json, cell.Entered));
            object? effective = Calculator.Effective(tab, row, column);
            if (effective is not null) json.Object("effectiveValue", () => Extended(json, effective));
            json.Value("formattedValue", Shown.Formatted(effective, cell, book.Locale));
        }

        json.Value("userEnteredFormat", cell.Format);
        json.Value("effectiveFormat", cell.Format);
        json.Value("note", cell.Note);
    }

    static void Extended(MaskedJson json, object value)
    {
        switch (value)
        {
            case double number: json.Value("numberValue", number); break;
            case string text: json.Value("stringValue", text); break;
            case bool truth: json.Value("boolValue", truth); break;
            case Formula formula: json.Value("formulaValue", formula.Text); break;
            case CellError error: json.Object("errorValue", () => json.Value("type", error.Type)); break;
        }
    }

    static void Dimensions(MaskedJson json, Book book, Tab tab, Dimension dimension, int index)
    {
        Track track = tab.TrackOf(dimension, index);
        if (track.HiddenByFilter) json.Value("hiddenByFilter", true);
        if (track.HiddenByUser) json.Value("hiddenByUser", true);
        json.Value("pixelSize", track.PixelSize ?? (dimension == Dimension.Rows ? 21 : 100));
        json.List("developerMetadata", [.. book.Metadata.Where(m => m.Place == new Place(tab.Id, dimension, index))], m => MetadataRequests.Write(json, m));
    }
}
