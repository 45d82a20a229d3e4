namespace Kurir.Tests;

/// <summary>A table through the check, as the pipeline does it.</summary>
static class Checks
{
    public static readonly Window September = new(new DateOnly(2025, 9, 1), new DateOnly(2025, 9, 30));

    public static Export Export(ExportConfig? settings = null, string language = "id") => new()
    {
        Pipeline = "toko", Name = "poin", Settings = settings ?? new ExportConfig(), Language = language, Destinations = [], DefinedAt = "toko.yaml:9",
    };

    public static KeyConfig Key(params string[] columns) => new() { Columns = columns };

    public static Contract Propose(string lines, ExportConfig? settings = null, string language = "id") =>
        ContractProposal.Propose(Grids.Table(lines), Export(settings, language), September);

    public static ColumnContract Column(string lines, string heading, ExportConfig? settings = null, string language = "id") =>
        Propose(lines, settings, language).Columns.Single(column => column.Heading == heading);

    public static Checked Run(string lines, ExportConfig? settings = null, Contract? known = null, ChangeSet? counts = null, Document? document = null) =>
        Run(Grids.Table(lines), settings, known, counts, document);

    public static Checked Run(Table table, ExportConfig? settings = null, Contract? known = null, ChangeSet? counts = null, Document? document = null)
    {
        var checker = Checker.For(table, document, known, Export(settings), new Part(September), CancellationToken.None);
        var rows = checker.Rows(CancellationToken.None).ToList();
        counts ??= new ChangeSet { Added = rows.Count };
        return new Checked(checker.Contract, rows, checker.Conclude(counts), counts);
    }

    public static Document Announcing(long? rows, string? noData = null) => new()
    {
        Sha256 = new string('0', 64), Length = 1, FetchedAt = new DateTimeOffset(2025, 10, 2, 1, 0, 0, TimeSpan.Zero), Open = () => new MemoryStream(), Announced = rows, NoDataText = noData,
    };
}

sealed record Checked(Contract Contract, IReadOnlyList<CheckedRow> Rows, Verdict Verdict, ChangeSet Changes)
{
    public IReadOnlyList<Difference> Differences => Balance.Of(Verdict, Changes, [])!.Differences;

    public FaultName[] Holds => [.. Verdict.Holds.Select(hold => hold.Name)];

    public string[] Rules => [.. Verdict.Violations.Select(violation => violation.Rule)];
}
