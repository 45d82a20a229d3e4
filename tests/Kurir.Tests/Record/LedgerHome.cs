using Kurir.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests;

/// <summary>A ledger in a folder of its own that goes with the test.</summary>
sealed class LedgerHome : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-ledger-");
    readonly List<SqliteLedger> ledgers = [];

    public LedgerHome() => Ledger = Another();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));

    public string Path => System.IO.Path.Combine(folder.FullName, ".kurir", "ledger.db");

    public SqliteLedger Ledger { get; }

    /// <summary>The export that rows are recorded for and read from; properties take a fresh one for each sample.</summary>
    public ExportId Export { get; set; } = TestRows.Export;

    /// <summary>As another process would open it.</summary>
    public SqliteLedger Another(Action<string>? watch = null, IReadOnlyList<string>? steps = null, double patience = 20)
    {
        var ledger = new SqliteLedger(Path, Time, TimeSpan.FromSeconds(patience), steps ?? LedgerSchema.Steps, watch);
        ledgers.Add(ledger);
        return ledger;
    }

    public Task<(ChangeSet Changes, Verdict Verdict)> Record(Window window, bool duplicates, params CheckedRow[] rows) =>
        Record(Recording(window, duplicates), rows);

    public Task<(ChangeSet Changes, Verdict Verdict)> Record(Recording recording, params CheckedRow[] rows) =>
        Ledger.Record(recording, rows, TestRows.Accept, CancellationToken.None);

    public Recording Recording(Window window, bool duplicates, string run = "1123-0800") => new()
    {
        Export = Export,
        RunId = run,
        Window = window,
        Document = new string('a', 64),
        Contract = TestRows.Contract(duplicates),
    };

    public async Task<ExportState> State() => (await ((ILedger)Ledger).Exports(Export.Pipeline, CancellationToken.None)).Single(state => state.Id == Export);

    /// <summary>The rows as they are now, in the order of first appearance, as <c>key=content</c>, with <c>#2</c> for a key's second row.</summary>
    public async Task<string[]> Rows() => [.. (await Pending("reader", fromStart: true)).Delivery.Changes.Select(Text)];

    public Task<Pending> Pending(string destination, bool fromStart = false) =>
        Ledger.Pending(Export, destination, fromStart, CancellationToken.None);

    public static string Text(RowChange change) =>
        $"{change.After[0].Text}{(change.Occurrence == 1 ? "" : $"#{change.Occurrence}")}={change.After[1].Text}";

    public async ValueTask DisposeAsync()
    {
        foreach (SqliteLedger ledger in ledgers) await ledger.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
