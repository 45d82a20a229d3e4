using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Every fault that the panel can show, in the middle of an ordinary week.</summary>
public sealed class FaultMatrix
{
    /// <summary>What the run with the fault says of its four exports: <c>code</c> for all, or one each for transaksi, point_trx, user, pembayaran_koin.</summary>
    static readonly Dictionary<BackOfficeFault, string> Expected = new()
    {
        [KnownFault.PasswordRefused] = "password-refused",
        [KnownFault.AccountLocked] = "account-locked",
        [KnownFault.Throttled] = "sign-in-throttled",
        [KnownFault.ThrottledMessage] = "sign-in-throttled",
        [KnownFault.Maintenance] = "maintenance",
        [KnownFault.SignInError] = "server-error",
        [KnownFault.NoPasswordField] = "sign-in-page-changed",
        [KnownFault.PasswordFieldRenamed] = "proven",
        [KnownFault.Captcha] = "captcha-required",
        [KnownFault.SecondFactor] = "code-required",
        [KnownFault.SignInElsewhere] = "sign-in-elsewhere",

        [KnownFault.SessionOverOnce] = "proven",
        [KnownFault.SessionOver] = "session-over",
        [KnownFault.PageExpiredOnce] = "proven",
        [KnownFault.PageExpired] = "session-over proven proven proven",
        [KnownFault.StaleToken] = "proven",

        [KnownFault.FilterRenamed] = "proven", // the fields are found by what they mean, and the change of the file is proposed
        [KnownFault.ButtonGone] = "button-not-found",
        [KnownFault.PageMoved] = "page-not-found",

        [KnownFault.ServerError] = "server-error",
        [KnownFault.ErrorPage200] = "file-is-error-page",
        [KnownFault.GatewayTimeout] = "timed-out",
        [KnownFault.Busy] = "too-many-requests",
        [KnownFault.Slow] = "proven",
        [KnownFault.Hang] = "timed-out",
        [KnownFault.Drip] = "timed-out",
        [KnownFault.Chunked] = "proven",
        [KnownFault.ShortBody] = "download-cut",
        [KnownFault.ConnectionReset] = "unreachable",
        [KnownFault.RedirectLoop] = "too-many-redirects",
        [KnownFault.WrongType] = "proven",

        [KnownFault.SignInPageAsFile] = "file-is-sign-in-page",
        [KnownFault.ErrorPageAsFile] = "file-is-error-page",
        [KnownFault.EmptyFile] = "file-empty",
        [KnownFault.Truncated] = "file-truncated",
        [KnownFault.StrayBytes] = "proven",
        [KnownFault.XlsHtml] = "proven",
        [KnownFault.XlsXml] = "proven",
        [KnownFault.XlsCsv] = "proven",
        [KnownFault.XlsBiff] = "proven",
        [KnownFault.InlineStrings] = "proven",
        [KnownFault.From1904] = "proven",
        [KnownFault.PdfNoLines] = "proven",
        [KnownFault.PdfHeadingOnce] = "proven",
        [KnownFault.ZipBomb] = "file-hostile",
        [KnownFault.HugeCell] = "file-too-large",

        [KnownFault.FilterIgnored] = "rows-outside-window",
        [KnownFault.WrongWindow] = "rows-outside-window",
        [KnownFault.HeaderOnly] = "suspicious-empty",
        [KnownFault.NoData] = "suspicious-empty empty empty empty",
        [KnownFault.LastRowsDropped] = "partial",
        [KnownFault.Cap10] = "partial partial proven partial",
        [KnownFault.Cap100] = "proven",
        [KnownFault.Cap1000] = "proven",
        [KnownFault.RowsVanish] = "partial proven proven proven",
        [KnownFault.LateRows] = "proven",
        [KnownFault.NewIds] = "everything-new everything-new everything-new column-retyped",
        [KnownFault.DuplicateKeys] = "partial proven partial proven",
        [KnownFault.StatusesChanged] = "proven",
        [KnownFault.BadDates] = "partial",
        [KnownFault.IdsAsNumbers] = "column-retyped proven column-retyped proven",
        [KnownFault.ErrorCells] = "proven proven proven partial",
        [KnownFault.ColumnsReordered] = "proven",
        [KnownFault.ColumnRenamed] = "columns-renamed",
        [KnownFault.KeyColumnRenamed] = "columns-renamed",
        [KnownFault.KeyColumnMissing] = "column-missing",
        [KnownFault.ColumnAdded] = "proven",
        [KnownFault.TotalsRow] = "proven",
        [KnownFault.TotalsRowLarger] = "partial",
        [KnownFault.TitleRows] = "proven",
        [KnownFault.TwoRowHeading] = "proven",

        [KnownFault.PagerLoops] = "proven",
        [KnownFault.WrongTotal] = "proven partial partial partial",
        [KnownFault.UnstableOrder] = "proven",
        [KnownFault.GridMarkup] = "proven",
    };

