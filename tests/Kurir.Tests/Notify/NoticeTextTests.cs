using System.Text;

namespace Kurir;

public sealed class NoticeTextTests
{
    static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    internal static readonly Run Whole = new()
    {
        Id = "1123-0800",
        Pipeline = "andalan-atk",
        StartedAt = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero),
        EndedAt = new DateTimeOffset(2026, 11, 23, 1, 2, 5, TimeSpan.Zero),
        Exports =
        [
            Done("transaksi", 12_345, 5, 1),
            Failed("user", Outcome.Failed, FaultName.FieldNotFound, "no field named 'filter-start' on /user-front; the page has start, end, status", "Fix form.start at andalan-atk.yaml:9"),
        ],
    };

    internal static ExportRun Done(string name, long rows, long added, long changed) => new()
    {
        Export = name,
        Outcome = Outcome.Proven,
        Window = new Window(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23)),
        Attempts = 1,
        Stages = [new StageTime(Stage.Fetch, TimeSpan.FromSeconds(0.25)), new StageTime(Stage.Read, TimeSpan.FromSeconds(0.15))],
        Verdict = new Verdict { Rows = rows },
        Changes = new ChangeSet { Added = added, Changed = changed, Unchanged = rows - added - changed },
    };

    internal static ExportRun Failed(string name, Outcome outcome, FaultName fault, string cause, string remedy) => new()
    {
        Export = name,
        Outcome = outcome,
        Window = new Window(new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 23)),
        Attempts = 3,
        Stages = [new StageTime(Stage.Fetch, TimeSpan.FromSeconds(95))],
        Fault = new FaultRecord(Stage.Fetch, Fault.CodeOf(fault), FaultKind.Stop, "/user-front", cause, remedy),
    };

    static IEnumerable<(string About, string Text)> All(string language)
    {
        var texts = new NoticeTexts(language, Jakarta);
        ExportRun done = Whole.Exports[0], failed = Whole.Exports[1];
        ExportRun empty = Done("point_trx", 0, 0, 0) with { Outcome = Outcome.Empty };
        ExportRun partial = Done("point_trx", 40, 3, 0) with { Outcome = Outcome.Partial, Verdict = new Verdict { Rows = 40, Quarantined = 2, Announced = 42 } };
        ExportRun unannounced = partial with { Verdict = new Verdict { Rows = 40, Quarantined = 2 } };
        ExportRun held = Done("user", 40, 0, 0) with
        {
            Outcome = Outcome.Held,
            Verdict = new Verdict { Rows = 40, Holds = [new Hold(FaultName.ColumnMissing, "there is no column Email", "Look at the report: kurir read")] },
        };
        ExportRun undelivered = Failed("user", Outcome.Undelivered, FaultName.DestinationBusy, "out/backend.xlsx is open in Excel", "Close it");
        ExportRun different = Done("user", 40, 1, 0) with
        {
            Outcome = Outcome.Undelivered,
            Receipts = [new Receipt { Destination = "out/backend.xlsx, tab user", Mismatches = [new Mismatch("user!C12", "1", "2")] }],
        };
        FaultRecord system = new(Stage.Record, "ledger-unreadable", FaultKind.Stop, "ledger.db", "the ledger's file is damaged", "Run: kurir doctor");
        yield return ("started", texts.Started(Whole, ["transaksi", "user"]));
        yield return ("started, delivering", texts.Started(Whole with { Mode = "deliver" }, ["user"]));
        yield return ("an attempt failed", texts.AttemptFailed(Whole, "user", 1, failed.Fault!, TimeSpan.FromSeconds(2.4)));
        yield return ("done", texts.Ended(Whole, done));
        yield return ("done, empty", texts.Ended(Whole, empty));
        yield return ("failed", texts.Ended(Whole, failed));
        yield return ("held", texts.Ended(Whole, held));
        yield return ("partial", texts.Ended(Whole, partial));
        yield return ("partial, nothing announced", texts.Ended(Whole, unannounced));
        yield return ("undelivered", texts.Ended(Whole, undelivered));
        yield return ("read back differently", texts.Ended(Whole, different));
        yield return ("recovered", texts.Recovered(Whole, done));
        yield return ("system error", texts.SystemError("andalan-atk", system));
        yield return ("summary, all", texts.Summary(Whole with { Exports = [done, empty] }));
        yield return ("summary, some", texts.Summary(Whole with { Exports = [done, failed, held, partial, undelivered, failed with { Outcome = Outcome.Interrupted }] }));
        yield return ("summary, none", texts.Summary(Whole with { Exports = [failed] }));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("id")]
    public void Notices_read_well(string language)
    {
        var text = new StringBuilder();
        foreach (var (about, notice) in All(language)) text.Append("## ").AppendLine(about).AppendLine(notice).AppendLine();
        Golden.Match(text.ToString(), $"notices-{language}");
    }

    [Fact]
    public void Both_languages_have_the_same_sections_with_the_same_placeholders()
    {
        var (english, indonesian) = (NoticeTemplates.Of("en").Sections, NoticeTemplates.Of("id").Sections);
        Assert.Equal(english.Keys, indonesian.Keys.Where(name => !name.StartsWith("fix_", StringComparison.Ordinal)));
        foreach (var (name, text) in english) Assert.Equal(PlaceholdersOf(text), PlaceholdersOf(indonesian[name]));
    }

    static IEnumerable<string> PlaceholdersOf(string text) => NoticeTemplates.Placeholder().Matches(text).Select(match => match.Value).Order();

    [Fact]
    public void Every_fault_has_a_name_in_both_languages()
    {
        foreach (FaultName name in Enum.GetValues<FaultName>()) Assert.Contains(Fault.CodeOf(name).Replace('-', '_'), NoticeTemplates.Of("id").Sections.Keys);
    }

    [Fact]
    public void Every_fault_says_in_Indonesian_what_to_do_and_no_other_does()
    {
        var sections = NoticeTemplates.Of("id").Sections;
        Assert.Equal(Enum.GetValues<FaultName>().Select(name => "fix_" + Fault.CodeOf(name).Replace('-', '_')).Order(), sections.Keys.Where(name => name.StartsWith("fix_", StringComparison.Ordinal)).Order());
        Assert.All(sections.Where(section => section.Key.StartsWith("fix_", StringComparison.Ordinal)), section => Assert.Matches("^[A-Z][^\n{]{10,160}\\.$", section.Value.Replace("{ min: 0 }", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_fault_of_a_later_version_is_told_by_its_code()
    {
        ExportRun export = Whole.Exports[1] with { Fault = Whole.Exports[1].Fault! with { Code = "moon-in-the-way" } };
        Assert.Contains("moon-in-the-way", new NoticeTexts("id", Jakarta).Ended(Whole, export));
    }
}
