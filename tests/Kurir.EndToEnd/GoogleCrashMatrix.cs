using System.Diagnostics;
using System.Globalization;
using Kurir.App;
using Kurir.BackOffice;
using Kurir.Google;

namespace Kurir.EndToEnd;

/// <summary>The real executable delivers to a Google sheet and is killed at a call, before Google has carried it out or after, and then run once more.</summary>
public sealed class GoogleCrashMatrix
{
    const string Sheet = "1Koin-EXAMPLE";

    const string Pipeline = $$"""
        site: https://backend.example.com
        sign_in: /
        secrets: demo
        timezone: Asia/Jakarta
        language: en
        notify: telegram
        exports:
          pembayaran_koin:
            page: /koin_pay
            form: { start: "#filter-start", end: "#filter-end", button: Export }
            key: { all_except: "No" }
            to: { sheet: {{Sheet}} }
        """;

    /// <summary>Which call, tokens not counted, and whether Google carries it out.</summary>
    public static TheoryData<int, bool> Kills
    {
        get
        {
            var kills = new TheoryData<int, bool>();
            for (int call = 1; call <= 5; call++)
            {
                kills.Add(call, false);
                kills.Add(call, true);
            }

            return kills;
        }
    }

    [Theory, MemberData(nameof(Kills))]
    public async Task A_delivery_killed_at_any_call_ends_with_each_row_once(int at, bool applied)
    {
        await using Scene scene = await Scene.Open();
        Assert.Equal(ExitCode.Done, (await scene.Run(-2, -1)).Code);
        scene.People.Sort(1, descending: true);
        scene.People.InsertColumn(1, "Notes");
        scene.People.Put(1, 1, "keep me");
        string noted = scene.Row(1);
        scene.Google.Faults.At(at, Disturbance.Kill(applied));
        bool wasKilled = await scene.RunAndKill(-1, 0);

        Ended ended = await scene.Run(-1, 0);

        Assert.True(ended.Code == ExitCode.Done, ended.ToString());
        Assert.True(wasKilled, "No call was disturbed.");
        Assert.Equal(scene.Truth(-2, 0), scene.Standing());
        Assert.Equal(noted, scene.Row(1));
    }

    [Fact]
    public async Task While_Google_is_down_the_run_ends_recorded_and_not_delivered_and_a_notice_says_so()
    {
        await using Scene scene = await Scene.Open();
        Assert.Equal(ExitCode.Done, (await scene.Run(-2, -1)).Code);
        IReadOnlyList<string> before = scene.Standing();
        scene.Google.Faults.Always(new Disturbance("503 for an hour", () => Disturbance.Unavailable.Before!() with { Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } }));

        Ended down = await scene.Run(-1, 0);

        Assert.True(down.Code == ExitCode.Failed, down.ToString());
        Assert.Equal("undelivered", down.Json.GetProperty("runs")[0].GetProperty("exports")[0].GetProperty("outcome").GetString());
        Assert.Equal(before, scene.Standing());
        Assert.Contains(scene.Telegram.Messages, message => message.Text.Contains("recorded, but not delivered", StringComparison.Ordinal));
        scene.Google.Faults.Clear();
        Assert.Equal(ExitCode.Done, (await scene.Kurir.Run("deliver", "demo")).Code);
        Assert.Equal(scene.Truth(-2, 0), scene.Standing());
        scene.Google.ForgetCalls();
        Assert.Equal(ExitCode.Done, (await scene.Kurir.Run("deliver", "demo")).Code);
        Assert.DoesNotContain(scene.Google.Calls, call => call.Kind == CallKind.Write);
    }

    sealed class Scene : IAsyncDisposable
    {
        readonly BackOfficePanel panel;
        readonly GoogleHost host;
        readonly Kurir.Google.Book book;

        Scene(BackOfficePanel panel, GoogleHost host, TelegramStandIn telegram)
        {
            (this.panel, this.host, Telegram) = (panel, host, telegram);
            var account = new ServiceAccount();
            host.Google.Tokens.Add(account);
            book = host.Google.AddBook(Sheet, editors: account.Email);
            Kurir.Write("pipelines/demo.yaml", Pipeline);
            Kurir.Environment["DEMO_USERNAME"] = panel.Accounts.Email;
            Kurir.Environment["DEMO_PASSWORD"] = panel.Accounts.Password;
            Kurir.Environment["TELEGRAM_TOKEN"] = TelegramStandIn.Token;
            Kurir.Environment["TELEGRAM_CHAT_ID"] = "-100";
            Kurir.Environment["KURIR_TELEGRAM_URL"] = telegram.Address;
            Kurir.Environment["GOOGLE_SERVICE_ACCOUNT_JSON"] = account.Json(host.TokenUri);
            Kurir.Environment["KURIR_GOOGLE_SHEETS_URL"] = host.Address.ToString();
        }

        public KurirProcess Kurir { get; } = new();

        public GoogleStandIn Google => host.Google;

        public TelegramStandIn Telegram { get; }

        public Person People => new(Google, book, book.Tabs[0].Id);

        public static async Task<Scene> Open() => new(await BackOfficePanel.Start(), await GoogleHost.Start(), await TelegramStandIn.Start());

        public Task<Ended> Run(int from, int to) => Kurir.Run(Arguments(from, to));

        /// <summary>Runs, and kills the process when the call that is set has come.</summary>
        public async Task<bool> RunAndKill(int from, int to)
        {
            var struck = new TaskCompletionSource();
            host.Struck = struck.SetResult;
            using Process process = Kurir.Start(Arguments(from, to));
            Task drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await Task.WhenAny(struck.Task, process.WaitForExitAsync());
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            await drained;
            return struck.Task.IsCompleted;
        }

        /// <summary>What the panel truly had, by days from today.</summary>
        public IReadOnlyList<string> Truth(int from, int to)
        {
            var model = new Model(BackOfficeExport.PembayaranKoin);
            model.Overlay(panel.Expected(BackOfficeExport.PembayaranKoin, panel.Clock.Today.AddDays(from), panel.Clock.Today.AddDays(to)));
            return model.Rows;
        }

        /// <summary>What stands in the report's columns, wherever they are.</summary>
        public IReadOnlyList<string> Standing()
        {
            int[] columns = [.. BackOfficeExport.PembayaranKoin.Columns.Select(People.Column)];
            Tab tab = book.Tabs[0];
            return new Model(BackOfficeExport.PembayaranKoin).Of(Enumerable.Range(1, tab.LastRow()).Select(row => columns.Select(column => Text(tab, row, column)).ToArray()));
        }

        public string Row(int row) => string.Join(" | ", Enumerable.Range(0, book.Tabs[0].LastColumn() + 1).Select(column => Text(book.Tabs[0], row, column)));

        static string Text(Tab tab, int row, int column) => tab.Cell(row, column) switch
        {
            { Entered: double serial, NumberFormat.Type: "DATE" } => Serial.ToMoment(serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            { Entered: double serial, NumberFormat.Type: "DATE_TIME" } => Serial.ToMoment(serial).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            { Entered: double number } => number.ToString("0.############", CultureInfo.InvariantCulture),
            { Entered: { } other } => $"{other}",
            _ => "",
        };

        string[] Arguments(int from, int to) => ["run", "demo", "--json", "--site", panel.Address.ToString(), "--from", Day(from), "--to", Day(to)];

        string Day(int days) => panel.Clock.Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        public async ValueTask DisposeAsync()
        {
            Kurir.Dispose();
            await Telegram.DisposeAsync();
            await host.DisposeAsync();
            await panel.DisposeAsync();
        }
    }
}
