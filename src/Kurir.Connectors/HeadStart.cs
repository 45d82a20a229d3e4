using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

/// <summary>Uses each part that nearly every run needs once, on something tiny and on another core, while the pipeline file is still being read.</summary>
/// <remarks>
/// The first use of a parser or a database costs many times what the work itself costs, because the runtime loads and links its code then.
/// A short run is made of such first uses. Nothing is kept, asked or written here, and what goes wrong here goes wrong again where it can be told.
/// </remarks>
public static class HeadStart
{
    const string SignInPage = """
        <!doctype html><title>-</title><meta name="csrf-token" content="-"><p>Showing 1 to 1 of 1 entries</p>
        <form method="post" action="/"><input type="hidden" name="_token" value="-"><label>E-mail <input name="email"></label><input type="password" name="password"><button>Sign in</button></form>
        """;

    /// <summary>Begins and returns at once.</summary>
    public static Task Take(CancellationToken ct) => Task.Run(
        () =>
        {
            Ledger();
            Page();
            Workbook();
        },
        ct);

    /// <summary>Goes on with what these exports deliver into, as soon as it is known; by then the panel is waited for.</summary>
    /// <param name="taken">From <see cref="Take"/>.</param>
    public static Task GoOn(Task taken, IEnumerable<Export> exports, CancellationToken ct) =>
        exports.Any(export => export.Destinations.Any(destination => destination is WorkbookDestination))
            ? taken.ContinueWith(_ => Delivery(), ct, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default)
            : taken;

    static void Ledger()
    {
        using var database = new SqliteConnection("Data Source=:memory:;Pooling=False");
        database.Open();
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = "SELECT $one";
        command.Parameters.AddWithValue("$one", "-");
        command.ExecuteScalar();
        LedgerJson.Read<Run>(LedgerJson.Write(new Run { Id = "-", Pipeline = "-", StartedAt = default, Exports = [] }));
    }

    static void Page()
    {
        PanelPage page = PanelPage.Parse(new Uri("http://localhost/"), SignInPage);
        SignInForm form = SignInForm.Find(page, new FormSignInConfig { Page = "/" }, new Request { Address = page.Address, Stage = Stage.SignIn });
        form.Fill("-", new Secret("-")).Build(Stage.SignIn);
        SignInMessages.New(page, page);
        SignInMessages.CanSignOut(page);
        PanelText.Announced(page.Text);
    }

    static void Workbook()
    {
        using var file = new MemoryStream();
        XlsxWriter.Write(file, [new XlsxTable("-", ["Tanggal", "Total"], [[Cell.OfText("23/11/2026"), Cell.OfText("Rp 1.000")], [Cell.OfText("24/11/2026"), Cell.OfText("")]])], default);
        var document = new Document
        {
            Sha256 = "", Length = file.Length, FetchedAt = default, Open = () => new MemoryStream(file.ToArray(), writable: false),
        };
        Table table = TableFinder.Find(new DocumentReader().Read(document, ReadLimits.Default, default), null, null);
        var export = new Export { Pipeline = "-", Name = "-", Settings = new ExportConfig(), Destinations = [] };
        Checker checker = Checker.For(table, document, null, export, new Part(new Window(default, default)), default);
        checker.Conclude(new ChangeSet { Added = checker.Rows(default).Count() });
    }

    static void Delivery()
    {
        ColumnContract[] columns = [new() { Heading = "No" }, new() { Heading = "Total", Type = CellType.Number }, new() { Heading = "Tanggal", Type = CellType.Date }];
        var delivery = new Delivery
        {
            Export = default, Columns = columns, Key = new KeyContract(["No"], Duplicates: false), Count = 1, FirstTime = true,
            Changes = [new RowChange { Occurrence = 1, After = [Cell.OfText("-"), Cell.Typed("1", CellType.Number, "1"), Cell.Typed("2026-11-23", CellType.Date, "2026-11-23")] }],
        };
        using var before = new WorkbookFile(null, "-", "-");
        var plan = new DeliveryPlan(delivery, ColumnPlan.New(delivery), before.Fit);
        plan.Decide(default);
        var file = new MemoryStream();
        before.Write(file, new FileEdit(plan, 0, 0), default);
        using var after = new WorkbookFile(file, "-", "-");
        using var readBack = new ReadBack(plan, after.NameOf);
        foreach (FileRow row in after.Rows(default).Skip(1)) readBack.Row(row.Number, row.Cells);
    }
}
