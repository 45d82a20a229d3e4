using System.Globalization;
using System.Text;
using Kurir.PdfTables;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.EndToEnd;

/// <summary>Pages that cost more than they look, and several documents at once.</summary>
public sealed class PdfHardPageTests
{
    [Fact]
    public void The_time_limit_ends_the_analysis_of_a_single_page()
    {
        var hostile = Scattered(lines: 1000, parts: 12);
        // A clock of its own: each look at it takes a millisecond, however quick the machine is.
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var fault = Assert.Throws<PdfTablesException>(() => PdfCorpus.Read(hostile, new PdfTablesOptions { MaxTime = TimeSpan.FromSeconds(1), Clock = clock }));
        Assert.Equal(PdfProblem.TooSlow, fault.Problem);
    }

    [Fact]
    public void A_deadline_that_has_passed_stops_the_page_in_the_middle()
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(PdfCorpus.Bytes("dev39-reportlab-sales"));
        var options = new PdfTablesOptions { MaxTime = TimeSpan.Zero };
        var page = PageReader.Read(document.GetPage(1), PdfTablesOptions.Default, new Deadline(options, CancellationToken.None));
        Assert.Throws<PdfTablesException>(() => RegionFinder.Find(page, LineBuilder.Build(page)));
    }

    [Fact]
    public async Task Documents_read_at_the_same_time_give_what_each_gives_alone()
    {
        string[] names = ["dev16-fpdf-bank", "dev04-dompdf-small", "dev28-chromium-cjk", "dev39-reportlab-sales"];
        var alone = names.Select(Texts).ToList();
        var together = await Task.WhenAll(names.Concat(names).Select(n => Task.Run(() => Texts(n), TestContext.Current.CancellationToken)));
        Assert.Equal(alone.Concat(alone), together);
    }

    static string Texts(string name) => string.Join('\n', PdfCorpus.Read(PdfCorpus.Bytes(name)).SelectMany(t => t.Rows).Select(r => string.Join('|', r.Texts)));

    /// <summary>Lines of words that begin anywhere: every word may be a column of its own.</summary>
    static byte[] Scattered(int lines, int parts)
    {
        var random = new Random(7);
        var content = new StringBuilder("BT /F1 1 Tf\n");
        for (var y = 0; y < lines; y++)
        {
            for (var i = 0; i < parts; i++) content.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {(i * 160) + random.Next(1500) / 10.0} {(lines - y) * 1.5} Tm (word{random.Next(999)}) Tj\n");
        }
        content.Append("ET");
        var body = new StringBuilder("%PDF-1.4\n");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 {lines * 2}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(body.Length);
            body.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var xref = body.Length;
        body.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) body.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        body.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(body.ToString());
    }
}
