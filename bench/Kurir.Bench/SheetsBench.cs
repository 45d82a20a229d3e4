using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kurir.Connectors;
using Kurir.Google;

namespace Kurir.Bench;

/// <summary>A Google sheet of 100,000 rows and 12 columns receives 500 changed rows and 1,000 new ones: ours, against two plain ways of writing, at the same stand-in.</summary>
/// <remarks>
/// Each way is a process of its own, so that its memory is its own, and finds the same sheet. Calls and bytes are counted by the stand-in on loopback (bodies and
/// addresses, uncompressed; the sign-in apart). The seconds are those of our machine and a server without distance: what Google's own time adds grows with
/// calls and bytes. "Append" brings the new rows only, as such scripts do: the 500 changed ones stay as they were.
/// </remarks>
static class SheetsBench
{
    const int Rows = 100_000, Changed = 500, Added = 1_000, Chunk = 1_000, RewriteChunk = 10_000;

    const string Sheet = "1Bench-invented_id", Key = "KURIR_BENCH_SHEETS_KEY";

    static readonly ColumnContract[] Columns =
    [
        new() { Heading = "Order ID" }, new() { Heading = "E-mail" }, new() { Heading = "Item" }, new() { Heading = "Quantity", Type = CellType.Number },
        new() { Heading = "Price", Type = CellType.Number }, new() { Heading = "Day", Type = CellType.Date }, new() { Heading = "Moment", Type = CellType.DateTime }, new() { Heading = "Status" },
        new() { Heading = "Phone" }, new() { Heading = "Reference" }, new() { Heading = "Branch" }, new() { Heading = "Remark" },
    ];

    public static async Task Run(string[] args)
    {
        if (args is [var part]) await Part(part);
        else await Compare();
    }

    static async Task Compare()
    {
        await using GoogleHost host = await GoogleHost.Start();
        var account = new ServiceAccount();
        host.Google.Tokens.Add(account);
        Google.Book book = host.Google.AddBook(Sheet, editors: account.Email);
        var environment = new Dictionary<string, string> { ["KURIR_GOOGLE_SHEETS_URL"] = host.Address.ToString(), [Key] = account.Json(host.TokenUri) };
        Figures first = Measure(host, "first", environment);
        Action undo = book.Snapshot();
        List<Figures> all = [];
        foreach (string part in new[] { "ours", "rewrite", "append" })
        {
            all.Add(Measure(host, part, environment));
            Check(book.Tabs[0], part);
            undo();
            undo = book.Snapshot();
        }

        Report.Table($"Google Sheets: {Rows:N0} rows of 12 columns, {Changed} changed and {Added:N0} new",
            ["way", "calls", "sent", "received", "time", "peak memory", "bytes against Kurir", "time against Kurir"],
            all.Select(one => Line(one, all[0])).Append(Line(first, null)));
    }

    static string[] Line(Figures one, Figures? ours) =>
    [
        one.Name, $"{one.Calls}", Kilobytes(one.Sent), Kilobytes(one.Received), Report.Seconds(one.Time), Report.Megabytes(one.Peak),
        ours is null ? "" : Report.Ratio((double)(one.Sent + one.Received) / (ours.Sent + ours.Received)), ours is null ? "" : Report.Ratio(one.Time / ours.Time),
    ];

    static string Kilobytes(long bytes) => FormattableString.Invariant($"{bytes / 1e3:N0} kB");

    static Figures Measure(GoogleHost host, string part, Dictionary<string, string> environment)
    {
        host.Google.ForgetCalls();
        Measured measured = WholeProcess.Run([Environment.ProcessPath!, "sheets", part], environment: environment);
        GoogleCall[] calls = [.. host.Google.Calls.Where(call => call.Kind != CallKind.Token)];
        if (calls.FirstOrDefault(call => call.Status != 200) is { } refused) throw new InvalidOperationException($"{part}: {refused}");
        string name = part switch { "ours" => "Kurir", "rewrite" => "clear and rewrite everything", "append" => $"read all, append in chunks of {Chunk:N0}", _ => "Kurir, the first time: all rows" };
        return new Figures(name, calls.Length, calls.Sum(call => call.Sent), calls.Sum(call => call.Received), TimeSpan.FromSeconds(double.Parse(measured.Output, CultureInfo.InvariantCulture)), measured.Peak);
    }

    static void Check(Tab tab, string part)
    {
        int rows = tab.LastRow(), changed = Enumerable.Range(1, Rows).Count(row => tab.Cell(row, 7).Entered is "REFUND");
        if (rows != Rows + Added || changed != (part == "append" ? 0 : Changed)) throw new InvalidOperationException($"{part} left {rows} rows, {changed} of them changed");
    }

    static async Task Part(string part)
    {
        var watch = Stopwatch.StartNew();
        await (part switch { "rewrite" => Rewrite(), "append" => Append(), _ => Deliver(isFirst: part == "first") });
        Console.Write(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:0.000}"));
    }

