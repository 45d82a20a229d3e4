using CsCheck;
using Kurir.Connectors;

namespace Kurir.Tests.Formats;

/// <summary>Any document with some bytes changed, cut out, put in or cut off gives rows or a named fault: no other exception, no endless reading.</summary>
public sealed class DamageTests
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    static readonly ReadLimits Limits = new() { MaxUnpackedBytes = 16 << 20, MaxRows = 100_000, MaxCellLength = 100_000 };

    public static TheoryData<string, int> Documents() => new()
    {
        { "xlsx", 400 }, { "xlsx-shared", 300 }, { "xls", 400 }, { "xml", 300 }, { "sylk", 300 }, { "csv", 300 }, { "html", 300 }, { "json", 300 }, { "ndjson", 200 }, { "zip", 300 }, { "pdf", 40 },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_damaged_document_gives_rows_or_a_named_fault(string kind, int times)
    {
        byte[] whole = Make(kind);
        Assert.NotEmpty(Formats.Documents.Grids(Formats.Documents.Of(whole)).SelectMany(g => g.Rows));
        var damage = Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Int[1, 40], Gen.Byte);
        damage.Array[1, 4].Sample(steps => Read(steps.Aggregate(whole, Damaged)), iter: times);
    }

    static byte[] Damaged(byte[] bytes, (int What, double Where, int Count, byte Value) step)
    {
        if (bytes.Length < 2) return bytes;
        int at = (int)(step.Where * (bytes.Length - 1));
        int count = Math.Min(step.Count, bytes.Length - at);
        switch (step.What)
        {
            case 0:
                return [.. bytes[..at], .. bytes[(at + count)..]];
            case 1:
                return [.. bytes[..at], .. Enumerable.Repeat(step.Value, count), .. bytes[at..]];
            case 2 when step.Where > 0.3:
                return bytes[..at];
            default:
                byte[] changed = [.. bytes];
                changed[at] = (byte)(step.What == 3 ? changed[at] ^ (1 << (step.Value & 7)) : step.Value);
                return changed;
        }
    }

    static void Read(byte[] bytes)
    {
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => ReadAll(bytes, stop.Token), stop.Token);
        if (!reading.Wait(Long)) throw new TimeoutException($"Reading did not end: {Convert.ToBase64String(bytes)}");
    }

    static void ReadAll(byte[] bytes, CancellationToken ct)
    {
        try
        {
            foreach (var grid in new DocumentReader().Read(Formats.Documents.Of(bytes), Limits, ct))
                foreach (var row in grid.Rows)
                    if (row.Cells.Any(c => c.Text is null)) throw new InvalidOperationException("A cell without a text.");
        }
        catch (Fault fault)
        {
            Assert.Equal(Stage.Read, fault.Stage);
            Assert.NotEqual(FaultName.Unexpected, fault.Name);
        }
    }

    static byte[] Make(string kind) => kind switch
    {
        "xlsx" => Written(),
        "xlsx-shared" => new Workbooks { SharedStrings = string.Concat(Enumerable.Range(0, 40).Select(i => $"<si><t>text {i}</t></si>")), Formats = ["dd/mm/yyyy", "00000"] }
            .Sheet(string.Concat(Enumerable.Range(1, 40).Select(i => $"<row r='{i}'><c r='A{i}' t='s'><v>{40 - i}</v></c><c r='B{i}' s='1'><v>{45000 + i}</v></c><c r='C{i}' s='2'><v>{i}</v></c></row>"))).Bytes(),
        "xls" => Corpus("xlwt.xls"),
        "xml" => Corpus("excel-2003.xml.xls"),
        "sylk" => Corpus("report.slk.xls"),
        "csv" => Text("No;Nama;Jumlah\r\n", i => $"{i};\"Budi \"\"B\"\"\n{i}\";1.234,50\r\n", ""),
        "html" => Text("<html><body><h1>Laporan</h1><table><thead><tr><th>No<th colspan=2>Nama</tr></thead>", i => $"<tr><td rowspan=2>{i}</td><td>Budi &amp; <b>Siti</b><br>x</td></tr>", "</table></body></html>"),
        "json" => Text("{\"total\":30,\"per_page\":10,\"data\":[{\"id\":0}", i => $",{{\"id\":{i},\"user\":{{\"name\":\"Budi \\u00e9\",\"tags\":[1,\"b\"]}}}}", "]}"),
        "ndjson" => Text("{\"id\":0}\n", i => $"{{\"id\":{i},\"name\":\"Budi\"}}\n", ""),
        "zip" => Formats.Documents.Zip(("page-0001.html", Make("html")), ("page-0002.html", Make("html"))),
        "pdf" => PdfReaderTests.Sample(),
        _ => throw new ArgumentException(kind),
    };

    static byte[] Written()
    {
        var bytes = new MemoryStream();
        var rows = Enumerable.Range(1, 40).Select(i => new[] { Cell.OfText($"TRX-{i:0000}"), Cell.Typed($"{i}", CellType.Number, $"{i}"), Cell.Typed("2025-09-23", CellType.Date, "2025-09-23"), Cell.OfError("#N/A") });
        XlsxWriter.Write(bytes, [new XlsxTable("Data", ["a", "b", "c", "d"], rows)], default);
        return bytes.ToArray();
    }

    static byte[] Text(string begin, Func<int, string> row, string end) =>
        System.Text.Encoding.UTF8.GetBytes(begin + string.Concat(Enumerable.Range(1, 30).Select(row)) + end);

    static byte[] Corpus(string name) => File.ReadAllBytes(Path.Combine(CorpusTests.Folder, name));
}
