using System.Globalization;
using System.Text;
using System.Text.Json;
using Kurir.Connectors;
using Kurir.Google;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests;

/// <summary>A tab of a spreadsheet at the stand-in, as a person sees it there.</summary>
sealed class SheetStanding : IStanding
{
    public const string Id = "1AbC-invented_id";

    readonly string? tab;
    readonly Lazy<SheetsClient> client;

    public SheetStanding(string? tab = null)
    {
        this.tab = tab;
        Google = new GoogleStandIn(Time);
        Google.Tokens.Add(Account);
        Book = Google.AddBook(Id, editors: Account.Email);
        client = new Lazy<SheetsClient>(() => ClientOf(SheetsBudget.Google * 1000));
    }

    /// <summary>Goes on by itself whenever somebody waits.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    public ServiceAccount Account { get; } = new();

    public GoogleStandIn Google { get; }

    public Kurir.Google.Book Book { get; }

    public Tab Tab => Book.Tabs[0];

    public Person Person => new(Google, Book, Tab.Id);

    /// <summary>Calls of the Sheets API, without tokens.</summary>
    public IReadOnlyList<GoogleCall> Calls => [.. Google.Calls.Where(call => call.Kind != CallKind.Token)];

    public IDestination Open(FileSteps? steps = null) => Open(new GoogleSheetsOptions { Sheet = Id, Tab = tab });

    public GoogleSheetsDestination Open(GoogleSheetsOptions options, SheetsClient? other = null) =>
        new(options, new DestinationContext("", new ExportId("shop", "sales"), new NoSecrets(), new HastyTime(Time)), () => other ?? client.Value);

    public SheetsClient ClientOf(int perMinute, TimeProvider? time = null)
    {
        time ??= new HastyTime(Time);
        return new SheetsClient(Key(), new Uri(Google.Address), new GoogleHandler(Google), new SheetsBudget(perMinute, time), new SheetsBudget(perMinute, time), time);
    }

    public ServiceAccountKey Key()
    {
        using JsonDocument json = JsonDocument.Parse(Account.Json(Google.TokenUri));
        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
        return new ServiceAccountKey
        {
            ClientEmail = Text("client_email"), PrivateKey = new Secret(Text("private_key")), TokenUri = new Uri(Text("token_uri")), PrivateKeyId = Text("private_key_id"), Fingerprint = "0a1b2c3d",
        };
    }

    public List<List<object?>> Load()
    {
        List<List<object?>> rows = Person.Values();
        for (int r = 0; r < rows.Count; r++)
            for (int c = 0; c < rows[r].Count; c++)
                if (rows[r][c] is double number && Tab.Cell(r, c).NumberFormat is { Type: "DATE" or "DATE_TIME" }) rows[r][c] = DateTime.FromOADate(number);
        return rows;
    }

    /// <summary>As a program does that knows nothing of marks: a new tab of the same name in place of the old one.</summary>
    public void Save(List<List<object?>> rows)
    {
        string title = Tab.Title;
        Person.RemoveTab();
        Tab made = Book.AddTab(title, Math.Max(10, rows.Count + 3), Math.Max(8, rows.Select(row => row.Count).DefaultIfEmpty().Max()), id: Random.Shared.Next(1, 1_000_000));
        for (int r = 0; r < rows.Count; r++)
            for (int c = 0; c < rows[r].Count; c++)
                if (rows[r][c] is { } value) made.Set(r, c, CellOf(value));
    }

    public object? Shown(Cell cell, ColumnContract column) => cell.Type switch
    {
        CellType.Empty => null,
        CellType.Number when column.Type != CellType.Date && Digits(cell.Value) <= 15 => double.Parse(cell.Value, CultureInfo.InvariantCulture),
        CellType.Date or CellType.DateTime when string.CompareOrdinal(cell.Value, "1900-03") > 0 => DateTime.Parse(cell.Value, CultureInfo.InvariantCulture),
        CellType.Boolean => cell.Value == "true",
        _ => cell.Value.Length > 50_000 ? cell.Value[..49_999] + "…" : cell.Value.Replace("\r\n", "\n", StringComparison.Ordinal),
    };

    public bool FillsRowsBelow => true;

    public byte[] Bytes()
    {
        var all = new StringBuilder();
        foreach (Tab one in Book.Tabs)
        {
            all.Append(CultureInfo.InvariantCulture, $"{one.Id} {one.Title} {one.RowCount}x{one.ColumnCount} {one.FrozenRows}\n");
            for (int r = 0; r < one.RowCount; r++)
                for (int c = 0; c < one.ColumnCount; c++)
                    if (!one.Cell(r, c).IsBlank) all.Append(CultureInfo.InvariantCulture, $"{r},{c}: {one.Cell(r, c).Entered?.GetType().Name} {one.Cell(r, c).Entered} {one.Cell(r, c).Format} {one.Cell(r, c).Note}\n");
        }

        foreach (Metadata mark in Book.Metadata) all.Append(CultureInfo.InvariantCulture, $"{mark}\n");
        return Encoding.UTF8.GetBytes(all.ToString());
    }

    public FileSteps Corrupting() => throw new NotSupportedException("What was written to Google stands; see the tests of this destination.");

    static Kurir.Google.GridCell CellOf(object value) => value is DateTime moment
        ? new Kurir.Google.GridCell(moment.ToOADate(), JsonDocument.Parse("""{"numberFormat":{"type":"DATE","pattern":"dd/mm/yyyy"}}""").RootElement)
        : new Kurir.Google.GridCell(value is string or bool ? value : Convert.ToDouble(value, CultureInfo.InvariantCulture));

    static int Digits(string number) => number.Trim('-').Replace(".", "", StringComparison.Ordinal).Trim('0').Length;

    sealed class NoSecrets : ISecrets
    {
        public Secret? Find(string name) => null;

        public IReadOnlyList<string> Places(string name) => [];
    }
}
