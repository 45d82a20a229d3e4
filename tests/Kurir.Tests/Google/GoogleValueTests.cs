using System.Text.Json;
using Kurir.Google;

namespace Kurir.Tests;

/// <summary>Addressing, reading and writing values; the numbers are those of the facts about Google Sheets.</summary>
public sealed class GoogleValueTests
{
    readonly Desk desk = new();

    [Fact]
    public async Task Fact_14_and_15_a_new_sheet_has_1000_rows_and_26_columns_and_nothing_reaches_beyond()
    {
        const string Limits = " exceeds grid limits. Max rows: 1000, max columns: 26";
        await Desk.Refuses("Range (Sheet1!A1001)" + Limits, desk.Write("A1001", "[[1]]"));
        await Desk.Refuses("Range (Sheet1!AA1)" + Limits, desk.Get("/values/AA1"));
        await Desk.Refuses("Range (Sheet1!A1001:B1005)" + Limits, desk.Get("/values/A1001:B1005"));
        await Desk.Refuses("Range (Sheet1!A999:B1001)" + Limits, desk.Write("A999:B1001", "[[1]]"));
        await Desk.Refuses("Range (Sheet1!A1000:A1001)" + Limits, desk.Write("A1000", "[[1],[2]]"));
        Assert.Equal("Sheet1!A990:Z1000", (await desk.Get("/values/A990:AZ2000")).GetProperty("range").GetString());
        Assert.Equal(1000, desk.Tab.RowCount);
    }

    [Fact]
    public async Task Fact_16_more_data_than_the_range_is_refused_unless_the_range_is_one_cell()
    {
        await Desk.Refuses("Requested writing within range [Sheet1!A1:B2], but tried writing to row [3]", desk.Write("A1:B2", "[[1],[2],[3]]"));
        await Desk.Refuses("Requested writing within range [Sheet1!A1:B2], but tried writing to column [C]", desk.Write("A1:B2", "[[1,2,3]]"));
        await desk.Write("A1", "[[1,2,3],[4,5,6]]");
        Assert.Equal("[[1,2,3],[4,5,6]]", await desk.Values("A:Z"));
    }

    [Fact]
    public async Task Fact_17_to_21_sheets_are_named_exactly_and_quoted_where_they_look_like_a_cell()
    {
        await Desk.Refuses("Unable to parse range: Sheet 1", desk.Get("/values/Sheet%201"));
        await Desk.Refuses("Unable to parse range: Sheet1!1A", desk.Get("/values/Sheet1!1A"));
        desk.Book.AddTab("CRM26").Set(0, 0, new GridCell("quoted"));
        desk.Book.AddTab("Toko's Rp").Set(0, 0, new GridCell("doubled"));
        await Desk.Refuses("Range (Sheet1!CRM26) exceeds grid limits. Max rows: 1000, max columns: 26", desk.Get("/values/CRM26"));
        Assert.Equal("""[["quoted"]]""", await desk.Values("'CRM26'"));
        JsonElement read = await desk.Get("/values/" + Uri.EscapeDataString("'Toko''s Rp'!A1:B2"));
        Assert.Equal("'Toko''s Rp'!A1:B2", read.GetProperty("range").GetString());
        desk.Person.RenameTab("Baru");
        await Desk.Refuses("Unable to parse range: Sheet1!A1", desk.Get("/values/Sheet1!A1"));
        Assert.Equal("Baru!A1", (await desk.Post("/values:batchGetByDataFilter", """{"dataFilters":[{"gridRange":{"sheetId":0,"endRowIndex":1,"endColumnIndex":1}}]}"""))
            .GetProperty("valueRanges")[0].GetProperty("valueRange").GetProperty("range").GetString());
    }

    [Fact]
    public async Task Fact_22_what_is_empty_at_the_end_is_left_out()
    {
        await desk.Write("A1", """[["a",null,"c",""],[],["","b"],[""]]""");
        Assert.Equal("""[["a","","c"],[],["","b"]]""", await desk.Values("A1:F10"));
        Assert.Equal("none", await desk.Values("E1:F10"));
        JsonElement columns = await desk.Get("/values/A1:D4?majorDimension=COLUMNS");
        Assert.Equal("""[["a"],["","","b"],["c"]]""", Desk.Compact(columns.GetProperty("values")));
    }

