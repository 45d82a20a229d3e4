using System.Globalization;
using System.IO.Compression;
using System.Text;
using Kurir.Connectors;

namespace Kurir.Bench;

/// <summary>Reading workbooks of 12 columns (texts, an id of 17 digits, numbers, dates, times) to the last cell, against python3-openpyxl in read-only mode.</summary>
/// <remarks>Each figure is a whole process. Memory must not grow with the rows: 20,000 and 200,000 are compared. Writing is measured beside it.</remarks>
static class XlsxBench
{
    /// <value>Set for the processes that are measured: what this one is to do.</value>
    const string PartVariable = "KURIR_BENCH_XLSX";

    const string Python = "import openpyxl, sys\nn = 0\nfor row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True): n += 1\nprint(n, end='')";

    public static int Run(string[] args)
    {
        string[] part = Environment.GetEnvironmentVariable(PartVariable)?.Split('|') ?? args;
        if (part is ["read", var path]) return Read(path);
        if (part is ["write", var target, var count]) return Write(target, int.Parse(count, CultureInfo.InvariantCulture));
        string folder = Directory.CreateTempSubdirectory("kurir-bench-").FullName;
        try
        {
            Compare(folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Compare(string folder)
    {
        var lines = new List<IReadOnlyList<string>>();
        foreach (int rows in new[] { 20_000, 200_000 })
            foreach (bool shared in new[] { true, false })
            {
                string file = Path.Combine(folder, $"{rows}-{shared}.xlsx");
                Make(file, rows, shared);
                string kind = shared ? "shared" : "inline";
                var ours = Counted(Self($"read|{file}"), rows);
                lines.Add(["Kurir", kind, $"{rows}", Rate(rows, ours), Report.Seconds(ours.Wall), Report.Seconds(ours.Cpu), Report.Megabytes(ours.Peak), ""]);
                var theirs = Counted(WholeProcess.Run(["/usr/bin/python3", "-c", Python, file]), rows);
                lines.Add(["openpyxl", kind, $"{rows}", Rate(rows, theirs), Report.Seconds(theirs.Wall), Report.Seconds(theirs.Cpu), Report.Megabytes(theirs.Peak),
                    Report.Ratio(theirs.Wall / ours.Wall)]);
            }

        Report.Table("Reading xlsx, 12 columns", ["reader", "texts", "rows", "rows/s", "wall", "CPU", "peak memory", "wall against Kurir"], lines);
        var written = new[] { 20_000, 200_000 }.Select(rows => (rows, run: Self($"write|{Path.Combine(folder, "out.xlsx")}|{rows}")));
        Report.Table("Writing xlsx, 12 columns", ["rows", "rows/s", "wall", "peak memory"],
            written.Select(w => new[] { $"{w.rows}", Rate(w.rows, w.run), Report.Seconds(w.run.Wall), Report.Megabytes(w.run.Peak) }));
    }

    static Measured Self(string part) =>
        WholeProcess.Run([Environment.ProcessPath!, "xlsx"], environment: new Dictionary<string, string> { [PartVariable] = part });

    static Measured Counted(Measured run, int rows) => run.Output == $"{rows + 1}" ? run : throw new InvalidOperationException($"{run.Output} rows were read, not {rows + 1}");

    static string Rate(int rows, Measured run) => FormattableString.Invariant($"{rows / run.Wall.TotalSeconds:0}");

    static int Read(string path)
    {
        var document = new Document { Sha256 = "", Length = new FileInfo(path).Length, FetchedAt = default, Open = () => File.OpenRead(path) };
        Console.Write(new DocumentReader().Read(document, ReadLimits.Default, default)[0].Rows.LongCount());
        return 0;
    }

    static int Write(string path, int rows)
    {
        using var file = File.Create(path);
        XlsxWriter.Write(file, [new XlsxTable("Data", [.. Enumerable.Range(1, 12).Select(i => $"Kolom {i}")], Enumerable.Range(1, rows).Select(i => Values(i).Select(ToCell).ToArray()))], default);
        return 0;
    }

    static Cell ToCell((string? Text, string? Number, int Style) value) => value switch
    {
        ({ } text, _, _) => Cell.OfText(text),
        (_, { } number, 0) => Cell.Typed(number, CellType.Number, number),
        (_, _, 1) => Cell.Typed("2026-09-23", CellType.Date, "2026-09-23"),
        _ => Cell.Typed("2026-09-23 18:39:00", CellType.DateTime, "2026-09-23T18:39:00"),
    };

    /// <summary>As PHP and Python libraries write it: shared or inline texts, styles for the dates.</summary>
    static void Make(string path, int rows, bool shared)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string packages = "http://schemas.openxmlformats.org/package/2006";
        Put(zip, "[Content_Types].xml", $"<Types xmlns=\"{packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + Part("workbook", "sheet.main") + Part("worksheets/sheet1", "worksheet") + Part("styles", "styles") + Part("sharedStrings", "sharedStrings") + "</Types>");
        Put(zip, "_rels/.rels", $"<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"a\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Put(zip, "xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>");
        Put(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"a\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
            + $"<Relationship Id=\"b\" Type=\"{relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"c\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        Put(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><fonts><font/></fonts><fills><fill><patternFill patternType=\"none\"/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>");
        var texts = new Dictionary<string, int>();
        using (var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open()))
        {
            sheet.Write($"<worksheet xmlns=\"{main}\"><sheetData>");
            for (int row = 0; row <= rows; row++) WriteRow(sheet, row, row == 0 ? Enumerable.Range(1, 12).Select(i => ((string?)$"Kolom {i}", (string?)null, 0)) : Values(row), shared ? texts : null);
            sheet.Write("</sheetData></worksheet>");
        }

        Put(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{main}\">{string.Concat(texts.Keys.Select(t => $"<si><t>{t}</t></si>"))}</sst>");

        static string Part(string name, string type) => $"<Override PartName=\"/xl/{name}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>";
    }

    static void WriteRow(StreamWriter sheet, int row, IEnumerable<(string? Text, string? Number, int Style)> values, Dictionary<string, int>? texts)
    {
        var xml = new StringBuilder($"<row r=\"{row + 1}\">");
        int column = 0;
        foreach (var (text, number, style) in values)
        {
            xml.Append($"<c r=\"{Headings.Letters(column++)}{row + 1}\"");
            if (style > 0) xml.Append($" s=\"{style}\"");
            if (text is null) xml.Append($"><v>{number}</v></c>");
            else if (texts is null) xml.Append($" t=\"inlineStr\"><is><t>{text}</t></is></c>");
            else xml.Append($" t=\"s\"><v>{(texts.TryGetValue(text, out int index) ? index : texts[text] = texts.Count)}</v></c>");
        }

        sheet.Write(xml.Append("</row>").ToString());
    }

    static IEnumerable<(string? Text, string? Number, int Style)> Values(int i)
    {
        yield return (null, Text($"{i}"), 0);
        yield return (Text($"TRX-{i:00000000}"), null, 0);
        yield return (Text($"customer{i}@example.com"), null, 0);
        yield return (i % 3 == 0 ? "Buku tulis 58 lembar" : "Pensil 2B", null, 0);
        yield return (null, Text($"{i % 977 * 500}"), 0);
        yield return (null, Text($"{i % 977 * 500 / 7.0:0.00}"), 0);
        yield return (null, "46288", 1);
        yield return (null, Text($"{46288 + i % 86400 / 86400.0:R}"), 2);
        yield return (i % 5 == 0 ? "TOLAK" : "TERIMA", null, 0);
        yield return (Text($"0812{i:00000000}"), null, 0);
        yield return (Text($"{26000972175850000L + i}"), null, 0);
        yield return (Text($"Cabang {i % 40}"), null, 0);
    }

    static string Text(FormattableString text) => FormattableString.Invariant(text);

    static void Put(ZipArchive zip, string path, string xml)
    {
        using var stream = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
        stream.Write(Encoding.UTF8.GetBytes(xml));
    }
}
