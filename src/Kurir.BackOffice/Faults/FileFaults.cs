using System.Text;

namespace Kurir.BackOffice;

/// <summary>
/// What <see cref="BackOfficeFaultGroup.File"/> faults make of a file. Where the kind of file changes, it is written anew from the same rows.
/// </summary>
static class FileFaults
{
    const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const string Xls = "application/vnd.ms-excel";

    public static Download SignInPage(FileAtFault at) => at.File with { Bytes = Encoding.UTF8.GetBytes(at.SignInPage) };

    public static Download ErrorPage(FileAtFault at) => at.File with { Bytes = Encoding.UTF8.GetBytes(ErrorPages.Server) };

    public static Download Empty(FileAtFault at) => at.File with { Bytes = [] };

    public static Download Truncated(FileAtFault at) => at.File with { Bytes = at.File.Bytes[..(at.File.Bytes.Length / 2)] };

    public static Download Stray(FileAtFault at) => at.File with
    {
        Bytes = [.. "\uFEFF\r\n<br />\n<b>Warning</b>: Undefined variable $cabang in <b>Export.php</b> on line <b>41</b><br />\n"u8, .. at.File.Bytes],
    };

    public static Download XlsHtml(FileAtFault at) => Named(at, ".xls", Xls, Encoding.UTF8.GetBytes(HtmlFile.Write(at.Paper)));

    public static Download XlsXml(FileAtFault at) => Named(at, ".xls", Xls, Encoding.UTF8.GetBytes(Xml2003File.Write(at.Paper)));

    public static Download XlsCsv(FileAtFault at) => Named(at, ".xls", Xls, CsvFile.Write(at.Paper, ';', CsvFile.Encoding("windows-1252")!));

    public static Download XlsBiff(FileAtFault at) => Named(at, ".xls", Xls, BiffFile.Write(at.Paper));

    public static Download Inline(FileAtFault at) => Named(at, ".xlsx", Workbook, XlsxFile.Write(at.Paper, new XlsxLayout(InlineStrings: true)));

    public static Download From1904(FileAtFault at) => Named(at, ".xlsx", Workbook, XlsxFile.Write(at.Paper, new XlsxLayout(From1904: true)));

    public static Download PdfNoLines(FileAtFault at) => Pdf(at, new PdfLayout(Lines: false));

    public static Download PdfHeadingOnce(FileAtFault at) => Pdf(at, new PdfLayout(HeadingOnce: true));

    static Download Pdf(FileAtFault at, PdfLayout layout) => Named(at, ".pdf", "application/pdf", PdfFile.Write(at.Paper, layout));

    public static Download Bomb(FileAtFault at) => Named(at, ".xlsx", Workbook, XlsxFile.Write(at.Paper, new XlsxLayout(Padding: 256 << 20)));

    public static Download HugeCell(FileAtFault at)
    {
        var rows = at.Paper.Rows.ToList();
        if (rows.Count > 0) rows[0] = [.. rows[0][..^1], new(new string('x', 2_000_000))];
        return Named(at, ".xlsx", Workbook, XlsxFile.Write(at.Paper with { Rows = rows }));
    }

    static Download Named(FileAtFault at, string extension, string type, byte[] bytes) =>
        new(bytes, type, Path.ChangeExtension(at.File.FileName, extension));
}
