namespace Kurir;

[Described("One report of the site."), ShortForm(nameof(Page)), Either("page form", "download", "json")]
public sealed record ExportConfig
{
    [Described("The page of the report. With form, the page with the form; alone, the page whose table is the report, to its last page.", Example = "/transaksi/index-export")]
    public string? Page { get; init; }

    [Described("The form that asks for the report.", Example = "{ start: start_date, end: end_date, button: Export }")]
    public FormConfig? Form { get; init; }

    [Described("The address of the file; {start} and {end} are the window's days, {start:dd/MM/yyyy} in that format.", Example = "/koin_pay/export?start={start}&end={end}")]
    public string? Download { get; init; }

    [Described("An address that answers in JSON, page by page.", Example = "{ address: \"/api/orders?from={start}&to={end}\", rows: data }")]
    public JsonFetchConfig? Json { get; init; }

    [Described("The days to ask for: today, yesterday, last N days, this month, last month, auto (as many days as rows still change after theirs), or { from: 2026-09-01, to: 2026-09-30 }.", Example = "last 7 days")]
    public WindowConfig Window { get; init; } = new() { Words = "last 2 days" };

    [Described("The first day that must be there: days since then that are missing are holes, shown by kurir show coverage and filled by kurir run --missing.", Example = "2026-01-01", Default = "the first day ever asked for")]
    public DateOnly? Since { get; init; }

    [Described("How far back a run reaches for days that an outage or a failure left out; 0 s: not at all.", Example = "14 days"), Between(0, 31 * 86400)]
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromDays(7);

    [Described("How far back days that runs no longer ask for are looked at again, a few after each run, those first that were not looked at for longest; 0 s: never. It needs a date column.", Example = "60 days")]
    public SweepConfig Sweep { get; init; } = new();

    [Described("What tells a row from the others: a column, several, or { all_except: column }.", Example = "[\"#ID/ Nama\", Email]", Default = "the whole row, and each repetition counts")]
    public KeyConfig? Key { get; init; }

    [Described("The column with the row's day, which must lie in the window; none: no such check.", Example = "Tanggal Belanja", Default = "found when the first table is accepted")]
    public string? Date { get; init; }

    [Described("What must hold of columns, by heading.", Example = "{ Status: { allowed: [TERIMA, TOLAK, PENDING] } }")]
    public IReadOnlyDictionary<string, ColumnConfig> Columns { get; init; } = new Dictionary<string, ColumnConfig>();

    [Described("How many rows are likely.", Example = "{ min: 1, max: 5000 }")]
    public RowsConfig Rows { get; init; } = new();

    [Described("What becomes of rows that the report of their days no longer holds. It needs a date column, and a report that is whole.", Example = "mark")]
    public VanishedConfig Vanished { get; init; } = new();

    [Described("Numbers that are compared with the days before: rows, sums, shares of empty cells and of statuses.", Example = "[Status]")]
    public UnlikelyConfig Unlikely { get; init; } = new();

    [Described("Days without business: no rows are then nothing unusual.", Example = "[sunday, 12-25, 2026-03-20..2026-03-29]", Default = "learned: weekdays on which there never are any")]
    public CalendarConfig Calendar { get; init; } = new();

    [Described("Which table, where the document holds several: its name, or its number from 1.", Example = "Transaksi")]
    public string? Table { get; init; }

    [Described("Where the rows go: one destination or a list.", Example = "{ workbook: out/backend.xlsx }", Default = "the workbook out/<pipeline>.xlsx, one tab per export")]
    public IReadOnlyList<DestinationConfig> To { get; init; } = [];

    [Described("How long one attempt to fetch may take.", Example = "5 minutes"), Between(1, 86400)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    [Described("The largest file that is accepted.", Example = "200 MB"), Between(1, 100e9)]
    public ByteSize MaxSize { get; init; } = new(200_000_000);
}

[Described("A form on a page, submitted as a browser would.")]
public sealed record FormConfig
{
    [Described("The first day's field by name, id, label or CSS selector.", Example = "\"#filter-start\"")]
    public string? Start { get; init; }

