using Kurir.App;

namespace Kurir.Tests;

/// <summary>What people read of a run.</summary>
public sealed class RunTextTests
{
    static readonly Run Mixed = new()
    {
        Id = "1123-0800",
        Pipeline = "backend",
        StartedAt = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero),
        EndedAt = new DateTimeOffset(2026, 11, 23, 1, 0, 1, TimeSpan.Zero),
        Exports =
        [
            new ExportRun
            {
                Export = "transaksi",
                Outcome = Outcome.Proven,
                Stages = [new StageTime(Stage.Fetch, TimeSpan.FromSeconds(0.4))],
                Verdict = new Verdict { Rows = 16 },
                Changes = new ChangeSet { Added = 5, Changed = 1, Unchanged = 10 },
                Receipts = [new Receipt { Destination = "out/backend.xlsx, tab transaksi", Added = 5, Changed = 1 }],
            },
            new ExportRun
            {
                Export = "user",
                Outcome = Outcome.Failed,
                Attempts = 1,
                Fault = new FaultRecord(Stage.Fetch, "field-not-found", FaultKind.Stop, "/user-front", "no field named 'filter-start' on /user-front. The page has: start, end, status.", "Fix form.start at backend.yaml:9."),
            },
            new ExportRun
            {
                Export = "point_trx",
                Outcome = Outcome.Held,
                Verdict = new Verdict { Rows = 250, Holds = [new Hold(FaultName.RowsOutsideWindow, "234 of 250 rows lie outside 2026-11-23", "Set `date:` at backend.yaml:12.")] },
                Changes = new ChangeSet { Added = 234 },
            },
            new ExportRun
            {
                Export = "pembayaran_koin",
                Outcome = Outcome.Partial,
                Verdict = new Verdict { Rows = 118, Quarantined = 1, Violations = [new Violation("allowed", "sheet 1, C7", "Status", "BATAL?", "one of TERIMA, TOLAK")] },
                Changes = new ChangeSet { Unchanged = 117, Quarantined = 1 },
            },
        ],
    };

    [Fact]
    public void A_run_says_what_came_what_failed_and_what_to_do()
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
        IEnumerable<string> lines = [RunText.Heading(Mixed, zone), .. Mixed.Exports.SelectMany(export => RunText.Lines(export, 15)), RunText.Summary(Mixed)];
        Golden.Match(string.Join('\n', lines.Select(Spectre.Console.Markup.Remove)), "run-text");
    }

    [Fact]
    public void The_same_run_as_JSON_keeps_its_contract() => Golden.Match(JsonDocuments.Of(new RunDocument(1, [Mixed])), "run-json");
}
