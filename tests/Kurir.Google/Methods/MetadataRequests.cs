using System.Text.Json;

namespace Kurir.Google;

/// <summary>Requests about developer metadata, and its own two methods.</summary>
static class MetadataRequests
{
    public static Action<MaskedJson> Create(Visit visit, JsonElement said)
    {
        JsonElement given = said.Object("developerMetadata") ?? throw Refusal.Invalid("No developer metadata specified.");
        Place place = Addresses.PlaceOf(given.Object("location") ?? throw Refusal.Invalid("The location of the developer metadata must be specified."));
        if (given.Text("metadataKey") is not { Length: > 0 } key) throw Refusal.Invalid("The key of the developer metadata must be specified.");
        if (given.Text("visibility") is not ("DOCUMENT" or "PROJECT")) throw Refusal.Invalid("The visibility of the developer metadata must be specified.");
        int id = given.Int("metadataId") ?? visit.Book.NextId();
        if (id <= 0) throw Refusal.Invalid("The ID of the developer metadata must be positive.");
        if (visit.Book.Metadata.Exists(m => m.Id == id)) throw Refusal.Invalid($"Developer metadata with ID: {id} already exists.");
        var made = new Metadata(id, key, given.Text("metadataValue"), given.Text("visibility")!, Standing(visit, place));
        visit.Book.Metadata.Add(made);
        MayHold(visit.Book, made.Place.Tab);
        return json => json.Object("developerMetadata", () => Write(json, made));
    }

    static Place Standing(Visit visit, Place place)
    {
        if (place.Tab is not { } id) return place;
        Tab tab = visit.Book.Tab(id);
        return place.Dimension is { } dimension && (place.Index < 0 || place.Index >= tab.Count(dimension)) ? throw Refusal.Invalid("The location of the developer metadata lies beyond the grid.") : place;
    }

    static void MayHold(Book book, int? tab)
    {
        int length = book.Metadata.Where(m => m.Place.Tab == tab).Sum(m => m.Key.Length + (m.Value?.Length ?? 0));
        if (length > Book.MaxMetadata) throw Refusal.Invalid($"Developer metadata of more than {Book.MaxMetadata} characters cannot be stored for {(tab is null ? "a spreadsheet" : "a sheet")}.");
    }

    public static Action<MaskedJson> Update(Visit visit, JsonElement said)
    {
        FieldMask mask = Batch.Mask(said, "DeveloperMetadata");
        JsonElement given = said.Object("developerMetadata") ?? throw Refusal.Invalid("No developer metadata specified.");
        List<Metadata> all = visit.Book.Metadata;
        Metadata[] found = Found(visit, [.. said.Items("dataFilters")]);
        Metadata[] made = [.. found.Select(m => Updated(visit, m, given, mask))];
        for (int i = 0; i < found.Length; i++) all[all.IndexOf(found[i])] = made[i];
        foreach (Metadata one in made) MayHold(visit.Book, one.Place.Tab);
        return json => json.List("developerMetadata", made, one => Write(json, one));
    }

    static Metadata Updated(Visit visit, Metadata old, JsonElement given, FieldMask mask) => old with
    {
        Key = mask.Into("metadataKey") is null ? old.Key : given.Text("metadataKey") ?? throw Refusal.Invalid("The key of the developer metadata must be specified."),
        Value = mask.Into("metadataValue") is null ? old.Value : given.Text("metadataValue"),
        Visibility = mask.Into("visibility") is null ? old.Visibility : given.Text("visibility") ?? old.Visibility,
        Place = mask.Into("location") is null || given.Object("location") is not { } location ? old.Place : Standing(visit, Addresses.PlaceOf(location)),
    };

    public static Action<MaskedJson> Delete(Visit visit, JsonElement said)
    {
        Metadata[] found = Found(visit, [said.Object("dataFilter") ?? throw Refusal.Invalid("No data filter specified.")]);
        visit.Book.Metadata.RemoveAll(found.Contains);
        return json => json.List("deletedDeveloperMetadata", found, one => Write(json, one));
    }

    public static Action<MaskedJson> Get(Visit visit) =>
        visit.Book.Metadata.Find(m => $"{m.Id}" == visit.Path["metadataId"]) is { } found ? json => Write(json, found) : throw new Refusal(404, "NOT_FOUND", "Requested entity was not found.");

    public static Action<MaskedJson> Search(Visit visit)
    {
        JsonElement[] filters = [.. visit.Body.Items("dataFilters")];
        Metadata[] found = Found(visit, filters);
        return json => json.List("matchedDeveloperMetadata", found, one =>
        {
            json.Object("developerMetadata", () => Write(json, one));
            json.Raw("dataFilters", raw => JsonSerializer.Serialize(raw, filters.Where(filter => IsFound(visit, one, filter))));
        });
    }

    static Metadata[] Found(Visit visit, JsonElement[] filters) => filters.Length == 0
        ? throw Refusal.Invalid("At least one data filter must be specified.") : [.. visit.Book.Metadata.Where(m => filters.Any(filter => IsFound(visit, m, filter)))];

    static bool IsFound(Visit visit, Metadata metadata, JsonElement filter)
    {
        if (filter.Object("developerMetadataLookup") is { } lookup) return Addresses.Matches(metadata, lookup);
        return metadata.Place.Tab is { } id && visit.Book.Select(filter).Any(area => area.Tab.Id == id && (metadata.Place.Dimension switch
        {
            Dimension.Rows => metadata.Place.Index >= area.Top && metadata.Place.Index < area.Bottom,
            Dimension.Columns => metadata.Place.Index >= area.Left && metadata.Place.Index < area.Right,
            _ => true,
        }));
    }

    public static void Write(MaskedJson json, Metadata metadata)
    {
        json.Value("metadataId", metadata.Id);
        json.Value("metadataKey", metadata.Key);
        json.Value("metadataValue", metadata.Value);
        json.Object("location", () =>
        {
            json.Value("locationType", metadata.Place.Type);
            if (metadata.Place.Tab is null) json.Value("spreadsheet", true);
            else if (metadata.Place.Dimension is not { } dimension) json.Value("sheetId", metadata.Place.Tab);
            else json.Object("dimensionRange", () =>
            {
                json.Value("sheetId", metadata.Place.Tab);
                json.Value("dimension", dimension == Dimension.Rows ? "ROWS" : "COLUMNS");
                json.Value("startIndex", metadata.Place.Index);
                json.Value("endIndex", metadata.Place.Index + 1);
            });
        });
        json.Value("visibility", metadata.Visibility);
    }
}
