using System.Text.Json;
using Kurir.Google;

namespace Kurir.Tests;

/// <summary>batchUpdate, masks and metadata; the numbers are those of the facts about Google Sheets.</summary>
public sealed class GoogleBatchTests
{
    const string Column = """{"createDeveloperMetadata":{"developerMetadata":{"metadataId":7,"metadataKey":"column","metadataValue":"Status","visibility":"DOCUMENT","location":{"dimensionRange":{"sheetId":0,"dimension":"COLUMNS","startIndex":2,"endIndex":3}}}}}""";

    readonly Desk desk = new();

    [Fact]
    public async Task Fact_26_and_27_masks_have_no_spaces_and_name_what_there_is()
    {
        await desk.Write("A1", "[[1]]");
        foreach (string mask in new[] { "properties, sheets.properties", "sheets.propertys", "sheets(properties", "", "sheets.properties.title.x" })
            await Desk.Refuses("Request contains an invalid argument.", desk.Get($"?fields={Uri.EscapeDataString(mask)}"));
        Assert.Equal("""{"sheets":[{"properties":{"sheetId":0,"title":"Sheet1"}}]}""", Desk.Compact(await desk.Get("?fields=sheets.properties(title,sheetId)&includeGridData=true")));
        Assert.Equal("""{"sheets":[{"data":[{"rowData":[{"values":[{"userEnteredValue":{"numberValue":1}}]}]}]}]}""",
            Desk.Compact(await desk.Get("?fields=sheets/data/rowData/values/userEnteredValue&includeGridData=false")));
        Assert.False((await desk.Get("")).GetProperty("sheets")[0].TryGetProperty("data", out _));
        Assert.True((await desk.Get("?includeGridData=true")).GetProperty("sheets")[0].TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Fact_35_and_36_all_or_nothing_and_replies_mirror_requests()
    {
        await Desk.Refuses("Invalid requests[3].addSheet: A sheet with the name \"Sheet1\" already exists. Please enter another name.", desk.Batch(
            """{"appendDimension":{"sheetId":0,"dimension":"ROWS","length":5}}""", """{"updateCells":{"start":{},"fields":"userEnteredValue","rows":[{"values":[{"userEnteredValue":{"numberValue":1}}]}]}}""",
            Column, """{"addSheet":{"properties":{"title":"Sheet1"}}}"""));
        Assert.Equal(1000, desk.Tab.RowCount);
        Assert.Empty(desk.Book.Metadata);
        Assert.Equal("none", await desk.Values("A1"));

        JsonElement replies = (await desk.Batch("""{"appendDimension":{"sheetId":0,"dimension":"ROWS","length":5}}""", Column)).GetProperty("replies");
        Assert.Equal("{}", Desk.Compact(replies[0]));
        Assert.Equal(7, replies[1].GetProperty("createDeveloperMetadata").GetProperty("developerMetadata").GetProperty("metadataId").GetInt32());
        await Desk.Refuses("Must specify at least one request.", desk.Post(":batchUpdate", """{"requests":[]}"""));
    }

    [Theory]
    [InlineData("""{"updateSheetProperties":{"properties":{"headerValues":[]},"fields":"*"}}""", "Invalid JSON payload received. Unknown name \"headerValues\" at 'requests[0].update_sheet_properties.properties': Cannot find field.")]
    [InlineData("""{"updateCells":{"start":{"rowIndex":"1"},"fields":"*"}}""", "Invalid value at 'requests[0].update_cells.start.row_index' (TYPE_INT32), \"1\"")]
    [InlineData("""{"appendDimension":{"dimension":"ROW","length":1}}""", "Invalid value at 'requests[0].append_dimension.dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), \"ROW\"")]
    [InlineData("""{"appendDimension":{"dimension":"ROWS","length":1},"addSheet":{}}""", "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'addSheet'")]
    [InlineData("""{"updateCells":{"start":{},"fields":"*","rows":[{"values":[{"userEnteredValue":{"numberValue":1,"stringValue":"1"}}]}]}}""", "Invalid value at 'requests[0].update_cells.rows[0].values[0].user_entered_value' (oneof), oneof field 'value' is already set. Cannot set 'stringValue'")]
    [InlineData("""{"updateCells":{"start":{},"fields":"*","rows":[{"values":[{"userEnteredValue":{"stringValue":1}}]}]}}""", "Invalid value at 'requests[0].update_cells.rows[0].values[0].user_entered_value.string_value' (TYPE_STRING), 1")]
    public async Task Fact_37_what_the_description_has_not_is_refused(string request, string message)
    {
        var refused = await Desk.Refused(desk.Batch(request));
        Assert.Equal((400, message), (refused.Code, refused.Message));
        JsonElement violation = refused.Error.GetProperty("details")[0].GetProperty("fieldViolations")[0];
        Assert.StartsWith("requests[0]", violation.GetProperty("field").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_parameters_and_broken_bodies_are_refused()
    {
        Assert.Equal("Invalid JSON payload received. Unknown name \"range\": Cannot bind query parameter. Field 'range' could not be found in request message.", (await Desk.Refused(desk.Get("?range=A1"))).Message);
        Assert.Equal("Invalid value at 'value_render_option' (type.googleapis.com/google.apps.sheets.v4.ValueRenderOption), \"RAW\"", (await Desk.Refused(desk.Get("/values/A1?valueRenderOption=RAW"))).Message);
        Assert.StartsWith("Invalid JSON payload received.", (await Desk.Refused(desk.Post(":batchUpdate", """{"requests":["""))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_stand_in_was_not_taught_is_refused_loudly()
    {
        if (Description.IsMissing) return;
        var refused = await Desk.Refused(desk.Batch("""{"mergeCells":{"range":{"sheetId":0},"mergeType":"MERGE_ALL"}}"""));
        Assert.Equal((501, "The stand-in does not know the field mergeCells of Request. Teach it, or do without."), (refused.Code, refused.Message));
    }

    [Fact]
    public void What_the_stand_in_knows_is_a_part_of_googles_description()
    {
        if (Description.IsMissing) return;
        foreach (var (shape, fields) in ApiShapes.Known.All)
            foreach (Field field in fields.Values)
                Assert.Equal(Text(ApiShapes.Discovery!.Find(shape, field.Name)), Text(field));
        foreach (Method method in ApiShapes.Known.Methods.Values)
        {
            Method google = ApiShapes.Discovery!.Methods[method.Id];
            Assert.Equal((google.Verb, google.Path, google.Request, google.Response), (method.Verb, method.Path, method.Request, method.Response));
            Assert.Equal(google.Query.Values.Select(Text).Order(), method.Query.Values.Select(Text).Order());
        }

        static string Text(Field? field) => field is null ? "none" : $"{field.Name} {field.Kind} {field.Of} {string.Join('|', field.Values ?? [])} [{(field.Items is null ? "" : Text(field.Items))}]";
    }

    [Fact]
    public async Task Fact_38_cells_are_written_where_the_grid_is_only()
    {
        string cells = $"[{string.Join(',', Enumerable.Repeat("""{"userEnteredValue":{"numberValue":1}}""", 27))}]";
        await Desk.Refuses("Invalid requests[0].appendCells: Attempting to write column: 26, beyond the last requested column of: 25", desk.Batch($$$"""{"appendCells":{"sheetId":0,"fields":"userEnteredValue","rows":[{"values":{{{cells}}}}]}}"""));
        await Desk.Refuses("Invalid requests[0].updateCells: Attempting to write row: 1000, beyond the last requested row of: 999",
            desk.Batch("""{"updateCells":{"start":{"rowIndex":1000},"fields":"userEnteredValue","rows":[{"values":[{"userEnteredValue":{"numberValue":1}}]}]}}"""));
        await Desk.Refuses("Invalid requests[0].updateCells: No grid with id: 5", desk.Batch("""{"updateCells":{"start":{"sheetId":5},"fields":"userEnteredValue","rows":[]}}"""));
        await Desk.Refuses("Invalid requests[0].updateCells: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)", desk.Batch("""{"updateCells":{"start":{},"rows":[]}}"""));
        await desk.Write("A1", "[[1],[2]]");
        desk.Person.Resize(3, 26);
        await desk.Batch("""{"appendCells":{"sheetId":0,"fields":"userEnteredValue","rows":[{"values":[{"userEnteredValue":{"numberValue":3}}]},{"values":[{"userEnteredValue":{"numberValue":4}}]}]}}""");
        Assert.Equal("[[1],[2],[3],[4]]", await desk.Values("A:A"));
        Assert.Equal(4, desk.Tab.RowCount);
    }

    [Fact]
    public async Task Only_the_fields_of_the_mask_are_written_and_a_range_is_cleared_where_no_data_is_given()
    {
        await desk.Write("A1", "[[1,2],[3,4]]");
        desk.Person.Note(0, 0, "mine");
        desk.Person.Format(0, 0, """{"textFormat":{"bold":true},"numberFormat":{"type":"NUMBER","pattern":"0.0"}}""");
        await desk.Batch("""{"updateCells":{"range":{"sheetId":0,"endRowIndex":2,"endColumnIndex":2},"fields":"userEnteredValue,userEnteredFormat.numberFormat","rows":[{"values":[{"userEnteredValue":{"stringValue":"=1+1"}}]}]}}""");
        Assert.Equal("""[["=1+1"]]""", await desk.Values("A1:B2"));
        GridCell cell = desk.Tab.Cell(0, 0);
        Assert.Equal(("mine", """{"textFormat":{"bold":true}}"""), (cell.Note, Desk.Compact(cell.Format!.Value)));
        await Desk.Refuses("Invalid requests[0].updateCells: Attempting to write column: 1, beyond the last requested column of: 0", desk.Batch(
            """{"updateCells":{"range":{"sheetId":0,"endRowIndex":1,"endColumnIndex":1},"fields":"note","rows":[{"values":[{},{}]}]}}"""));
    }

    [Fact]
    public async Task Fact_53_metadata_moves_with_its_column_and_goes_with_it()
    {
        await desk.Batch(Column);
        desk.Person.InsertColumn(0, "Notes");
        Assert.Equal(3, desk.Book.Metadata.Single().Place.Index);
        desk.Person.MoveColumn(3, 1);
        Assert.Equal(1, desk.Book.Metadata.Single().Place.Index);
        await desk.Batch("""{"moveDimension":{"source":{"dimension":"COLUMNS","startIndex":0,"endIndex":1},"destinationIndex":5}}""");
        JsonElement found = await desk.Post("/developerMetadata:search", """{"dataFilters":[{"developerMetadataLookup":{"metadataKey":"column"}}]}""");
        JsonElement range = found.GetProperty("matchedDeveloperMetadata")[0].GetProperty("developerMetadata").GetProperty("location").GetProperty("dimensionRange");
        Assert.Equal("""{"sheetId":0,"dimension":"COLUMNS","startIndex":0,"endIndex":1}""", Desk.Compact(range));
        Assert.Contains("\"metadataValue\":\"Status\"", Desk.Compact(await desk.Get("?fields=sheets.data.columnMetadata.developerMetadata")), StringComparison.Ordinal);
        desk.Person.DeleteColumn(0);
        Assert.Equal("{}", Desk.Compact(await desk.Post("/developerMetadata:search", """{"dataFilters":[{"developerMetadataLookup":{"metadataKey":"column"}}]}""")));
    }

    [Fact]
    public async Task Metadata_is_created_once_changed_and_deleted_by_lookup()
    {
        await desk.Batch(Column);
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Batch(Column));
        await desk.Batch("""{"updateDeveloperMetadata":{"dataFilters":[{"developerMetadataLookup":{"metadataId":7}}],"developerMetadata":{"metadataValue":"Day"},"fields":"metadataValue"}}""");
        Assert.Equal("Day", (await desk.Get("/developerMetadata/7")).GetProperty("metadataValue").GetString());
        await desk.Batch("""{"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataKey":"column"}}}}""");
        Assert.Equal(404, (await Desk.Refused(desk.Get("/developerMetadata/7"))).Code);
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Batch(Column.Replace("Status", new string('x', 30_000), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Protected_ranges_are_for_their_owner()
    {
        int id = desk.Person.Protect(0, 1, null, 2);
        await Desk.Refuses("You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.", desk.Write("A1", "[[1,2]]"));
        await desk.Write("A1", "[[1]]");
        desk.Person.MoveColumn(1, 0);
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Write("A1", "[[1]]"));
        desk.Person.Unprotect(id);
        desk.Person.Protect(null, null, null, null, warningOnly: true);
        await desk.Write("A1", "[[1]]");
    }

    [Fact]
    public async Task Rows_are_inserted_moved_deleted_and_sorted_with_all_that_belongs_to_them()
    {
        await desk.Write("A1", """[["id"],["b"],[2],["a"],[1]]""");
        desk.Person.Note(1, 0, "of b");
        await desk.Batch("""{"insertDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2}}}""", """{"deleteDimension":{"range":{"dimension":"ROWS","startIndex":3,"endIndex":4}}}""");
        Assert.Equal("""[["id"],[],["b"],["a"],[1]]""", await desk.Values("A:A"));
        await desk.Batch("""{"sortRange":{"range":{"startRowIndex":1},"sortSpecs":[{"dimensionIndex":0,"sortOrder":"ASCENDING"}]}}""");
        Assert.Equal("""[["id"],[1],["a"],["b"]]""", await desk.Values("A:A"));
        Assert.Equal("of b", desk.Tab.Cell(3, 0).Note);
        desk.Person.Filter(0, "a");
        Assert.True(desk.Tab.TrackOf(Dimension.Rows, 2).HiddenByFilter);
        Assert.Equal("""[["id"],[1],["a"],["b"]]""", await desk.Values("A:A"));
        desk.Person.Freeze(1);
        await Desk.Refuses("Invalid requests[0].deleteDimension: Sorry, it is not possible to delete all non-frozen rows.", desk.Batch("""{"deleteDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":1000}}}"""));
    }
}

static class Description
{
    /// <summary>Google's description is Google's, and not part of the repository; where it does not lie beside it, the test says so and ends.</summary>
    public static bool IsMissing
    {
        get
        {
            if (ApiShapes.Discovery is null) TestContext.Current.TestOutputHelper?.WriteLine("Google's description of the Sheets API is not there: nothing was compared.");
            return ApiShapes.Discovery is null;
        }
    }
}
