using Group = Kurir.BackOffice.BackOfficeFaultGroup;

namespace Kurir.BackOffice;

/// <summary>Every way in which the panel can misbehave: what was measured against the real one's stand-in, and what panels elsewhere do.</summary>
public static class KnownFault
{
    public static BackOfficeFault PasswordRefused { get; } = new("password-refused", Group.SignIn, "The right password is refused: back to the form with 'Email atau password salah.'");
    public static BackOfficeFault AccountLocked { get; } = new("account-locked", Group.SignIn, "Back to the form with 'Akun Anda terkunci. Hubungi administrator.'");
    public static BackOfficeFault Throttled { get; } = new("throttled", Group.SignIn, "Signing in is answered 429 with Retry-After.");
    public static BackOfficeFault ThrottledMessage { get; } = new("throttled-message", Group.SignIn, "Back to the form with 'Terlalu banyak upaya masuk' and a number of seconds, without a 429.");
    public static BackOfficeFault Maintenance { get; } = new("maintenance", Group.SignIn, "Every address is answered 503 with the maintenance page and Retry-After.");
    public static BackOfficeFault SignInError { get; } = new("sign-in-error", Group.SignIn, "Posting the sign-in form is answered 500.");
    public static BackOfficeFault NoPasswordField { get; } = new("no-password-field", Group.SignIn, "The sign-in page has no password field: it sends a link by e-mail.");
    public static BackOfficeFault PasswordFieldRenamed { get; } = new("password-field-renamed", Group.SignIn, "The password field is named 'sandi' and works.");
    public static BackOfficeFault Captcha { get; } = new("captcha", Group.SignIn, "The sign-in page shows a captcha and nobody gets in without solving it.");
    public static BackOfficeFault SecondFactor { get; } = new("second-factor", Group.SignIn, "After the password a page asks for a six-digit code, and nothing else opens.");
    public static BackOfficeFault SignInElsewhere { get; } = new("sign-in-elsewhere", Group.SignIn, "The sign-in page is another host's (the panel under the name localhost), which sends back who signed in there.");

    public static BackOfficeFault SessionOverOnce { get; } = new("session-over-once", Group.Session, "The session ends at the next export page or download: 302 to the sign-in form, 401 for JSON.", Times: 1);
    public static BackOfficeFault SessionOver { get; } = new("session-over", Group.Session, "The session ends at every export page or download, however often one signs in; the dashboard opens.");
    public static BackOfficeFault PageExpiredOnce { get; } = new("page-expired-once", Group.Session, "The next posted form is answered 419, whatever its token.", Times: 1);
    public static BackOfficeFault PageExpired { get; } = new("page-expired", Group.Session, "Every posted form but the sign-in is answered 419, whatever its token.");
    public static BackOfficeFault StaleToken { get; } = new("stale-token", Group.Session, "The next page that is served carries a token of an earlier session, so that posting its form gives 419.", Times: 1);

    public static BackOfficeFault FilterRenamed { get; } = new("filter-renamed", Group.Page, "The date fields are called tgl_awal and tgl_akhir; the old names are ignored, so that all dates come.");
    public static BackOfficeFault ButtonGone { get; } = new("button-gone", Group.Page, "The page has no Export button any more; its script is gone too.");
    public static BackOfficeFault PageMoved { get; } = new("page-moved", Group.Page, "The export's page and address are answered 404.");

    public static BackOfficeFault ServerError { get; } = new("server-error", Group.Transport, "500 with Laravel's error page.");
    public static BackOfficeFault ErrorPage200 { get; } = new("error-page-200", Group.Transport, "An HTML error page, with 200 and without a file name.");
    public static BackOfficeFault GatewayTimeout { get; } = new("gateway-timeout", Group.Transport, "504 with a proxy's page, as for a window that takes too long.");
    public static BackOfficeFault Busy { get; } = new("busy", Group.Transport, "429 with Retry-After.");
    public static BackOfficeFault Slow { get; } = new("slow", Group.Transport, "The answer waits (two seconds, or what SlowBy says), then comes whole.");
    public static BackOfficeFault Hang { get; } = new("hang", Group.Transport, "No answer ever comes; the connection stays open.");
    public static BackOfficeFault Drip { get; } = new("drip", Group.Transport, "The head comes at once, the body a few bytes a second.");
    public static BackOfficeFault Chunked { get; } = new("chunked", Group.Transport, "The file comes in chunks, without a Content-Length; it is whole.");
    public static BackOfficeFault ShortBody { get; } = new("short-body", Group.Transport, "The body ends halfway before what Content-Length promises.");
    public static BackOfficeFault ConnectionReset { get; } = new("connection-reset", Group.Transport, "The connection is reset without an answer.");
    public static BackOfficeFault RedirectLoop { get; } = new("redirect-loop", Group.Transport, "The address redirects to itself without end.");
    public static BackOfficeFault WrongType { get; } = new("wrong-type", Group.Transport, "The right file under the content type text/html and the name laporan.doc.");