    public static TheoryData<string> Faults => [.. KnownFault.All.Select(fault => fault.Name)];

    [Theory, MemberData(nameof(Faults))]
    public async Task A_fault_has_its_name_delivers_nothing_false_and_the_next_clean_run_repairs_everything(string name)
    {
        BackOfficeFault fault = KnownFault.Named(name);
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 24 });
        shop.PipelineText = shop.PipelineText.Replace("  window: last 2 days", "  window: last 2 days\n  timeout: 2 s", StringComparison.Ordinal)
            .Replace("sign_in: /\n", "sign_in: /\nsession: http\n", StringComparison.Ordinal); // a browser starts in two seconds or does not
        var models = BackOfficeExport.All.ToDictionary(export => export, export => new Model(export));

        Assert.True((await shop.Run()).Succeeded);
        Overlay(shop, models);
        var before = BackOfficeExport.All.ToDictionary(export => export, export => models[export].Of(shop.Delivered(export)!));

        shop.Panel.Clock.AdvanceDays(1);
        shop.Panel.Faults.SlowBy = TimeSpan.FromMilliseconds(300);
        shop.Panel.Faults.RetryAfter = TimeSpan.Zero;
        shop.Panel.Faults.On(fault);
        Run broken = await shop.Run();
        foreach (ExportRun result in broken.Exports.Where(result => result.Outcome is Outcome.Failed or Outcome.Held))
        {
            BackOfficeExport export = BackOfficeExport.Named(result.Export);
            Assert.Equal(before[export], models[export].Of(shop.Delivered(export)!));
        }

        shop.Panel.Faults.Clear();
        // A column that came and went holds the delivery until a person says that it may be missing.
        if (fault == KnownFault.ColumnAdded) shop.PipelineText = shop.PipelineText.Replace("  timeout:", "  columns: { Diperbarui Oleh: { required: false } }\n  timeout:", StringComparison.Ordinal);
        await shop.Forgive();
        Run clean = await shop.Run();
        Overlay(shop, models);
        foreach (var (export, model) in models)
        {
            IReadOnlyList<string> delivered = model.Of(shop.Delivered(export)!);
            // Where a repeated key means one more row, a false repetition looks like a real one; it is reported as gone afterwards, never removed.
            if (fault == KnownFault.DuplicateKeys && !IsUnique(export)) Assert.Subset(delivered.ToHashSet(), model.Rows.ToHashSet());
            else Assert.Equal(model.Rows, delivered);
        }

        Assert.All(clean.Exports, result => Assert.True(result.Outcome is Outcome.Proven or Outcome.Empty, $"{result.Export}: {result.Outcome} {result.Fault}"));
        Assert.Equal(Expected.GetValueOrDefault(fault), Said(broken));
    }

    static bool IsUnique(BackOfficeExport export) => export == BackOfficeExport.Transaksi || export == BackOfficeExport.User;

    static void Overlay(Shop shop, Dictionary<BackOfficeExport, Model> models)
    {
        foreach (var (export, model) in models) model.Overlay(shop.Panel.Expected(export, shop.Window.From, shop.Window.To));
    }

    static string Said(Run run)
    {
        string[] said = [.. run.Exports.Select(Said)];
        return said.Distinct().Count() == 1 ? said[0] : string.Join(" ", said);
    }

    static string Said(ExportRun export) => export switch
    {
        { Fault: { } fault } => fault.Code,
        { Verdict.Holds: [var hold, ..] } => Fault.CodeOf(hold.Name),
        _ => export.Outcome.ToString().ToLowerInvariant(),
    };
}
