using System.CommandLine;
using System.Security.Cryptography;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary><c>kurir read</c>: any document into tables, with no pipeline at all.</summary>
static class ReadCommand
{
    static readonly Argument<string> File = new("file") { Description = "The document; - for standard input." };
    static readonly Option<bool> Csv = new("--csv") { Description = "The table as CSV on standard output." };
    static readonly Option<string?> Into = new("--output", "-o") { Description = "A file to write: .xlsx, .csv or .json." };
    static readonly Option<string?> TableName = new("--table") { Description = "Which table, where there are several: its name, or its number from 1." };

    public static Command Create() => new Command("read", "Turns any document (xlsx, xls, csv, HTML, JSON, PDF, zip) into tables.").Example("kurir read report.pdf -o report.xlsx").Takes(File, Csv, Into, TableName).Does(Read);

    static async Task<int> Read(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string file = parsed.GetValue(File)!;
        Document document = file == "-" ? await FromStandardInput(ct) : FromFile(file);
        IReadOnlyList<Table> tables = Wanted(TableFinder.All(new DocumentReader().Read(document, ReadLimits.Default, ct)), parsed.GetValue(TableName), file);
        if (parsed.GetValue(Into) is { } output)
        {
            long rows = TableFile.Write(output, tables, ct);
            terminal.Say($"{output}: {tables.Count} {(tables.Count == 1 ? "table" : "tables")}, {rows} rows");
            return ExitCode.Done;
        }

        if (terminal.Json) TableFile.WriteJson(terminal.Output.BaseStream, tables, ct);
        else if (parsed.GetValue(Csv)) TableFile.WriteCsv(terminal.Output, One(tables, file), ct);
        else TableText.Show(terminal, tables);
        return ExitCode.Done;
    }

    static IReadOnlyList<Table> Wanted(IReadOnlyList<Table> tables, string? wanted, string file)
    {
        if (wanted is null) return tables;
        var named = tables.Where((table, index) => table.Name == wanted || wanted == (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return named.Count == 1 ? named : throw Ambiguous(tables, file, $"{named.Count} tables are called '{wanted}'");
    }

    static Table One(IReadOnlyList<Table> tables, string file) =>
        tables.Count == 1 ? tables[0] : throw Ambiguous(tables, file, "CSV holds one table, and there are several");

    static Fault Ambiguous(IReadOnlyList<Table> tables, string file, string cause) => new(
        Stage.Read, FaultName.TableAmbiguous, FaultKind.Stop, file,
        $"{cause}: {string.Join("; ", tables.Select((table, index) => $"{index + 1} {table.Name} ({string.Join(", ", table.Columns.Take(4).Select(column => column.Heading))} …)"))}",
        "Name one with --table, or write them all with -o FILE.xlsx");

    static Document FromFile(string file)
    {
        if (!System.IO.File.Exists(file))
            throw new Fault(Stage.Read, FaultName.FileUnknown, FaultKind.Stop, file, "there is no such file", "Check the name: kurir read FILE");
        var info = new FileInfo(file);
        return new Document
        {
            Sha256 = "", // a local file needs no identity
            Length = info.Length,
            FileName = info.Name,
            FetchedAt = info.LastWriteTimeUtc,
            Open = () => Opened(file),
        };
    }

    static FileStream Opened(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Fault(Stage.Read, FaultName.FileUnknown, FaultKind.Stop, file, failure.Message, "See to it that the file can be read.", failure);
        }
    }

    static async Task<Document> FromStandardInput(CancellationToken ct)
    {
        const int most = 500_000_000;
        var bytes = new MemoryStream();
        await using Stream input = Console.OpenStandardInput();
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = await input.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + read > most)
                throw new Fault(Stage.Read, FaultName.FileTooLarge, FaultKind.Stop, "standard input", $"more than {most} bytes", "Save it to a file first: kurir read FILE");
            bytes.Write(buffer, 0, read);
        }

        byte[] whole = bytes.ToArray();
        return new Document
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(whole)),
            Length = whole.Length,
            FetchedAt = TimeProvider.System.GetUtcNow(),
            Open = () => new MemoryStream(whole, writable: false),
        };
    }
}
