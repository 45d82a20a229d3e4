using System.Net;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>The table as a page of its own, as old panels write it and call it <c>.xls</c>.</summary>
static class HtmlFile
{
    public static string Write(Paper paper)
    {
        var html = new StringBuilder("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<head><meta charset=\"utf-8\"><title>")
            .Append(WebUtility.HtmlEncode(paper.Title)).Append("</title></head>\n<body>\n");
        foreach (var line in paper.Lead) html.Append("<h3>").Append(WebUtility.HtmlEncode(line)).Append("</h3>\n");
        return html.Append(Table(paper, "border=\"1\"")).Append("</body>\n</html>\n").ToString();
    }

    public static string Table(Paper paper, string attributes)
    {
        var html = new StringBuilder("<table ").Append(attributes).Append(">\n<thead>\n");
        foreach (var heading in paper.Headings) Row(html, heading, "th");
        html.Append("</thead>\n<tbody>\n");
        foreach (var row in paper.Rows) Row(html, row.Select(cell => cell.Text), "td");
        return html.Append("</tbody>\n</table>\n").ToString();
    }

    static void Row(StringBuilder html, IEnumerable<string> cells, string tag)
    {
        html.Append("<tr>");
        foreach (var cell in cells) html.Append('<').Append(tag).Append('>').Append(WebUtility.HtmlEncode(cell)).Append("</").Append(tag).Append('>');
        html.Append("</tr>\n");
    }
}