    [Described("The last day's field, likewise.", Example = "\"#filter-end\"")]
    public string? End { get; init; }

    [Described("The button, by exactly what stands on it.", Example = "Export")]
    public string? Button { get; init; }

    [Described("A button that applies the fields to the page before the export, by exactly what stands on it. It is pressed in a browser.", Example = "Filter")]
    public string? Filter { get; init; }

    [Described("What a dialog asks after the button: its fields, and its button by exactly what stands on it. One step, or a list. Done in a browser.", Example = "{ fields: { Format: XLSX }, button: Unduh }")]
    public IReadOnlyList<FormStepConfig> Then { get; init; } = [];

    [Described("Where the panel lists exports that it makes in the background: the page's address. The button then orders one, and the list is looked at until the file is there.", Example = "/ekspor", Default = "the one link to such a list on the page, where the panel says that it works in the background")]
    public QueueConfig? Queue { get; init; }

    [Described("How the fields want their dates.", Example = "dd/MM/yyyy", Default = "yyyy-MM-dd for date inputs, else as the field's own value, placeholder or pattern shows")]
    public string? DateFormat { get; init; }

    [Described("Values for other fields of the form, by name, id, label or CSS selector.", Example = "{ branch: \"3\" }")]
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}

[Described("One thing to do on a page or in a dialog: fill fields, press a button."), ShortForm(nameof(Button))]
public sealed record FormStepConfig
{
    [Described("Values for fields, by name, id, label or CSS selector: a text, a choice by its value or by what stands there, yes or no for a box.", Example = "{ Format: XLSX, Alamat: no }")]
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    [Described("The button, by exactly what stands on it.", Example = "Unduh", Required = true)]
    public string Button { get; init; } = "";
}

[Described("A panel's list of exports that it makes in the background."), ShortForm(nameof(Page))]
public sealed record QueueConfig
{
    [Described("The page with the list, or an address that answers with it in JSON.", Example = "/ekspor", Required = true)]
    public string Page { get; init; } = "";

    [Described("The file's link, by exactly what stands on it, where an entry has several.", Example = "XLSX", Default = "the entry's only link")]
    public string? Link { get; init; }

    [Described("How long a run waits for the file. What comes later is collected by the next run.", Example = "30 minutes"), Between(1, 86400)]
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(10);
}

[Described("A JSON address, page by page."), ShortForm(nameof(Address))]
public sealed record JsonFetchConfig
{
    [Described("The address; {start} and {end} as in download.", Example = "/api/orders?from={start}&to={end}", Required = true)]
    public string Address { get; init; } = "";

    [Described("Where in the reply the rows stand, members joined by dots.", Default = "the one list of objects or lists in the reply")]
    public string? Rows { get; init; }

    [Described("Where in the reply the number of all rows stands.", Example = "meta.total", Default = "recordsFiltered, recordsTotal, total, count, meta.total")]
    public string? Total { get; init; }

    [Described("How further pages are asked for.", Default = "seen from the first reply"), Words("none", "page", "offset", "cursor", "datatables")]
    public string? Paging { get; init; }

    [Described("The query parameter with the page, offset or cursor.", Default = "page, offset, cursor or start, by paging")]
    public string? Parameter { get; init; }

    [Described("Where in the reply the next cursor or address stands.", Example = "meta.next_cursor")]
    public string? Next { get; init; }

    [Described("Rows asked for in one page."), Between(1, 100000)]
    public int Size { get; init; } = 100;

    [Described("The query parameter with the page's size.", Default = "per_page, limit or length, by paging")]
    public string? SizeParameter { get; init; }
}

[Described("The days to ask for."), ShortForm(nameof(Words)), Either("words", "from to")]
public sealed record WindowConfig
{
    [Described("today, yesterday, last N days, this week, last week, this month, last month, auto.")]
    public string? Words { get; init; }

    [Described("The first day.", Example = "2026-09-01")]
    public DateOnly? From { get; init; }

    [Described("The last day.", Example = "2026-09-30")]
    public DateOnly? To { get; init; }
}

[Described("Days that are looked at again for late edits."), ShortForm(nameof(Back))]
public sealed record SweepConfig
{
    [Described("How far back; 0 s: never.", Example = "60 days", Default = "92 days with window: auto, else 0 s"), Between(0, 366 * 86400)]
    public TimeSpan? Back { get; init; }

