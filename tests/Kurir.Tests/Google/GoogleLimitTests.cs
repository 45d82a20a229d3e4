using System.Text.Json;
using Kurir.Google;

namespace Kurir.Tests;

/// <summary>Quotas and sizes; the numbers are those of the facts about Google Sheets.</summary>
public sealed class GoogleLimitTests
{
    readonly Desk desk = new();

    [Fact]
    public async Task Fact_1_to_6_sixty_reads_and_sixty_writes_a_minute_and_a_batch_is_one()
    {
        desk.Google.Quota.IsOn = true;
        for (int i = 0; i < 60; i++)
        {
            await desk.Get("/values:batchGet?ranges=A1&ranges=B1");
            await desk.Batch("""{"appendDimension":{"sheetId":0,"dimension":"ROWS","length":1}}""", """{"appendDimension":{"sheetId":0,"dimension":"ROWS","length":1}}""");
        }

        var (code, status, message, error) = await Desk.Refused(desk.Batch("""{"appendDimension":{"sheetId":0,"dimension":"ROWS","length":1}}"""));

        Assert.Equal((429, "RESOURCE_EXHAUSTED"), (code, status));
        Assert.Equal($"Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:{GoogleStandIn.Project}'.", message);
        JsonElement detail = error.GetProperty("details")[0];
        Assert.Equal("RATE_LIMIT_EXCEEDED", detail.GetProperty("reason").GetString());
        Assert.Equal("WriteRequestsPerMinutePerUser", detail.GetProperty("metadata").GetProperty("quota_limit").GetString());
        Assert.Equal(1120, desk.Tab.RowCount);
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Get("");
    }

    [Fact]
    public async Task Fact_10_ten_million_cells_count_the_empty_ones()
    {
        const string TooMany = "This action would increase the number of cells in the workbook above the limit of 10000000 cells.";
        string Rows(int rows) => $$$"""{"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"rowCount":{{{rows}}}}},"fields":"gridProperties.rowCount"}}""";
        await Desk.Refuses("Invalid requests[0].updateSheetProperties: " + TooMany, desk.Batch(Rows(384_616)));
        await desk.Batch(Rows(384_615));
        await Desk.Refuses("Invalid requests[0].appendDimension: " + TooMany, desk.Batch("""{"appendDimension":{"sheetId":0,"dimension":"ROWS","length":1}}"""));
        await Desk.Refuses("Invalid requests[0].addSheet: " + TooMany, desk.Batch("""{"addSheet":{"properties":{"title":"more"}}}"""));
        await desk.Write("A384615", """[["last"]]""");
        await Desk.Refuses(TooMany, desk.Post("/values/A384615:append?valueInputOption=RAW", """{"values":[["more"]]}"""));
    }

    [Fact]
    public async Task Fact_11_rows_are_resized_before_columns()
    {
        string Grid(int rows, int columns) => $$$"""{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":{{{rows}}},"columnCount":{{{columns}}}}},"fields":"gridProperties(rowCount,columnCount)"}}""";
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Batch(Grid(1_000_000, 5)));
        Assert.Equal((1000, 26), (desk.Tab.RowCount, desk.Tab.ColumnCount));
        await desk.Batch(Grid(1000, 5), Grid(1_000_000, 5));
    }

    [Fact]
    public async Task Fact_12_a_cell_has_50000_characters_at_most_and_the_whole_request_fails()
    {
        const string TooLong = "Your input contains more than the maximum of 50000 characters in a single cell.";
        await desk.Write("A1", $"""[["{new string('a', 50_000)}"]]""");
        await Desk.Refuses(TooLong, desk.Write("B1", $"""[["fine"],["{new string('a', 50_001)}"]]"""));
        await Desk.Refuses("Invalid requests[0].updateCells: " + TooLong, desk.Batch(
            $$$"""{"updateCells":{"start":{"columnIndex":1},"fields":"userEnteredValue","rows":[{"values":[{"userEnteredValue":{"stringValue":"{{{new string('a', 50_001)}}}"}}]}]}}"""));
        Assert.Equal("none", await desk.Values("B1:B2"));
    }

    [Fact]
    public async Task Fact_13_there_are_18278_columns_at_most()
    {
        string Columns(int columns) => $$$"""{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":10,"columnCount":{{{columns}}}}},"fields":"gridProperties(rowCount,columnCount)"}}""";
        await desk.Batch(Columns(18_278));
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Batch(Columns(18_279)));
        Assert.Equal("ZZZ", A1.Letters(18_277));
    }
}