    [Fact]
    public async Task Fact_23_to_25_values_are_shown_by_the_locale_and_dates_are_days_since_1899()
    {
        await desk.Batch("""
            {"updateCells":{"start":{},"fields":"userEnteredValue,userEnteredFormat.numberFormat","rows":[{"values":[
              {"userEnteredValue":{"numberValue":46349.75},"userEnteredFormat":{"numberFormat":{"type":"DATE_TIME","pattern":"yyyy-mm-dd hh:mm"}}},
              {"userEnteredValue":{"numberValue":1234.5},"userEnteredFormat":{"numberFormat":{"type":"NUMBER","pattern":"#,##0.00"}}},
              {"userEnteredValue":{"boolValue":true}},{"userEnteredValue":{"stringValue":"007"}}]}]}}
            """);
        Assert.Equal("""[[46349.75,1234.5,true,"007"]]""", await desk.Values("A1:D1"));
        Assert.Equal("""[["2026-11-23 18:00","1,234.50","TRUE","007"]]""", await desk.Values("A1:D1", "FORMATTED_VALUE"));
        Assert.Equal("""["2026-11-23 18:00",1234.5]""", Desk.Compact((await desk.Get("/values/A1:B1?valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING")).GetProperty("values")[0]));
        desk.Book.Locale = "id_ID";
        Assert.Equal("""[["1.234,50"]]""", await desk.Values("B1", "FORMATTED_VALUE"));
        await desk.Write("E1", """[["1.5"],["1,5"]]""", "USER_ENTERED");
        Assert.Equal("""[[46143],[1.5]]""", await desk.Values("E1:E2"));
    }

    [Fact]
    public async Task Fact_28_to_31_raw_is_kept_and_what_is_entered_is_mangled()
    {
        await Desk.Refuses("'valueInputOption' is required but not specified", desk.Put("/values/A1", """{"values":[["a"]]}"""));
        const string Texts = """[["007","1-2","3/4","2600097217585123456","TRUE","=1+1","+1+1","'007","10%"]]""";
        await desk.Write("A1", Texts);
        await desk.Write("A2", Texts, "USER_ENTERED");
        Assert.Equal(Texts, await desk.Values("A1:I1"));
        Assert.Equal("""[[7,46024,46085,2.6000972175851233E+18,true,2,2,"007",0.1]]""", await desk.Values("A2:I2"));
        Assert.Equal("""[["=1+1","=+1+1"]]""", await desk.Values("F2:G2", "FORMULA"));
        await desk.Write("A3", """[["'007","+62 812-0000"]]""");
        Assert.Equal("""[["'007","+62 812-0000"]]""", await desk.Values("A3:B3"));
    }

    [Fact]
    public async Task Fact_32_and_33_numbers_stay_null_is_skipped_and_lists_are_refused()
    {
        await desk.Write("A1", "[[1,true,9007199254740993]]", "USER_ENTERED");
        await desk.Write("A1", """[[null,"",3]]""");
        Assert.Equal("[[1,\"\",3]]", await desk.Values("A1:C1"));
        await Desk.Refuses("Invalid values[1][0]: list_value [1]", desk.Write("A1", "[[1],[[1]]]"));
        await Desk.Refuses("Invalid values[0][1]: struct_value {\"a\":1}", desk.Write("A1", """[[1,{"a":1}]]"""));
    }

    [Fact]
    public async Task Fact_34_clearing_leaves_formats_and_notes()
    {
        await desk.Write("A1", "[[1]]");
        desk.Person.Note(0, 0, "ask Sari");
        desk.Person.Format(0, 0, """{"textFormat":{"bold":true}}""");
        await desk.Post("/values/A1:B2:clear", "{}");
        Assert.Equal("none", await desk.Values("A1"));
        Assert.Equal("ask Sari", desk.Tab.Cell(0, 0).Note);
        Assert.NotNull(desk.Tab.Cell(0, 0).Format);
    }