    static async Task Deliver(bool isFirst)
    {
        var destination = new GoogleSheetsDestination(new GoogleSheetsOptions { Sheet = Sheet }, new DestinationContext("", new ExportId("bench", "orders"), new OneSecret(), TimeProvider.System));
        await destination.Exists(default);
        Receipt receipt = await destination.Deliver(new Delivery
        {
            Export = new ExportId("bench", "orders"), Columns = Columns, Key = new KeyContract([Columns[0].Heading], Duplicates: false), Count = isFirst ? Rows : Changed + Added, Changes = Changes(isFirst), FirstTime = isFirst,
        }, default);
        if (!receipt.Verified || receipt.Added != (isFirst ? Rows : Added) || receipt.Changed != (isFirst ? 0 : Changed)) throw new InvalidOperationException($"{receipt}");
    }

    static IEnumerable<RowChange> Changes(bool isFirst)
    {
        for (int i = 0; i < Rows; i += isFirst ? 1 : Rows / Changed)
            yield return new RowChange { Occurrence = 1, Before = isFirst ? null : Row(i, changed: false), After = Row(i, changed: !isFirst) };
        for (int i = Rows; !isFirst && i < Rows + Added; i++) yield return new RowChange { Occurrence = 1, After = Row(i, changed: false) };
    }

    static Cell[] Row(int i, bool changed)
    {
        DateTime moment = new DateTime(2026, 1, 1).AddMinutes(i);
        return
        [
            Cell.OfText(Text($"{26_000_972_175_850_000L + i}")), Cell.OfText(Text($"customer{i}@example.com")), Cell.OfText(i % 3 == 0 ? "Buku tulis 58 lembar" : "Pensil 2B"), Number(Text($"{1 + (i % 12)}")),
            Number(Text($"{(i % 977 * 500) + 250}")), Typed(moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellType.Date),
            Typed(moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), CellType.DateTime), Cell.OfText(changed ? "REFUND" : "TERIMA"), Cell.OfText(Text($"0812{i:00000000}")),
            Cell.OfText(Text($"TRX-{i:00000000}")), Cell.OfText(Text($"Cabang {i % 40}")), i % 4 == 0 ? Cell.OfText("kirim sore") : Cell.Empty,
        ];
    }

    static Cell Number(string value) => Typed(value, CellType.Number);

    static Cell Typed(string value, CellType type) => Cell.Typed(value, type, value);

    static string Text(FormattableString text) => FormattableString.Invariant(text);

    // What a plain script sends: texts as texts, numbers as numbers, dates as their serials.
    static object?[] Plain(int i, bool changed) => [.. Row(i, changed).Select(cell => (object?)(cell.Type switch
    {
        CellType.Empty => null,
        CellType.Number => double.Parse(cell.Value, CultureInfo.InvariantCulture),
        CellType.Date or CellType.DateTime => (DateTime.Parse(cell.Value, CultureInfo.InvariantCulture) - new DateTime(1899, 12, 30)).TotalDays,
        _ => cell.Value,
    }))];

    static async Task<PlainClient> Client()
    {
        using JsonDocument key = JsonDocument.Parse(Environment.GetEnvironmentVariable(Key)!);
        return await PlainClient.OfKey(key.RootElement, new Uri(Environment.GetEnvironmentVariable("KURIR_GOOGLE_SHEETS_URL")!)).SignIn();
    }

    static async Task Rewrite()
    {
        PlainClient client = await Client();
        await client.Call(HttpMethod.Post, $"{Sheet}/values/A:L:clear", "{}");
        await client.Call(HttpMethod.Post, $"{Sheet}:batchUpdate", Text($$$$"""{"requests":[{"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"rowCount":{{{{Rows + Added + 1}}}},"columnCount":12}},"fields":"gridProperties(rowCount,columnCount)"}}]}"""));
        IEnumerable<object?[]> all = Enumerable.Range(0, Rows + Added).Select(i => Plain(i, i < Rows && i % (Rows / Changed) == 0)).Prepend([.. Columns.Select(column => (object?)column.Heading)]);
        int top = 1;
        foreach (object?[][] rows in all.Chunk(RewriteChunk))
        {
            await client.Call(HttpMethod.Put, $"{Sheet}/values/A{top}?valueInputOption=RAW", JsonSerializer.Serialize(new { values = rows }));
            top += rows.Length;
        }
    }

    static async Task Append()
    {
        PlainClient client = await Client();
        JsonElement read = await client.Call(HttpMethod.Get, $"{Sheet}/values/A:L");
        HashSet<string?> known = [.. read.GetProperty("values").EnumerateArray().Skip(1).Select(row => row[0].GetString())];
        IEnumerable<object?[]> brought = Enumerable.Range(0, Rows).Where(i => i % (Rows / Changed) == 0).Select(i => Plain(i, changed: true)).Concat(Enumerable.Range(Rows, Added).Select(i => Plain(i, changed: false)));
        foreach (object?[][] rows in brought.Where(row => !known.Contains((string)row[0]!)).Chunk(Chunk))
            await client.Call(HttpMethod.Post, $"{Sheet}/values/A1:append?valueInputOption=RAW", JsonSerializer.Serialize(new { values = rows }));
    }

    sealed record Figures(string Name, int Calls, long Sent, long Received, TimeSpan Time, long Peak);

    sealed class OneSecret : ISecrets
    {
        public Secret? Find(string name) => name == GoogleCredentials.SecretName ? new Secret(Environment.GetEnvironmentVariable(Key)!) : null;

        public IReadOnlyList<string> Places(string name) => [Key];
    }
}
