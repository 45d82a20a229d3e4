using System.Diagnostics;
using System.Globalization;
using Kurir.Connectors;

namespace Kurir.Bench;

/// <summary>A ledger with a long history against one with a short one: what a run does must not grow with it. Beside it the plain way: read everything, compare row by row.</summary>
/// <remarks>
/// Each window has two days of 5,000 rows: those of the day before come again with another status, those of the day are new. So every row has two versions, and
/// 10,000,000 are a thousand days. The ledgers are made once and kept in the temporary folder; each figure is a process of its own on a warm file, the median of its turns.
/// </remarks>
static class HistoryBench
{
    const int PerDay = 5_000, Turns = 7;
    const string Destination = "workbook";

    /// <summary>Tells a process of ours what to measure: <c>record /tmp/…</c>.</summary>
    const string Part = "KURIR_BENCH_HISTORY";

    static readonly DateOnly First = new(2024, 1, 1);
    static readonly ExportId Orders = new("bench", "orders");

    static readonly (string Name, string Text, Func<History, Task> Do)[] Measures =
    [
        ("record", "recording a window of 10,000 rows", history => history.RecordNext()),
        ("again", "recording it again, nothing changed", history => history.RecordLast()),
        ("coverage", "coverage of five weeks", history => history.Cover()),
        ("row", "a row's history", history => history.ShowRow()),
        ("digest", "the digest of a run", history => history.Digest()),
        ("deliver", "what is to be delivered", history => history.Deliver()),
        ("plain", "read everything, compare 10,000 rows", history => history.Plain()),
    ];

    public static void Run(string[] args)
    {
        if (Environment.GetEnvironmentVariable(Part) is { } part)
        {
            Measure(part.Split(' ', 2)).GetAwaiter().GetResult();
            return;
        }

        int[] days = [10, args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000];
        string[] wanted = args.Length > 1 ? args[1..] : [.. Measures.Select(measure => measure.Name)];
        Array.ForEach(days, each => Build(each).GetAwaiter().GetResult());
        Report.Table(
            $"Ledger: {days[0] * 2 * PerDay} row versions and {days[1] * 2 * PerDay}",
            ["what", "short history", "peak memory", "long history", "peak memory", "times"],
            Measures.Where(measure => wanted.Contains(measure.Name)).Select(measure => Line(measure.Name, measure.Text, days)));
    }

    static string[] Line(string name, string text, int[] days)
    {
        var figures = days.Select(each => WholeProcess.Run(
            [Environment.ProcessPath!, "history"], environment: new Dictionary<string, string> { [Part] = $"{name} {FolderOf(each)}" })).ToList();
        double[] times = [.. figures.Select(measured => double.Parse(measured.Output, CultureInfo.InvariantCulture))];
        return
        [
            text, Milliseconds(times[0]), Report.Megabytes(figures[0].Peak), Milliseconds(times[1]), Report.Megabytes(figures[1].Peak), Report.Ratio(times[1] / times[0]),
        ];
    }

    static string Milliseconds(double seconds) => FormattableString.Invariant($"{seconds * 1000:0.0} ms");

    static string FolderOf(int days) => Path.Combine(Path.GetTempPath(), $"kurir-bench-history-{days}");

    /// <summary>How many days the ledger of a folder has by now: each turn of recording adds one.</summary>
    static string CountIn(string folder) => Path.Combine(folder, "days");

    static async Task Build(int days)
    {
        string folder = FolderOf(days), done = Path.Combine(folder, "done");
        if (File.Exists(done)) return;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        await using (var history = new History(folder, 0))
        {
            for (int day = 0; day < days; day++) await history.RecordNext();
            await history.Delivered();
            history.WritePlain();
            await File.WriteAllTextAsync(CountIn(folder), history.Days.ToString(CultureInfo.InvariantCulture));
        }

        await File.WriteAllTextAsync(done, "");
    }

