using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>The few methods of the Sheets API (v4) that are used, as one service account.</summary>
#pragma warning disable CA1001 // It lives as long as the process.
sealed class SheetsClient
#pragma warning restore CA1001
{
    // A whole spreadsheet has at most ten million cells.
    const long MostReplyBytes = 512L << 20;

    static readonly TimeSpan MostReplyTime = TimeSpan.FromMinutes(5);
    static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    readonly HttpClient http;
    readonly GoogleTokens tokens;
    readonly TimeProvider time;

    /// <param name="key">The account.</param>
    /// <param name="address">Google's, or a gateway's.</param>
    /// <param name="network">Carries all requests, tokens' too; not disposed.</param>
    /// <param name="reads">Shared by all who read as this account.</param>
    /// <param name="writes">Likewise.</param>
    /// <param name="time">Pauses and limits.</param>
    public SheetsClient(ServiceAccountKey key, Uri address, HttpMessageHandler network, SheetsBudget reads, SheetsBudget writes, TimeProvider time)
    {
        Account = key.ClientEmail;
        this.time = time;
        tokens = new GoogleTokens(key, network, time);
        DelegatingHandler retries = SheetsRetries.Handler(time);
        retries.InnerHandler = new BudgetHandler(reads, writes) { InnerHandler = network };
        http = new HttpClient(retries, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Kurir/1.0 (gzip)");
    }

    /// <summary>The service account's address, with which people share.</summary>
    public string Account { get; }

    /// <summary>Everything but cells.</summary>
    public async Task<Book> Book(SheetPlace place, CancellationToken ct)
    {
        Book? book = null;
        await Send(place, HttpMethod.Get, $"?prettyPrint=false&fields={BookReply.Fields}", null, async (json, ct) => book = await BookReply.Read(json, ct), ct);
        return book!;
    }

    /// <summary>Values of some ranges, formulas as their results; rows that are empty to the end of a range do not come.</summary>
    /// <param name="place">The spreadsheet.</param>
    /// <param name="ranges">Inside the grid.</param>
    /// <param name="row">See <see cref="SheetsReplies.Values"/>.</param>
    /// <param name="ct">Stops it.</param>
    public Task Values(SheetPlace place, IReadOnlyList<GridRange> ranges, Action<(int Row, int Column), int, List<Cell>> row, CancellationToken ct) => Send(
        place, HttpMethod.Post, $"/values:batchGetByDataFilter?prettyPrint=false&fields={SheetsReplies.ValueFields}", Filters(ranges, json =>
        {
            json.WriteString("majorDimension", "ROWS");
            json.WriteString("valueRenderOption", "UNFORMATTED_VALUE");
            json.WriteString("dateTimeRenderOption", "SERIAL_NUMBER");
        }), (json, ct) => SheetsReplies.Values(json, row, ct), ct);

    /// <summary>Values, formulas and formats of some ranges.</summary>
    public Task Cells(SheetPlace place, IReadOnlyList<GridRange> ranges, Action<int, int, List<GridCell>> row, CancellationToken ct) => Send(
        place, HttpMethod.Post, $":getByDataFilter?prettyPrint=false&fields={SheetsReplies.CellFields}", Filters(ranges, json => json.WriteBoolean("includeGridData", true)), (json, ct) => SheetsReplies.Cells(json, row, ct), ct);

    /// <summary>Applies all requests or none. Never repeated by itself after a reply that was lost.</summary>
    /// <param name="place">The spreadsheet.</param>
    /// <param name="body">A BatchUpdateSpreadsheetRequest.</param>
    /// <param name="ct">Stops it.</param>
    public Task Change(SheetPlace place, ReadOnlyMemory<byte> body, CancellationToken ct) => Send(
        place, HttpMethod.Post, ":batchUpdate?prettyPrint=false&fields=spreadsheetId", body, async (json, ct) =>
        {
            await json.Skip(ct);
        }, ct, writes: true);

    async Task Send(SheetPlace place, HttpMethod method, string call, ReadOnlyMemory<byte>? body, Func<JsonPull, CancellationToken, Task> read, CancellationToken ct, bool writes = false)
    {
        for (bool anew = false; ; anew = true)
        {
            string token = await tokens.Token(anew, place.Name, ct);
            using HttpRequestMessage request = Request(place, method, call, body, token, writes);
            using HttpResponseMessage response = await Guarded(place, () => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct), ct);
            if (response.StatusCode == HttpStatusCode.Unauthorized && !anew) continue;
            if (response.StatusCode != HttpStatusCode.OK)
                throw SheetsFaults.OfReply(response.StatusCode, await SheetsRetries.ErrorText(response, ct), await SheetsRetries.PauseOf(response, ct), writes, Account, place.Name);
            await Read(place, response, read, ct);
            return;
        }
    }

    static HttpRequestMessage Request(SheetPlace place, HttpMethod method, string call, ReadOnlyMemory<byte>? body, string token, bool writes)
    {
        var request = new HttpRequestMessage(method, $"v4/spreadsheets/{place.Id}{call}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (writes) SheetsRetries.MarkWriting(request);
        if (body is { } bytes) request.Content = new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = Json } };
        return request;
    }

    async Task Read(SheetPlace place, HttpResponseMessage response, Func<JsonPull, CancellationToken, Task> read, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(MostReplyTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            await using Stream stream = await response.Content.ReadAsStreamAsync(either.Token);
            var json = new JsonPull(stream, MostReplyBytes);
            await read(json, either.Token);
            if (await json.Read(either.Token)) throw new InvalidDataException("it goes on behind its end");
        }
        catch (InvalidDataException why)
        {
            throw SheetsFaults.Malformed(why, place.Name);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            throw SheetsFaults.Cut(place.Name);
        }
        catch (OperationCanceledException failure) when (!ct.IsCancellationRequested)
        {
            throw SheetsFaults.OfFailure(failure, place.Name)!;
        }
    }

    static async Task<T> Guarded<T>(SheetPlace place, Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && SheetsFaults.OfFailure(failure, place.Name) is not null)
        {
            throw SheetsFaults.OfFailure(failure, place.Name)!;
        }
    }

    static ReadOnlyMemory<byte> Filters(IReadOnlyList<GridRange> ranges, Action<Utf8JsonWriter> more)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartArray("dataFilters");
        foreach (GridRange range in ranges)
        {
            json.WriteStartObject();
            SheetBatch.Write(json, "gridRange", range);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        more(json);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}

/// <param name="Id">The spreadsheet's.</param>
/// <param name="Name">As a person would name what is delivered to, for faults.</param>
sealed record SheetPlace(string Id, string Name);
