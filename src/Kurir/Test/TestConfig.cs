namespace Kurir;

/// <summary>A pipeline's test as written: <c>PIPELINE.test.yaml</c>.</summary>
[Described("Saved documents in, what they must bring about out.")]
public sealed record TestConfig
{
    [Described("What comes, one moment after the other; each begins with what the ones before left in the ledger.", Required = true)]
    public IReadOnlyList<TestStepConfig> Steps { get; init; } = [];
}

[Described("One run of the pipeline.")]
public sealed record TestStepConfig
{
    [Described("When the documents came, in the pipeline's time zone; a day alone is its last minute.", Example = "2026-11-22 18:00", Required = true)]
    public DateTime? At { get; init; }

    [Described("What the panel gave for each export, by name; those not named are left out of this run.", Required = true)]
    public IReadOnlyDictionary<string, GivenConfig> Exports { get; init; } = new Dictionary<string, GivenConfig>();
}

[Described("What the panel gave for one export, and what it must bring about."), Either("document announced no_data", "parts")]
public sealed record GivenConfig
{
    [Described("The file, seen from the folder of the test.", Example = "backend.test/transaksi-1122.csv")]
    public string? Document { get; init; }

    [Described("The days it was asked for.", Example = "yesterday", Default = "the export's own window at that moment")]
    public WindowConfig? Window { get; init; }

    [Described("How many rows the panel's page announced beside the file.")]
    public long? Announced { get; init; }

    [Described("The page's own words for no data, where it showed them.", Example = "Tidak ada data")]
    public string? NoData { get; init; }

    [Described("The files for halves of the window, where the panel does not give all of it at once.", Example = "[{ window: { from: 2026-11-22, to: 2026-11-22 }, document: backend.test/a.csv }]")]
    public IReadOnlyList<GivenPartConfig> Parts { get; init; } = [];

    [Described("What it must bring about; only what is said is compared.", Default = "proven, or empty with a reason")]
    public ExpectConfig Expect { get; init; } = new();
}

[Described("The file for a part of the window.")]
public sealed record GivenPartConfig
{
    [Described("The days of the part.", Example = "{ from: 2026-11-22, to: 2026-11-22 }", Required = true)]
    public WindowConfig? Window { get; init; }

    [Described("The file, seen from the folder of the test.", Example = "backend.test/transaksi-1122.csv", Required = true)]
    public string? Document { get; init; }

    [Described("How many rows the panel's page announced beside the file.")]
    public long? Announced { get; init; }

    [Described("The page's own words for no data, where it showed them.", Example = "Tidak ada data")]
    public string? NoData { get; init; }
}

[Described("What one export of one step must bring about.")]
public sealed record ExpectConfig
{
    [Described("How it ends.", Default = "failed with fault, held with holds, partial with violations or differences, else proven or empty")]
    public Outcome? Outcome { get; init; }

    [Described("What fails, by its name.", Example = "file-is-sign-in-page")]
    public FaultName? Fault { get; init; }

    [Described("Why the whole report is held, by name.", Example = "[columns-renamed]")]
    public IReadOnlyList<FaultName>? Holds { get; init; }

    [Described("How many rows the report has.")]
    public long? Rows { get; init; }

    [Described("How many rows are new.")]
    public long? Added { get; init; }

    [Described("How many rows changed.")]
    public long? Changed { get; init; }

    [Described("How many rows are as they were.")]
    public long? Unchanged { get; init; }

    [Described("How many rows stand in the report once more.")]
    public long? Repeated { get; init; }

    [Described("How many rows are set aside, having broken a rule.")]
    public long? Quarantined { get; init; }

    [Described("How many rows earlier reports of these days held and this one does not.")]
    public long? Vanished { get; init; }

    [Described("All new rows, by their keys; the parts of a key are joined by \" · \".", Example = "[\"00017233\", \"00017234\"]")]
    public IReadOnlyList<string>? AddedRows { get; init; }

    [Described("All changed rows, by key, and in each all columns that changed, before and after.", Example = "{ \"00017233\": { Status: PENDING -> SELESAI } }")]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? ChangedRows { get; init; }

    [Described("All rows that vanished, by their keys.", Example = "[\"00017230\"]")]
    public IReadOnlyList<string>? VanishedRows { get; init; }

    [Described("All rules that rows broke.", Example = "[{ rule: allowed, column: Status, text: BATAL }]")]
    public IReadOnlyList<ViolationConfig>? Violations { get; init; }

    [Described("All that does not add up in the receipt.", Example = "[fewer]"), Words("fewer", "more", "unaccounted", "quarantined", "gone", "capped", "total", "part", "held", "read-back", "undelivered")]
    public IReadOnlyList<string>? Differences { get; init; }

    [Described("A csv file with all rows that a destination then holds, seen from the folder of the test.", Example = "backend.test/transaksi.expected.csv")]
    public string? Table { get; init; }
}

[Described("A rule that a row broke; what is not said may be anything."), ShortForm(nameof(Rule))]
public sealed record ViolationConfig
{
    [Described("The rule.", Example = "allowed", Required = true), Words("type", "empty", "allowed", "key-empty", "key-error", "key-not-unique", "outside-window")]
    public string? Rule { get; init; }

    [Described("Where the row or cell stands.", Example = "sheet 1, B12")]
    public string? Origin { get; init; }

    [Described("The column.", Example = "Status")]
    public string? Column { get; init; }

    [Described("The cell's text, or the key.", Example = "BATAL")]
    public string? Text { get; init; }
}