    [Theory]
    [InlineData("Sheet1", "Sheet1!B7")]
    [InlineData("C5:D5", "Sheet1!B7")]
    [InlineData("B2:D4", "Sheet1!B7")]
    [InlineData("A3:G10", "Sheet1!B7")]
    [InlineData("A1", "Sheet1!A3")]
    [InlineData("E4", "Sheet1!E4")]
    public async Task Fact_39_appending_goes_below_the_last_table_found(string range, string written)
    {
        await desk.Write("A1", """[["x","y","z"],["x","y","z"],[],[null,"x","y","z"],[null,"x",null,"z"],[null,"x","y","z"]]""");
        JsonElement appended = await desk.Post($"/values/{range}:append?valueInputOption=RAW", """{"values":[["new"]]}""");
        Assert.Equal(written, appended.GetProperty("updates").GetProperty("updatedRange").GetString());
        Assert.Equal(range != "E4", appended.TryGetProperty("tableRange", out _));
    }

    [Fact]
    public async Task Fact_40_and_41_an_empty_column_splits_the_table_and_rows_drift()
    {
        await desk.Write("A1", """[["id","name","","status"],["1","Budi","","ok"]]""");
        JsonElement appended = await desk.Post("/values/Sheet1:append?valueInputOption=RAW", """{"values":[["2","Sari","","ok"]]}""");
        Assert.Equal("Sheet1!D3:G3", appended.GetProperty("updates").GetProperty("updatedRange").GetString());
    }

    [Fact]
    public async Task Fact_42_to_44_appending_skips_rows_with_anything_and_grows_the_grid()
    {
        desk.Person.Resize(3, 5);
        await desk.Write("A1", """[["id","note"],["1"]]""");
        desk.Person.Type(2, 1, "=1+1");
        JsonElement appended = await desk.Post("/values/A1:append?valueInputOption=RAW", """{"values":[["2"],["3"]]}""");
        Assert.Equal("Sheet1!A4:A5", appended.GetProperty("updates").GetProperty("updatedRange").GetString());
        Assert.Equal("Sheet1!A1:B3", appended.GetProperty("tableRange").GetString());
        Assert.Equal(5, desk.Tab.RowCount);
        await desk.Post("/values/A1:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS", """{"values":[["4"]]}""");
        Assert.Equal(6, desk.Tab.RowCount);
    }

    [Fact]
    public async Task Fact_46_and_47_appending_twice_is_twice_and_updating_twice_is_once()
    {
        desk.Google.Faults.On("spreadsheets.values.append", Disturbance.ReplyLost);
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Post("/values/A1:append?valueInputOption=RAW", """{"values":[["1"]]}"""));
        await desk.Post("/values/A1:append?valueInputOption=RAW", """{"values":[["1"]]}""");
        Assert.Equal("""[["1"],["1"]]""", await desk.Values("A:A"));
        for (int i = 0; i < 2; i++) await desk.Write("B1:B2", """[["1"],["2"]]""");
        Assert.Equal("""[["1"],["2"]]""", await desk.Values("B:B"));
    }

    [Fact]
    public async Task Ranges_found_by_filters_come_in_the_order_of_the_sheet_and_say_which_filter_found_them()
    {
        await desk.Write("A1", """[["a","b","c"]]""");
        await desk.Batch("""{"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","metadataValue":"Status","visibility":"DOCUMENT","location":{"dimensionRange":{"sheetId":0,"dimension":"COLUMNS","startIndex":2,"endIndex":3}}}}}""");
        JsonElement read = await desk.Post("/values:batchGetByDataFilter?fields=valueRanges(dataFilters,valueRange.values)",
            """{"dataFilters":[{"developerMetadataLookup":{"metadataKey":"k"}},{"a1Range":"A1"}],"majorDimension":"COLUMNS"}""");
        Assert.Equal("""{"valueRanges":[{"valueRange":{"values":[["a"]]},"dataFilters":[{"a1Range":"A1"}]},{"valueRange":{"values":[["c"]]},"dataFilters":[{"developerMetadataLookup":{"metadataKey":"k"}}]}]}""", Desk.Compact(read));
    }
}