    public static BackOfficeFault SignInPageAsFile { get; } = new("sign-in-page-as-file", Group.File, "The sign-in page, with 200 and the report's file name.") { File = FileFaults.SignInPage };
    public static BackOfficeFault ErrorPageAsFile { get; } = new("error-page-as-file", Group.File, "An HTML error page, with 200 and the report's file name.") { File = FileFaults.ErrorPage };
    public static BackOfficeFault EmptyFile { get; } = new("empty-file", Group.File, "A file of zero bytes.") { File = FileFaults.Empty };
    public static BackOfficeFault Truncated { get; } = new("truncated", Group.File, "The first half of the file; Content-Length agrees with it.") { File = FileFaults.Truncated };
    public static BackOfficeFault StrayBytes { get; } = new("stray-bytes", Group.File, "A byte order mark and a PHP warning stand before the file's own bytes.") { File = FileFaults.Stray };
    public static BackOfficeFault XlsHtml { get; } = new("xls-html", Group.File, "An HTML table named .xls.") { File = FileFaults.XlsHtml };
    public static BackOfficeFault XlsXml { get; } = new("xls-xml", Group.File, "An XML 2003 workbook named .xls.") { File = FileFaults.XlsXml };
    public static BackOfficeFault XlsCsv { get; } = new("xls-csv", Group.File, "Semicolon-separated text in Windows-1252 named .xls.") { File = FileFaults.XlsCsv };
    public static BackOfficeFault XlsBiff { get; } = new("xls-biff", Group.File, "A true .xls (BIFF8).") { File = FileFaults.XlsBiff };
    public static BackOfficeFault InlineStrings { get; } = new("inline-strings", Group.File, "A workbook with its texts in the cells instead of the shared strings.") { File = FileFaults.Inline };
    public static BackOfficeFault From1904 { get; } = new("dates-1904", Group.File, "A workbook that counts its days from 1904.") { File = FileFaults.From1904 };
    public static BackOfficeFault PdfNoLines { get; } = new("pdf-no-lines", Group.File, "A PDF whose table has no ruled lines.") { File = FileFaults.PdfNoLines };
    public static BackOfficeFault PdfHeadingOnce { get; } = new("pdf-heading-once", Group.File, "A PDF whose heading stands on the first page only.") { File = FileFaults.PdfHeadingOnce };
    public static BackOfficeFault ZipBomb { get; } = new("zip-bomb", Group.File, "A small workbook whose sheet is 256 MB once unpacked.") { File = FileFaults.Bomb };
    public static BackOfficeFault HugeCell { get; } = new("huge-cell", Group.File, "A workbook with a text of two million characters in its first row.") { File = FileFaults.HugeCell };