    static async Task Measure(string[] part)
    {
        Func<History, Task> work = Measures.Single(measure => measure.Name == part[0]).Do;
        string count = CountIn(part[1]);
        await using var history = new History(part[1], int.Parse(await File.ReadAllTextAsync(count), CultureInfo.InvariantCulture));
        var times = new List<double>();
        for (int turn = 0; turn < (part[0] == "plain" ? 1 : Turns); turn++)
        {
            long start = Stopwatch.GetTimestamp();
            await work(history);
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        await File.WriteAllTextAsync(count, history.Days.ToString(CultureInfo.InvariantCulture));
        Console.Write(times.Order().ElementAt(times.Count / 2).ToString("0.000000", CultureInfo.InvariantCulture));
    }

    /// <summary>An export's history of so many days.</summary>
    sealed class History(string folder, int days) : IAsyncDisposable
    {
        static readonly Contract Contract = new()
        {
            Columns = [.. Enumerable.Range(1, 10).Select(n => new ColumnContract { Heading = $"Column {n}" })],
            Key = new KeyContract(["Column 1"], Duplicates: false),
            Dates = ["Column 2"],
        };

        readonly Clock clock = new();
        readonly RowHasher hasher = new(Contract);
        SqliteLedger? ledger;

        SqliteLedger Ledger => ledger ??= new SqliteLedger(Path.Combine(folder, "ledger.db"), clock);

        public int Days => days;

        public async Task RecordNext()
        {
            await Record(days, days == 0 ? PerDay : PerDay * 2);
            days++;
        }

        public Task RecordLast() => Record(days - 1, 0);

        public async Task Cover()
        {
            var window = new Window(First.AddDays(days - 35), First.AddDays(days - 1));
            Closings closings = await Ledger.Closings(Orders, window, default);
            Export export = new() { Pipeline = Orders.Pipeline, Name = Orders.Name, Settings = new ExportConfig(), Destinations = [] };
            Require(Coverage.Of(export, window, closings, TimeZoneInfo.Utc).Days[^1].State != DayState.Never);
        }

        public async Task ShowRow() => Require((await Ledger.Row(Orders, Id(Random.Shared.Next(days - 1) * PerDay), default))[0].Versions.Count == 2);

        public Task Digest()
        {
            Require(Ledger.Changes(Orders, RunOf(days - 1)).Count() == PerDay * 2);
            return Task.CompletedTask;
        }

        public async Task Deliver()
        {
            Pending pending = await Ledger.Pending(Orders, Destination, fromStart: false, default);
            Require(pending.Delivery.Changes.Count() == pending.Delivery.Count);
        }

        public async Task Delivered()
        {
            Lease lease = (await Ledger.Acquire("bench", TimeSpan.FromMinutes(1), default))!;
            Pending pending = await Ledger.Pending(Orders, Destination, fromStart: false, default);
            await Ledger.Delivered(Orders, Destination, pending.UpTo, new Receipt { Destination = Destination }, lease, default);
            await Ledger.Release(lease, default);
            await RecordNext(); // which is what is to be delivered
        }

        /// <summary>What a first script keeps: one file with every row.</summary>
        public void WritePlain() => File.WriteAllLines(Path.Combine(folder, "plain.csv"), Enumerable.Range(0, days).SelectMany(day => Rows(day, late: day < days - 1)).Select(Plain));

        /// <summary>Reads all rows that are there, compares those of the window with them, writes all of them again.</summary>
        public Task Plain()
        {
            string file = Path.Combine(folder, "plain.csv");
            var known = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string line in File.ReadLines(file)) known[line[..line.IndexOf(',', StringComparison.Ordinal)]] = line;
            int changed = 0;
            foreach (string line in Rows(days - 1, late: true).Concat(Rows(days, late: false)).Select(Plain))
            {
                string key = line[..line.IndexOf(',', StringComparison.Ordinal)];
                if (known.TryGetValue(key, out string? before) && before == line) continue;
                known[key] = line;
                changed++;
            }

            Require(changed > 0);
            File.WriteAllLines(file + ".new", known.Values);
            File.Delete(file + ".new");
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ledger?.DisposeAsync() ?? ValueTask.CompletedTask;

        async Task Record(int day, int expected)
        {
            clock.Now = First.AddDays(day).ToDateTime(new TimeOnly(20, 0));
            var window = new Window(First.AddDays(day - 1), First.AddDays(day));
            var recording = new Recording
            {
                Export = Orders, RunId = RunOf(day), Window = window, Document = new string('a', 64), FetchedAt = clock.GetUtcNow(), Day = window.To, Contract = Contract,
            };
            IEnumerable<CheckedRow> rows = (day == 0 ? [] : Rows(day - 1, late: true)).Concat(Rows(day, late: false)).Select(Checked);
            (ChangeSet changes, _) = await Ledger.Record(recording, rows, all => new Verdict { Rows = all.Total }, default);
            Require(changes.Added + changes.Changed == expected);
            await Ledger.Close(Orders, window, recording.RunId, Outcome.Proven, default);
        }

        static string RunOf(int day) => string.Create(CultureInfo.InvariantCulture, $"{day}");

        static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"TRX-{number:00000000}");

        static IEnumerable<(DateOnly Day, Cell[] Cells)> Rows(int day, bool late)
        {
            for (int i = day * PerDay; i < (day + 1) * PerDay; i++)
            {
                string amount = string.Create(CultureInfo.InvariantCulture, $"{i % 977 * 500}"), date = First.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                yield return (First.AddDays(day),
                [
                    Cell.OfText(Id(i)), Cell.Typed(date, CellType.Date, date), Cell.OfText(string.Create(CultureInfo.InvariantCulture, $"customer{i % 50_000}@example.com")),
                    Cell.OfText(i % 3 == 0 ? "Buku tulis 58 lembar" : "Pensil 2B"), Cell.OfText("1"), Cell.Typed("Rp " + amount, CellType.Number, amount, "\"Rp\" #,##0"),
                    Cell.OfText(late ? "TERIMA" : "PENDING"), Cell.Empty, Cell.OfText("kasir"), Cell.OfText(string.Create(CultureInfo.InvariantCulture, $"0812{i:00000000}")),
                ]);
            }
        }

        CheckedRow Checked((DateOnly Day, Cell[] Cells) row, int at)
        {
            var (key, content) = hasher.Hash(row.Cells);
            return new CheckedRow(string.Create(CultureInfo.InvariantCulture, $"sheet 1, row {at + 2}"), row.Cells, key, content, row.Day);
        }

        static string Plain((DateOnly Day, Cell[] Cells) row) => string.Join(',', row.Cells.Select(cell => cell.Text));

        static void Require(bool holds)
        {
            if (!holds) throw new InvalidOperationException("the ledger does not hold what was put into it");
        }
    }

    sealed class Clock : TimeProvider
    {
        public DateTime Now { get; set; } = First.ToDateTime(default);

        public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
    }
}
