using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kurir.Connectors;
using Microsoft.Data.Sqlite;

namespace Kurir.Bench;

/// <summary>The ledger against a plain table: one SQLite file with a primary key, filled by <c>INSERT OR REPLACE</c> with the same cells as JSON.</summary>
/// <remarks>
/// Each figure is a process of its own, so that its memory is its own. The plain table keeps no versions, no windows, no counts and no vanished rows, and
/// is what a first script would do. Rows are made on the way (their making alone is the third line), with hashes that are spread as SHA-256 would.
/// </remarks>
static class LedgerBench
{
    static readonly Window Days = new(new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 30));

    /// <summary>Tells a process of ours what to measure: <c>ledger-first 1000000 /tmp/…</c>.</summary>
    const string Part = "KURIR_BENCH_LEDGER";

    public static void Run(string[] args)
    {
        if (Environment.GetEnvironmentVariable(Part) is { } part)
        {
            Measure(part.Split(' ', 3));
            return;
        }

        var lines = new List<IReadOnlyList<string>>();
        foreach (int rows in new[] { 100_000, 1_000_000 })
            foreach (string store in new[] { "ledger", "plain", "making" }) lines.Add(Line(store, rows));
        Report.Table(
            "Ledger: 10 columns, first recorded, then again with 1 % changed",
            ["store", "rows", "first, rows/s", "CPU", "peak memory", "again, rows/s", "CPU", "peak memory", "file"], lines);
    }

    static IReadOnlyList<string> Line(string store, int rows)
    {
        string folder = Directory.CreateTempSubdirectory("kurir-bench-").FullName;
        try
        {
            string[] figures = [store, $"{rows}", .. Figures($"{store}-first", rows, folder), .. Figures($"{store}-again", rows, folder)];
            return [.. figures, Report.Megabytes(new DirectoryInfo(folder).EnumerateFiles("*.db").Sum(file => file.Length))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string[] Figures(string part, int rows, string folder)
    {
        Measured measured = WholeProcess.Run(
            [Environment.ProcessPath!, "ledger"], environment: new Dictionary<string, string> { [Part] = $"{part} {rows} {folder}" });
        double seconds = double.Parse(measured.Output, CultureInfo.InvariantCulture);
        return [FormattableString.Invariant($"{rows / seconds:0}"), Report.Seconds(measured.Cpu), Report.Megabytes(measured.Peak)];
    }

    static void Measure(string[] part)
    {
        int rows = int.Parse(part[1], CultureInfo.InvariantCulture);
        bool again = part[0].EndsWith("-again", StringComparison.Ordinal);
        var watch = Stopwatch.StartNew();
        if (part[0].StartsWith("ledger", StringComparison.Ordinal)) Ledger(part[2], rows, again);
        else if (part[0].StartsWith("plain", StringComparison.Ordinal)) Plain(part[2], rows, again);
        else Making(rows, again);
        Console.Write(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:0.000}"));
    }

    static void Ledger(string folder, int rows, bool again)
    {
        var ledger = new SqliteLedger(Path.Combine(folder, "ledger.db"), TimeProvider.System);
        var recording = new Recording
        {
            Export = new ExportId("bench", "orders"),
            RunId = again ? "0930-1800" : "0930-0800",
            Window = Days,
            Document = new string(again ? 'b' : 'a', 64),
            Contract = new Contract
            {
                Columns = [.. Enumerable.Range(1, 10).Select(n => new ColumnContract { Heading = $"Column {n}" })],
                Key = new KeyContract(["Column 1"], Duplicates: false),
            },
        };
        (ChangeSet changes, _) = ledger.Record(recording, Rows(rows, again), all => new Verdict { Rows = all.Total }, CancellationToken.None).Result;
        long expected = again ? rows / 100 : rows;
        if (changes.Added + changes.Changed != expected) throw new InvalidOperationException($"{changes.Added} added, {changes.Changed} changed");
        ledger.DisposeAsync().AsTask().Wait();
    }

    static void Plain(string folder, int rows, bool again)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "plain.db")}");
        connection.Open();
        using SqliteCommand setup = connection.CreateCommand();
        setup.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS row (key TEXT PRIMARY KEY, cells TEXT NOT NULL)";
        setup.ExecuteNonQuery();
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT OR REPLACE INTO row (key, cells) VALUES ($key, $cells)";
        SqliteParameter key = insert.Parameters.Add("$key", SqliteType.Text), cells = insert.Parameters.Add("$cells", SqliteType.Text);
        insert.Prepare();
        foreach (CheckedRow row in Rows(rows, again))
        {
            key.Value = row.Cells[0].Text;
            cells.Value = JsonSerializer.Serialize(row.Cells.Select(cell => cell.Text));
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    static void Making(int rows, bool again)
    {
        if (Rows(rows, again).LongCount(row => row.Accepted) != rows) throw new InvalidOperationException("rows were lost");
    }

    static IEnumerable<CheckedRow> Rows(int count, bool again)
    {
        for (int i = 1; i <= count; i++)
        {
            int version = again && i % 100 == 0 ? 1 : 0;
            string amount = string.Create(CultureInfo.InvariantCulture, $"{i % 977 * 500}");
            string day = Days.From.AddDays(i % 30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Cell[] cells =
            [
                Cell.OfText(string.Create(CultureInfo.InvariantCulture, $"TRX-{i:00000000}")),
                Cell.Typed(day, CellType.Date, day),
                Cell.OfText(string.Create(CultureInfo.InvariantCulture, $"customer{i % 50_000}@example.com")),
                Cell.OfText(i % 3 == 0 ? "Buku tulis 58 lembar" : "Pensil 2B"),
                Cell.Typed(string.Create(CultureInfo.InvariantCulture, $"{i % 7}"), CellType.Number, string.Create(CultureInfo.InvariantCulture, $"{i % 7}")),
                Cell.Typed("Rp " + amount, CellType.Number, amount, "\"Rp\" #,##0"),
                Cell.OfText(version == 1 ? "TERIMA" : "PENDING"),
                i % 5 == 0 ? Cell.Empty : Cell.OfText("Cabang Utara"),
                Cell.OfText("kasir"),
                Cell.OfText(string.Create(CultureInfo.InvariantCulture, $"0812{i:00000000}")),
            ];
            yield return new CheckedRow(
                string.Create(CultureInfo.InvariantCulture, $"sheet 1, row {i + 1}"), cells, Spread(i), Spread(i + 10_000_000L * (1 + version)), Days.From.AddDays(i % 30));
        }
    }

    /// <summary>Sixteen bytes that a cryptographic hash could have given (SplitMix64, twice).</summary>
    static byte[] Spread(long n)
    {
        byte[] hash = new byte[16];
        for (int half = 0; half < 2; half++) BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(half * 8), Mix(unchecked((ulong)(n * 2 + half))));
        return hash;
    }

    static ulong Mix(ulong n)
    {
        unchecked
        {
            n += 0x9E3779B97F4A7C15;
            n = (n ^ (n >> 30)) * 0xBF58476D1CE4E5B9;
            n = (n ^ (n >> 27)) * 0x94D049BB133111EB;
            return n ^ (n >> 31);
        }
    }
}
