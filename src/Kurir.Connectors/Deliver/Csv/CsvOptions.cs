namespace Kurir.Connectors;

[Described("A csv file (UTF-8), for programs. Cells stand there as they are: a spreadsheet that opens the file evaluates a text such as =1+1, unless excel_safe is set."), ShortForm(nameof(File))]
public sealed record CsvOptions
{
    [Described("The file, seen from the folder that holds pipelines/.", Example = "out/backend/transaksi.csv", Default = "out/<pipeline>/<export>.csv")]
    public string? File { get; init; }

    [Described("What stands between two cells of a new file; one that stands there keeps its own."), Words(",", ";", "tab", "|")]
    public string Delimiter { get; init; } = ",";

    [Described("Whether a new file begins with a byte order mark, by which Excel knows UTF-8; one that stands there keeps its own.")]
    public bool Bom { get; init; }

    [Described("Whether a text that a spreadsheet would evaluate (one that begins with =, +, -, @, tab or return) gets an apostrophe before it.")]
    public bool ExcelSafe { get; init; }
}