    public static BackOfficeFault FilterIgnored { get; } = new("filter-ignored", Group.Rows, "The dates are ignored: all rows that the panel has.") { Rows = RowFaults.AllDates };
    public static BackOfficeFault WrongWindow { get; } = new("wrong-window", Group.Rows, "As many days as asked for, but those right before the window.") { Rows = RowFaults.DaysBefore };
    public static BackOfficeFault HeaderOnly { get; } = new("header-only", Group.Rows, "Headings without rows, though pages announce rows.") { Rows = RowFaults.HeaderOnly, AnnouncesTruth = true };
    public static BackOfficeFault NoData { get; } = new("no-data", Group.Rows, "An empty window in the panel's own words: one row 'Tidak ada data yang ditemukan'.") { Rows = RowFaults.NoData };
    public static BackOfficeFault LastRowsDropped { get; } = new("last-rows-dropped", Group.Rows, "The last three rows are missing; pages announce the true number.") { Rows = RowFaults.DropLast, AnnouncesTruth = true };
    public static BackOfficeFault Cap10 { get; } = new("cap-10", Group.Rows, "No more than 10 rows; pages announce the true number.") { Rows = RowFaults.Cap(10), AnnouncesTruth = true };
    public static BackOfficeFault Cap100 { get; } = new("cap-100", Group.Rows, "No more than 100 rows; pages announce the true number.") { Rows = RowFaults.Cap(100), AnnouncesTruth = true };
    public static BackOfficeFault Cap1000 { get; } = new("cap-1000", Group.Rows, "No more than 1,000 rows; pages announce the true number.") { Rows = RowFaults.Cap(1000), AnnouncesTruth = true };
    public static BackOfficeFault RowsVanish { get; } = new("rows-vanish", Group.Rows, "Every twentieth row is gone, as if deleted.") { Rows = RowFaults.Vanish };
    public static BackOfficeFault LateRows { get; } = new("late-rows", Group.Rows, "Every third row of the panel's own day is held back until the day is over.") { Rows = RowFaults.Late };
    public static BackOfficeFault NewIds { get; } = new("new-ids", Group.Rows, "Everything is new: every row's ids and names are others than before.") { Rows = RowFaults.NewIds };
    public static BackOfficeFault DuplicateKeys { get; } = new("duplicate-keys", Group.Rows, "The first two rows come again at the end with the same key and other content.") { Rows = RowFaults.DuplicateKeys };
    public static BackOfficeFault StatusesChanged { get; } = new("statuses-changed", Group.Rows, "Every status reads DITINJAU; coin payments, which have none, stay as they are.") { Rows = RowFaults.Statuses };
    public static BackOfficeFault BadDates { get; } = new("bad-dates", Group.Rows, "Every fifth row's date is none: '31 Feb 2026', '0000-00-00' or '-'.") { Rows = RowFaults.BadDates };
    public static BackOfficeFault IdsAsNumbers { get; } = new("ids-as-numbers", Group.Rows, "Texts of digits only become numbers, as careless exporters write them: leading zeros and digits beyond the 15th are lost.") { Rows = RowFaults.Numbers };
    public static BackOfficeFault ErrorCells { get; } = new("error-cells", Group.Rows, "The last cell of every seventh row is the error #N/A.") { Rows = RowFaults.Errors };
    public static BackOfficeFault ColumnsReordered { get; } = new("columns-reordered", Group.Rows, "All columns are there, in the opposite order.") { Rows = RowFaults.Reorder };
    public static BackOfficeFault ColumnRenamed { get; } = new("column-renamed", Group.Rows, "The last column that is no part of the key has another heading; of coin payments, the counter.") { Rows = RowFaults.RenameLast };
    public static BackOfficeFault KeyColumnRenamed { get; } = new("key-column-renamed", Group.Rows, "The first column of the key has another heading.") { Rows = RowFaults.RenameKey };
    public static BackOfficeFault KeyColumnMissing { get; } = new("key-column-missing", Group.Rows, "The first column of the key is gone.") { Rows = RowFaults.DropKey };
    public static BackOfficeFault ColumnAdded { get; } = new("column-added", Group.Rows, "A new column 'Diperbarui Oleh' stands second.") { Rows = RowFaults.AddColumn };
    public static BackOfficeFault TotalsRow { get; } = new("totals-row", Group.Rows, "A last row 'TOTAL' with the sums of the number columns.") { Rows = RowFaults.Totals, AnnouncesTruth = true };
    public static BackOfficeFault TotalsRowLarger { get; } = new("totals-row-larger", Group.Rows, "The last three rows are missing, and a last row 'TOTAL' has the sums of all.") { Rows = RowFaults.TotalsOfMore };
    public static BackOfficeFault TitleRows { get; } = new("title-rows", Group.Rows, "The shop's name, the title and the window stand in rows above the headings.") { Rows = RowFaults.Titles };
    public static BackOfficeFault TwoRowHeading { get; } = new("two-row-heading", Group.Rows, "A second heading row above spans groups of columns.") { Rows = RowFaults.TwoRows };

    public static BackOfficeFault PagerLoops { get; } = new("pager-loops", Group.Pager, "Behind the last page comes the first again, without end; every page has a next one.");
    public static BackOfficeFault WrongTotal { get; } = new("wrong-total", Group.Pager, "Lists announce seven rows more than there are.");
    public static BackOfficeFault UnstableOrder { get; } = new("unstable-order", Group.Pager, "Rows slip by one behind the first page: its last row comes again on the second, and the very last one never.");

    public static BackOfficeFault GridMarkup { get; } = new("grid-markup", Group.Pager, "The cells of a grid's JSON hold markup: links, badges, hidden values to sort by.");

    /// <summary>All of them, grouped.</summary>
    public static IReadOnlyList<BackOfficeFault> All { get; } =
    [
        PasswordRefused, AccountLocked, Throttled, ThrottledMessage, Maintenance, SignInError, NoPasswordField, PasswordFieldRenamed, Captcha, SecondFactor, SignInElsewhere,
        SessionOverOnce, SessionOver, PageExpiredOnce, PageExpired, StaleToken,
        FilterRenamed, ButtonGone, PageMoved,
        ServerError, ErrorPage200, GatewayTimeout, Busy, Slow, Hang, Drip, Chunked, ShortBody, ConnectionReset, RedirectLoop, WrongType,
        SignInPageAsFile, ErrorPageAsFile, XlsHtml, XlsXml, XlsCsv, XlsBiff, InlineStrings, From1904, PdfNoLines, PdfHeadingOnce, ZipBomb, HugeCell, EmptyFile, Truncated, StrayBytes,
        FilterIgnored, WrongWindow, HeaderOnly, NoData, LastRowsDropped, Cap10, Cap100, Cap1000, RowsVanish, LateRows, NewIds, DuplicateKeys, StatusesChanged,
        BadDates, IdsAsNumbers, ErrorCells, ColumnsReordered, ColumnRenamed, KeyColumnRenamed, KeyColumnMissing, ColumnAdded, TotalsRow, TotalsRowLarger, TitleRows, TwoRowHeading,
        PagerLoops, WrongTotal, UnstableOrder, GridMarkup,
    ];

    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public static BackOfficeFault Named(string name) => All.FirstOrDefault(fault => fault.Name == name)
        ?? throw new ArgumentException($"The panel has no fault '{name}'. It has: {string.Join(", ", All)}.", nameof(name));
}
