using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>
/// As much of PDF 1.4 as a printed table needs: two standard fonts in Windows-1252, lines, and compressed pages. Written by hand because
/// PdfPig's writer has no encoding for the standard fonts and takes a third of a second for a few pages.
/// </summary>
sealed class PdfDocument(double width, double height)
{
    readonly List<PdfPage> _pages = [];

    public PdfPage AddPage()
    {
        _pages.Add(new PdfPage());
        return _pages[^1];
    }

    /// <summary>Objects 1 to 4 are the catalogue, the list of pages and the fonts; each page is two more: itself and its content.</summary>
    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        var starts = new List<long>();
        Write(file, "%PDF-1.4\n");
        Add(file, starts, "<< /Type /Catalog /Pages 2 0 R >>");
        Add(file, starts, $"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select((_, i) => $"{5 + i * 2} 0 R"))}] >>");
        foreach (var font in (string[])["Helvetica", "Helvetica-Bold"])
            Add(file, starts, $"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>");
        foreach (var page in _pages) Add(file, starts, page);
        var table = file.Length;
        Write(file, $"xref\n0 {starts.Count + 1}\n0000000000 65535 f \n");
        foreach (var start in starts) Write(file, start.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n");
        Write(file, $"trailer\n<< /Size {starts.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    void Add(MemoryStream file, List<long> starts, PdfPage page)
    {
        var content = page.Compressed();
        var box = string.Create(CultureInfo.InvariantCulture, $"/MediaBox [0 0 {width} {height}]");
        Add(file, starts, $"<< /Type /Page /Parent 2 0 R {box} /Resources << /Font << /F0 3 0 R /F1 4 0 R >> >> /Contents {starts.Count + 2} 0 R >>");
        starts.Add(file.Length);
        Write(file, $"{starts.Count} 0 obj\n<< /Length {content.Length} /Filter /FlateDecode >>\nstream\n");
        file.Write(content);
        Write(file, "\nendstream\nendobj\n");
    }

    static void Add(MemoryStream file, List<long> starts, string content)
    {
        starts.Add(file.Length);
        Write(file, $"{starts.Count} 0 obj\n{content}\nendobj\n");
    }

    static void Write(MemoryStream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));
}

/// <summary>One page; points from the lower left corner.</summary>
sealed class PdfPage
{
    static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    readonly StringBuilder _content = new("0.5 w\n");

    public void Text(string text, double x, double y, double size, bool bold) => Draw(
        $"BT /F{(bold ? 1 : 0)} {size:0.##} Tf {x:0.##} {y:0.##} Td ({text.Replace("\\", "\\\\").Replace("(", "\\(").Replace(")", "\\)")}) Tj ET\n");

    public void Frame(double x, double y, double width, double height) => Draw($"{x:0.##} {y:0.##} {width:0.##} {height:0.##} re S\n");

    /// <summary>In light grey.</summary>
    public void Fill(double x, double y, double width, double height) =>
        Draw($"0.89 0.91 0.94 rg {x:0.##} {y:0.##} {width:0.##} {height:0.##} re f 0 g\n");

    void Draw(FormattableString what) => _content.Append(what.ToString(CultureInfo.InvariantCulture));

    public byte[] Compressed()
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Fastest)) zlib.Write(s_windows.GetBytes(_content.ToString()));
        return memory.ToArray();
    }
}
