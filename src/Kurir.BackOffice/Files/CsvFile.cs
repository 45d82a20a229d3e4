using System.Text;

namespace Kurir.BackOffice;

static class CsvFile
{
    /// <summary>With CRLF line ends; quoted only where needed; characters that the encoding lacks become question marks.</summary>
    public static byte[] Write(Paper paper, char delimiter, Encoding encoding)
    {
        var text = new StringBuilder();
        foreach (var line in paper.Lead) Line(text, [line], delimiter);
        foreach (var heading in paper.Headings) Line(text, heading, delimiter);
        foreach (var row in paper.Rows) Line(text, row.Select(cell => cell.Text), delimiter);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
    }

    static void Line(StringBuilder text, IEnumerable<string> cells, char delimiter) =>
        text.AppendJoin(delimiter, cells.Select(cell => Quoted(cell, delimiter))).Append("\r\n");

    static string Quoted(string cell, char delimiter) =>
        cell.AsSpan().IndexOfAny([delimiter, '"', '\n', '\r']) < 0 ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";

    /// <returns>Null for a name that is none of <c>utf-8</c>, <c>utf-8-bom</c>, <c>utf-16</c> and <c>windows-1252</c>.</returns>
    public static Encoding? Encoding(string? name) => name switch
    {
        null or "" or "utf-8" => new UTF8Encoding(false),
        "utf-8-bom" => new UTF8Encoding(true),
        "utf-16" => new UnicodeEncoding(false, true),
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252),
        _ => null,
    };
}
