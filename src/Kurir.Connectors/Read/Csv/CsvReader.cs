using System.Text;

namespace Kurir.Connectors;

/// <summary>Text with a delimiter. Delimiter, encoding and quoting are found, not asked for; every cell is text.</summary>
public sealed class CsvReader : IReader
{
    const int Sentences = 3;

    public string Kind => "csv";

    public string Description => "text with commas, semicolons, tabs or bars (.csv, .tsv, .txt); encoding and delimiter are found";

    public bool Recognises(ReadOnlySpan<byte> head) =>
        Signatures.AsText(head)?.TrimStart() is { Length: > 0 } text && text[0] != '<' && !text.StartsWith("%PDF", StringComparison.Ordinal)
            && !text.StartsWith(@"{\rtf", StringComparison.Ordinal);

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct)
    {
        var encoding = TextEncoding.Of(document, ct);
        using var reader = Open(document, encoding);
        var dialect = CsvDialect.Find(reader);
        if (Message(dialect) is { } message)
            return PanelText.NoData(message) is null ? throw Unreadable.ErrorPage(document, message) : [new Grid { Place = "file", Rows = [], Announced = 0 }];
        return [new Grid { Place = "file", Rows = new GuardedRows(document, limits, () => Rows(document, encoding, dialect, limits), ct) }];
    }

    static IEnumerable<GridRow> Rows(Document document, Encoding encoding, CsvDialect dialect, ReadLimits limits)
    {
        using var reader = Open(document, encoding);
        var parser = new CsvParser(reader, dialect.Delimiter, limits.MaxCellLength);
        var fields = new List<string>();
        int before = 0;
        if (dialect.Declared && parser.Read(fields)) before = 1;
        while (parser.Read(fields))
        {
            if (parser.TooLong) throw Unreadable.TooLarge(document, $"A cell in record {parser.Number} has more than {limits.MaxCellLength:N0} characters.");
            if (parser.Unclosed)
                throw Unreadable.Truncated(document, $"The quotation mark opened in record {parser.Number} is never closed: the file was cut off, or a quotation mark is too many.");
            if (fields.Count > limits.MaxColumns) throw Unreadable.TooLarge(document, $"Record {parser.Number} has more than {limits.MaxColumns:N0} fields.");
            if (fields.Exists(f => f.Length > 0)) yield return new GridRow(parser.Number - before, Cells(fields));
        }
    }

    static StreamReader Open(Document document, Encoding encoding) => new(document.Open(), encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 << 10);

    static Cell[] Cells(List<string> fields)
    {
        var cells = new Cell[fields.Count];
        for (int i = 0; i < cells.Length; i++) cells[i] = Cell.OfText(Plain(fields[i]));
        return cells;
    }

    /// <summary><c>="00017"</c> is how a panel tells Excel to leave the zeros alone: the report's text is 00017.</summary>
    static string Plain(string field) => field is ['=', '"', .. var text, '"'] && !text.Contains('"') ? text : field;

    /// <summary>A few words instead of a table: what a script prints when it fails, or has nothing to show.</summary>
    static string? Message(CsvDialect dialect)
    {
        if (dialect.Sample.Count is 0 or > Sentences || !(dialect.IsSingleColumn || dialect.Delimiter == ',')) return null;
        string text = string.Join('\n', dialect.Sample.Select(r => string.Join(',', r))).Trim();
        bool sentence = text.Contains(' ') && (text[^1] is '.' or '!' || PageWords.SpeaksOfError(text) || PanelText.NoData(text) is not null);
        return sentence && (dialect.IsSingleColumn || !text.Replace(", ", "", StringComparison.Ordinal).Contains(',')) ? text : null;
    }
}
