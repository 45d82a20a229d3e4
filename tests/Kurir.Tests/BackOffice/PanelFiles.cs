using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ExcelDataReader;
using Kurir.BackOffice;
using UglyToad.PdfPig;

namespace Kurir.Tests.BackOffice;

/// <summary>Reads the panel's files with other people's readers and compares them with the truth.</summary>
static partial class PanelFiles
{
    /// <summary>Every row of a workbook, headings included; numbers and dates in the form of <see cref="BackOfficeCell.Canonical"/>.</summary>
    public static List<string[]> Workbook(byte[] bytes)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i), reader.GetNumberFormatString(i)))]);
        return rows;
    }

    static string Text(object? value, string? format) => value switch
    {
        null => "",
        DateTime time => time.ToString(format?.Contains("hh", StringComparison.Ordinal) == true ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>The truth as <see cref="Workbook"/> gives it.</summary>
    public static List<string[]> Canonical(BackOfficeTable truth) => [[.. truth.Columns], .. truth.Rows.Select(row => row.Select(cell => cell.Canonical).ToArray())];

    public static List<string[]> Printed(BackOfficeTable truth) => [[.. truth.Columns], .. truth.Texts.Select(row => row.ToArray())];

    /// <summary>The cells of every table row of a page.</summary>
    public static List<string[]> Html(string html) => [.. HtmlRow().Matches(html)
        .Select(row => HtmlCell().Matches(row.Value).Select(cell => WebUtility.HtmlDecode(cell.Groups[1].Value)).ToArray())];

    public static List<string[]> Csv(string text, char delimiter)
    {
        var (rows, row, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (text[i] == '"') quoted = !quoted;
            else if (quoted || text[i] != delimiter && text[i] != '\n') cell.Append(text[i] == '\r' && !quoted ? "" : text[i].ToString());
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\n') rows.Add([.. row]);
                if (text[i] == '\n') row.Clear();
            }
        }
        return rows;
    }

    /// <summary>All letters between the titles and the page numbers, in the order in which they were drawn, without headings and spaces.</summary>
    public static string PdfBody(byte[] bytes, BackOfficeExport export)
    {
        using var document = PdfDocument.Open(bytes);
        var headings = Squeezed(string.Concat(export.Columns));
        return string.Concat(document.GetPages().Select(page =>
        {
            var text = Squeezed(string.Concat(page.Letters.Select(letter => letter.Value)));
            return PageNumber().Replace(text[(text.IndexOf(headings, StringComparison.Ordinal) + headings.Length)..], "");
        }));
    }

    public static string Part(byte[] workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    public static long Unpacked(byte[] workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return zip.GetEntry(name)!.Length;
    }

    /// <summary>The letters of each page, without spaces.</summary>
    public static List<string> PdfTexts(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes);
        return [.. document.GetPages().Select(page => Squeezed(string.Concat(page.Letters.Select(letter => letter.Value))))];
    }

    public static int PdfLines(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes);
        return document.GetPages().Sum(page => page.Paths.Count);
    }

    public static int PdfPages(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes);
        return document.NumberOfPages;
    }

    public static string Squeezed(string text) => Spaces().Replace(text, "");

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex HtmlRow();

    [GeneratedRegex("<t[hd]>(.*?)</t[hd]>", RegexOptions.Singleline)]
    private static partial Regex HtmlCell();

    [GeneratedRegex("Halaman[0-9]+dari[0-9]+$")]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();
}
