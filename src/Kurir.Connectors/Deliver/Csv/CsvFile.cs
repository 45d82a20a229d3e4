using System.Text;

namespace Kurir.Connectors;

/// <summary>A csv file, opened: read from the top each time, written anew with the same delimiter, line ends and byte order mark.</summary>
sealed class CsvFile : ITabularFile
{
    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    readonly Stream? stream;
    readonly CsvOptions options;
    readonly char delimiter;
    readonly string newLine = "\r\n";
    readonly bool bom;
    readonly List<long> dropped = [];

    /// <param name="stream">The file; null: it is new.</param>
    public CsvFile(Stream? stream, CsvOptions options)
    {
        this.stream = stream;
        this.options = options;
        delimiter = options.Delimiter == "tab" ? '\t' : options.Delimiter[0];
        bom = options.Bom;
        if (stream is null) return;
        try
        {
            Stands = Rows(CancellationToken.None).Any();
            if (!Stands) return;
            bom = HasBom(stream);
            newLine = FindNewLine();
            delimiter = FindDelimiter();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public bool Stands { get; }

    public IReadOnlyCollection<long> Dropped => dropped;

    public IEnumerable<FileRow> Rows(CancellationToken ct)
    {
        Cell[] cells = [];
        foreach ((int number, List<string> fields) in Records(ct))
        {
            int count = fields.Count;
            while (count > 0 && fields[count - 1].Length == 0) count--;
            if (count == 0) continue;
            if (cells.Length < count) cells = new Cell[count];
            for (int i = 0; i < count; i++) cells[i] = Cell.OfText(fields[i]);
            yield return new FileRow(number, new ArraySegment<Cell>(cells, 0, count));
        }
    }

    public Cell Fit(Cell cell, ColumnContract column)
    {
        string text = Unicode.Whole(cell.Type == CellType.DateTime ? cell.Value.Replace('T', ' ') : cell.Value);
        return Cell.OfText(options.ExcelSafe && cell.Type == CellType.Text && IsEvaluated(text) ? "'" + text : text);
    }

    public string NameOf(long row, int position) => $"row {row}, column {Headings.Letters(position)}";

    public IEnumerable<Mismatch> Damage(ITabularFile written) => [];

    public IReadOnlyList<string> Write(Stream to, FileEdit edit, CancellationToken ct)
    {
        using var writer = new StreamWriter(to, new UTF8Encoding(bom, throwOnInvalidBytes: true), 1 << 16, leaveOpen: true);
        using IEnumerator<Cell[]> added = edit.Plan.NewRows.GetEnumerator();
        if (edit.HeadingRow == 0) Write(writer, [.. edit.Plan.Delivery.Columns.Select(column => Unicode.Whole(column.Heading))]);
        foreach ((int number, List<string> fields) in Stands ? Records(ct) : [])
        {
            if (number == edit.HeadingRow) SetHeadings(fields, edit.Plan);
            else if (edit.Plan.Writes.TryGetValue(number, out RowWrite? write)) Set(fields, edit.Plan, write.Columns, write.Cells);
            if (edit.Plan.Emptied.Contains(number) && fields.TrueForAll(field => field.Length == 0))
            {
                dropped.Add(number);
                continue;
            }

            if (number > edit.LastRow && added.MoveNext()) Set(fields, edit.Plan, [.. Enumerable.Range(0, added.Current.Length)], added.Current);
            Write(writer, fields);
        }

        List<string> row = [];
        while (added.MoveNext())
        {
            ct.ThrowIfCancellationRequested();
            row.Clear();
            Set(row, edit.Plan, [.. Enumerable.Range(0, added.Current.Length)], added.Current);
            Write(writer, row);
        }

        return [];
    }

    public void Dispose() => stream?.Dispose();

    static bool IsEvaluated(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    // The same list each time, filled anew.
    IEnumerable<(int Number, List<string> Fields)> Records(CancellationToken ct)
    {
        ReadLimits limits = ReadLimits.Default;
        using StreamReader reader = Read();
        var parser = new CsvParser(reader, delimiter, limits.MaxCellLength);
        List<string> fields = [];
        while (Next(parser, fields))
        {
            ct.ThrowIfCancellationRequested();
            if (parser.Unclosed || parser.TooLong) throw new InvalidDataException($"a quotation mark opened in row {parser.Number} is never closed");
            if (fields.Count > limits.MaxColumns) throw new InvalidDataException($"row {parser.Number} has more than {limits.MaxColumns:N0} cells");
            yield return (parser.Number, fields);
        }
    }

    static bool Next(CsvParser parser, List<string> fields)
    {
        try
        {
            return parser.Read(fields);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("it is not UTF-8; save it as \"CSV UTF-8\"", e);
        }
    }

    StreamReader Read()
    {
        stream!.Position = 0;
        return new StreamReader(stream, Strict, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
    }

    static bool HasBom(Stream stream)
    {
        stream.Position = 0;
        byte[] head = new byte[3];
        int length = stream.ReadAtLeast(head, 3, throwOnEndOfStream: false);
        return length >= 2 && (head[0], head[1]) is (0xEF, 0xBB) or (0xFF, 0xFE) or (0xFE, 0xFF);
    }

    string FindNewLine()
    {
        using StreamReader reader = Read();
        char[] head = new char[1 << 14];
        string text = new(head, 0, reader.ReadBlock(head));
        return text.Contains('\n', StringComparison.Ordinal) && !text.Contains("\r\n", StringComparison.Ordinal) ? "\n" : "\r\n";
    }

    // A person's spreadsheet may have saved the file with another delimiter, which then stays.
    char FindDelimiter()
    {
        if (Records(CancellationToken.None).First(record => record.Fields.Exists(field => field.Length > 0)).Fields.Count > 1) return delimiter;
        using StreamReader reader = Read();
        CsvDialect found = CsvDialect.Find(reader);
        return found.IsSingleColumn ? delimiter : found.Delimiter;
    }

    static void SetHeadings(List<string> fields, DeliveryPlan plan)
    {
        foreach (int i in plan.Columns.Added) Set(fields, plan.Columns.Positions[i], Unicode.Whole(plan.Delivery.Columns[i].Heading));
    }

    static void Set(List<string> fields, DeliveryPlan plan, int[] columns, Cell[] cells)
    {
        for (int i = 0; i < cells.Length; i++) Set(fields, plan.Columns.Positions[columns[i]], cells[i].Text);
    }

    static void Set(List<string> fields, int position, string text)
    {
        while (fields.Count <= position) fields.Add("");
        fields[position] = text;
    }

    void Write(StreamWriter to, List<string> fields)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (i > 0) to.Write(delimiter);
            string field = fields[i];
            if (!NeedsQuotes(field)) to.Write(field);
            else
            {
                to.Write('"');
                to.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
                to.Write('"');
            }
        }

        to.Write(newLine);
    }

    bool NeedsQuotes(string field) => field.Length > 0 && (field[0] == ' ' || field[^1] == ' ' || field.AsSpan().IndexOfAny('"', '\r', '\n') >= 0 || field.Contains(delimiter, StringComparison.Ordinal));
}
