using System.Text.Json;

namespace Kurir.Google;

/// <summary>Requests about whole sheets: their properties, filters and protected ranges.</summary>
static class TabRequests
{
    static readonly string[] Kept = ["tabColor", "tabColorStyle", "rightToLeft"];

    public static Action<MaskedJson> Add(Visit visit, JsonElement said)
    {
        JsonElement given = said.Object("properties") ?? JsonDocument.Parse("{}").RootElement;
        if (given.Text("sheetType") is not (null or "GRID")) throw Refusal.Untaught($"sheets of type {given.Text("sheetType")}");
        string title = given.Text("title") is { Length: > 0 } named ? Free(visit.Book, named, null) : FreeTitle(visit.Book);
        int id = given.Int("sheetId") ?? visit.Book.NextId();
        if (id < 0 || visit.Book.Find(id) is not null) throw Refusal.Invalid($"A sheet with the ID {id} already exists. Please enter another ID.");
        JsonElement? grid = given.Object("gridProperties");
        int rows = grid?.Int("rowCount") ?? 1000, columns = grid?.Int("columnCount") ?? 26;
        if (rows < 1 || columns < 1) throw Refusal.Invalid("A sheet must have at least one row and one column.");
        var tab = new Tab(id, title, rows, columns) { Hidden = given.Flag("hidden") == true };
        GridRequests.Grow(visit, new Tab(id, title, 0, 0), rows, columns);
        Freeze(tab, grid?.Int("frozenRowCount") ?? 0, grid?.Int("frozenColumnCount") ?? 0);
        Keep(tab, given, FieldMask.Everything);
        visit.Book.Tabs.Insert(Math.Clamp(given.Int("index") ?? visit.Book.Tabs.Count, 0, visit.Book.Tabs.Count), tab);
        return json => json.Object("properties", () => Spreadsheets.Properties(json, visit.Book, tab));
    }

    public static Action<MaskedJson> Delete(Visit visit, JsonElement said)
    {
        Tab tab = visit.Book.Tab(said.Int("sheetId") ?? 0);
        if (visit.Book.Tabs.Count == 1) throw Refusal.Invalid("You can't remove all the sheets in a document.");
        visit.MayWrite(tab.Whole);
        visit.Book.Tabs.Remove(tab);
        visit.Book.Metadata.RemoveAll(m => m.Place.Tab == tab.Id);
        return Batch.Nothing;
    }

    public static Action<MaskedJson> Duplicate(Visit visit, JsonElement said)
    {
        Tab source = visit.Book.Tab(said.Int("sourceSheetId") ?? 0);
        Tab copy = source.Copy(said.Int("newSheetId") ?? visit.Book.NextId(), Free(visit.Book, said.Text("newSheetName") ?? $"Copy of {source.Title}", null));
        Visit.MayHold(visit.Book.CellCount + copy.CellCount);
        visit.Book.Tabs.Insert(Math.Clamp(said.Int("insertSheetIndex") ?? 0, 0, visit.Book.Tabs.Count), copy);
        visit.Book.Metadata.AddRange([.. visit.Book.Metadata.Where(m => m.Place.Tab == source.Id).Select(m => m with { Id = visit.Book.NextId(), Place = m.Place with { Tab = copy.Id } })]);
        return json => json.Object("properties", () => Spreadsheets.Properties(json, visit.Book, copy));
    }

    public static Action<MaskedJson> Update(Visit visit, JsonElement said)
    {
        FieldMask mask = Batch.Mask(said, "SheetProperties");
        JsonElement given = said.Object("properties") ?? throw Refusal.Invalid("No properties specified.");
        Tab tab = visit.Book.Find(given.Int("sheetId") ?? 0) ?? throw Refusal.Invalid($"No sheet with id: {given.Int("sheetId") ?? 0}");
        if (mask.Into("title") is not null) tab.Title = Free(visit.Book, given.Text("title") is { Length: > 0 } title ? title : throw Refusal.Invalid("A sheet must have a title."), tab);
        if (mask.Into("hidden") is not null) tab.Hidden = given.Flag("hidden") == true;
        if (mask.Into("gridProperties") is { } grid) Resize(visit, tab, given.Object("gridProperties") ?? JsonDocument.Parse("{}").RootElement, grid);
        if (mask.Into("index") is not null && given.Int("index") is { } index)
        {
            visit.Book.Tabs.Remove(tab);
            visit.Book.Tabs.Insert(Math.Clamp(index, 0, visit.Book.Tabs.Count), tab);
        }

        Keep(tab, given, mask);
        return Batch.Nothing;
    }

    // The new number of rows is applied first: growing rows while shrinking columns may pass the limit though the end would not.
    static void Resize(Visit visit, Tab tab, JsonElement given, FieldMask mask)
    {
        if (mask.Into("rowCount") is not null) Resize(visit, tab, given.Int("rowCount") ?? 0, tab.ColumnCount);
        if (mask.Into("columnCount") is not null) Resize(visit, tab, tab.RowCount, given.Int("columnCount") ?? 0);
        Freeze(tab, mask.Into("frozenRowCount") is null ? tab.FrozenRows : given.Int("frozenRowCount") ?? 0,
            mask.Into("frozenColumnCount") is null ? tab.FrozenColumns : given.Int("frozenColumnCount") ?? 0);
    }

