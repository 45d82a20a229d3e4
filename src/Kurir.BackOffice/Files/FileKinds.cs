using System.IO.Compression;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>The kinds of file that a report can be had in: <c>format=</c> of every export address, else the panel's era.</summary>
static class FileKinds
{
    static readonly UTF8Encoding s_utf8 = new(false);

    public static Download Write(Paper paper, string name, string? kind) => kind switch
    {
        null or "" or "xlsx" => new(XlsxFile.Write(paper), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx"),
        "pdf" => new(PdfFile.Write(paper), "application/pdf", name + ".pdf"),
        "csv" => new(CsvFile.Write(paper, ',', s_utf8), "text/csv; charset=UTF-8", name + ".csv"),
        "xls" => new(BiffFile.Write(paper), "application/vnd.ms-excel", name + ".xls"),
        "html" => new(s_utf8.GetBytes(HtmlFile.Write(paper)), "text/html; charset=UTF-8", name + ".html"),
        "xml" => new(s_utf8.GetBytes(Xml2003File.Write(paper)), "application/xml", name + ".xml"),
        "zip" => new(Zip(name + ".xlsx", XlsxFile.Write(paper)), "application/zip", name + ".zip"),
        _ => throw new ArgumentException($"No such format: {kind}", nameof(kind)),
    };

    public static bool Knows(string? kind) => kind is null or "" or "xlsx" or "pdf" or "csv" or "xls" or "html" or "xml" or "zip";

    static byte[] Zip(string name, byte[] content)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry(name).Open()) entry.Write(content);
        return memory.ToArray();
    }
}
