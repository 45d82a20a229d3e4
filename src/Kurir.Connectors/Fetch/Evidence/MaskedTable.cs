using System.Text;

namespace Kurir.Connectors;

/// <summary>A document as it may be put beside a pipeline file: as it came, or, with personal columns, its table as csv with another name for each of their values.</summary>
/// <remarks>Other names, not one mask for all: rows stay as different, and as equal, as they were, or keys would not tell them apart any more.</remarks>
public sealed class MaskedTable
{
    readonly Action<Stream> write;

    MaskedTable(string ending, long? announced, Action<Stream> write) => (Ending, Announced, this.write) = (ending, announced, write);

    /// <summary>Of a file name: <c>csv</c>.</summary>
    public string Ending { get; }

    /// <summary>How many rows the document said it has, where what is written does not say so itself any more.</summary>
    public long? Announced { get; }

    public void Write(Stream stream) => write(stream);

    /// <exception cref="Fault">With personal columns: the document cannot be read, so that they cannot be masked.</exception>
    public static MaskedTable Of(Document document, Export export, Contract? contract, PersonalNames names, CancellationToken ct)
    {
        var reader = new DocumentReader();
        if (export.Evidence.Personal.Count == 0) return new MaskedTable(reader.Find(document).Kind, null, stream => Copy(document, stream));
        Table table = TableFinder.Find(reader.Read(document, ReadLimits.Default, ct), export.Settings.Table, contract, export);
        string[][] rows = [.. table.Rows.Select(row => Enumerable.Range(0, table.Columns.Count).Select(column => row[column].Text).ToArray())];
        names.Rename(rows, [.. table.Columns.Select(column => column.Heading)], new Mask(new Trail(new Redactor(), export.Evidence, traced: false)));
        return new MaskedTable("csv", table.Announced, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            foreach (string[] line in rows.Prepend([.. table.Columns.Select(column => column.Heading)])) writer.WriteLine(string.Join(',', line.Select(Quoted)));
        });
    }

    static void Copy(Document document, Stream into)
    {
        using Stream stream = document.Open();
        stream.CopyTo(into);
    }

    static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