    [Described("How many windows of at most seven days after one run."), Between(1, 10)]
    public int Windows { get; init; } = 1;

    [Described("Only from this time of day, in the pipeline's zone.", Example = "20:00", Default = "at any time, after what is due")]
    public TimeOnly? From { get; init; }

    [Described("Only until this time of day.", Example = "06:00", Default = "at any time, after what is due")]
    public TimeOnly? To { get; init; }
}

[Described("What tells a row from the others."), ShortForm(nameof(Columns)), Either("columns", "all_except")]
public sealed record KeyConfig
{
    [Described("The columns whose values together tell a row from the others.", Example = "[Email]")]
    public IReadOnlyList<string> Columns { get; init; } = [];

    [Described("All columns but these. Rows with the same key are then different rows.", Example = "[\"No\"]")]
    public IReadOnlyList<string> AllExcept { get; init; } = [];

    [Described("Whether two rows may have the same key: keep counts them, refuse quarantines them.", Default = "refuse for columns, keep for all_except"), Words("keep", "refuse")]
    public string? Duplicates { get; init; }
}

[Described("What must hold of a column."), ShortForm(nameof(Type))]
public sealed record ColumnConfig
{
    [Described("The type each cell must have.", Default = "as in the first accepted table, and then advisory"), Words("text", "number", "date", "datetime", "time", "boolean")]
    public string? Type { get; init; }

    [Described("Whether the column must be there.")]
    public bool Required { get; init; } = true;

    [Described("Whether a cell may be empty.")]
    public bool Empty { get; init; } = true;

    [Described("The only values a cell may have.", Example = "[TERIMA, TOLAK, PENDING]")]
    public IReadOnlyList<string> Allowed { get; init; } = [];

    [Described("What the column was called before, so that its rows stay the same rows.", Example = "Tanggal")]
    public string? Was { get; init; }
}

[Described("What becomes of rows that the report no longer holds."), ShortForm(nameof(Then))]
public sealed record VanishedConfig
{
    [Described("keep: they are told of and stay; mark: the destination gets a column with the day on which they were found missing; remove: they are removed there. The ledger keeps them in any case."), Words("keep", "mark", "remove")]
    public string Then { get; init; } = "keep";

    [Described("How many in a hundred of the rows known for the window may go at once; more stay until a person says kurir accept."), Between(1, 100)]
    public int Most { get; init; } = 20;

    [Described("The heading of the column that marks them.", Example = "Hilang", Default = "Gone from report; Hilang dari laporan in Indonesian")]
    public string? Column { get; init; }
}

[Described("Numbers that are compared with the days before."), ShortForm(nameof(Ignore))]
public sealed record UnlikelyConfig
{
    [Described("What is not to be told of: rows, arrival, headings of columns, or all.", Example = "[rows, Status]", Default = "nothing: all are looked at")]
    public IReadOnlyList<string> Ignore { get; init; } = [];
}

[Described("Days without business."), ShortForm(nameof(Closed))]
public sealed record CalendarConfig
{
    [Described("Weekdays (sunday), days (2026-12-25), days of each year (12-25), or spans of days (2026-03-20..2026-03-29).", Example = "[sunday, 12-25]")]
    public IReadOnlyList<string> Closed { get; init; } = [];
}

[Described("How many rows are likely.")]
public sealed record RowsConfig
{
    [Described("Fewer rows hold the delivery. 0 says that a report without rows is nothing unusual.", Example = "1", Default = "no bound"), Between(0, 1e12)]
    public long? Min { get; init; }

    [Described("More rows hold the delivery.", Example = "5000", Default = "no bound"), Between(0, 1e12)]
    public long? Max { get; init; }

    [Described("As many rows as the panel puts into one report; longer windows are asked for in halves. 0 says that it has no such limit.", Example = "1000", Default = "suspected where exactly 100, 500, 1000 … rows come and no number is announced"), Between(0, 1e12)]
    public long? Cap { get; init; }
}