    static void Resize(Visit visit, Tab tab, int rows, int columns)
    {
        if (rows < 1 || columns < 1) throw Refusal.Invalid("A sheet must have at least one row and one column.");
        GridRequests.Grow(visit, tab, rows, columns);
        if (rows < tab.RowCount) visit.MayWrite(new Area(tab, rows, 0, tab.RowCount, tab.ColumnCount));
        if (columns < tab.ColumnCount) visit.MayWrite(new Area(tab, 0, columns, tab.RowCount, tab.ColumnCount));
        visit.Book.Resize(tab, rows, columns);
    }

    static void Freeze(Tab tab, int rows, int columns)
    {
        if (rows >= tab.RowCount) throw Refusal.Invalid("You can't freeze all visible rows on the sheet.");
        if (columns >= tab.ColumnCount) throw Refusal.Invalid("You can't freeze all visible columns on the sheet.");
        (tab.FrozenRows, tab.FrozenColumns) = (rows, columns);
    }

    static void Keep(Tab tab, JsonElement given, FieldMask mask)
    {
        foreach (string name in Kept)
            if (mask.Into(name) is not null && given.Object(name) is { } value) tab.Kept[name] = value.Clone();
    }

    static string Free(Book book, string title, Tab? own) =>
        title.Length > 100 ? throw Refusal.Invalid("A sheet name must not have more than 100 characters.")
        : book.Tabs.Exists(tab => tab != own && string.Equals(tab.Title, title, StringComparison.OrdinalIgnoreCase))
            ? throw Refusal.Invalid($"A sheet with the name \"{title}\" already exists. Please enter another name.") : title;

    static string FreeTitle(Book book) => Enumerable.Range(1, 10_000).Select(i => $"Sheet{i}").First(title => !book.Tabs.Exists(tab => tab.Title == title));

    public static Action<MaskedJson> UpdateBook(Visit visit, JsonElement said)
    {
        FieldMask mask = Batch.Mask(said, "SpreadsheetProperties");
        JsonElement given = said.Object("properties") ?? throw Refusal.Invalid("No properties specified.");
        if (mask.Into("title") is not null) visit.Book.Title = given.Text("title") ?? "";
        if (mask.Into("locale") is not null) visit.Book.Locale = given.Text("locale") is { Length: >= 2 } locale ? locale : throw Refusal.Invalid("Unsupported locale: ");
        if (mask.Into("timeZone") is not null) visit.Book.TimeZone = given.Text("timeZone") ?? throw Refusal.Invalid("Unsupported time zone: ");
        return Batch.Nothing;
    }

    public static Action<MaskedJson> SetFilter(Visit visit, JsonElement said)
    {
        JsonElement filter = said.Object("filter") ?? throw Refusal.Invalid("No filter specified.");
        Area area = visit.Book.Resolve(filter.Object("range") ?? throw Refusal.Invalid("No range specified."));
        Filters.Apply(area.Tab, new Filter(0, new Extent(area.Top, area.Left, area.Bottom, area.Right), filter.Clone()));
        return Batch.Nothing;
    }

    public static Action<MaskedJson> ClearFilter(Visit visit, JsonElement said)
    {
        Filters.Clear(visit.Book.Tab(said.Int("sheetId") ?? 0));
        return Batch.Nothing;
    }

    public static Action<MaskedJson> AddView(Visit visit, JsonElement said)
    {
        JsonElement filter = said.Object("filter") ?? throw Refusal.Invalid("No filter specified.");
        Area area = visit.Book.Resolve(filter.Object("range") ?? throw Refusal.Invalid("No range specified."));
        var view = new Filter(filter.Int("filterViewId") ?? visit.Book.NextId(), new Extent(area.Top, area.Left, area.Bottom, area.Right), filter.Clone());
        area.Tab.FilterViews.Add(view);
        return json => json.Object("filter", () => Spreadsheets.View(json, area.Tab, view));
    }

    public static Action<MaskedJson> Protect(Visit visit, JsonElement said)
    {
        JsonElement given = said.Object("protectedRange") ?? throw Refusal.Invalid("No protected range specified.");
        JsonElement range = given.Object("range") ?? throw Refusal.Invalid("No range specified.");
        Tab tab = visit.Book.Tab(range.Int("sheetId") ?? 0);
        var made = new Protection(given.Int("protectedRangeId") ?? visit.Book.NextId(), Addresses.ExtentOf(range), given.Text("description"), given.Flag("warningOnly") == true,
            [visit.Caller, .. given.Object("editors")?.Items("users").Select(user => user.GetString()!) ?? []]);
        tab.Protections.Add(made);
        return json => json.Object("protectedRange", () => Spreadsheets.Protected(json, visit.Caller, visit.Book, tab, made));
    }

    public static Action<MaskedJson> Unprotect(Visit visit, JsonElement said)
    {
        int id = said.Int("protectedRangeId") ?? 0;
        Tab tab = visit.Book.Tabs.Find(tab => tab.Protections.Exists(p => p.Id == id)) ?? throw Refusal.Invalid($"No protected range with id: {id}");
        visit.MayWrite(tab.Protections.Find(p => p.Id == id)!.Area.On(tab));
        tab.Protections.RemoveAll(p => p.Id == id);
        return Batch.Nothing;
    }
}
