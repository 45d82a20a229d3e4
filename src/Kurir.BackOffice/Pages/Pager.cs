using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Kurir.BackOffice;

/// <summary>The links under a list, as the framework draws them.</summary>
static class Pager
{
    /// <summary>This page's address with one field of its query changed.</summary>
    public static string Address(Visit visit, string field, int value)
    {
        var query = visit.Http.Request.Query.Where(pair => pair.Key != field).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        query[field] = value.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(visit.Http.Request.Path, query);
    }

    /// <summary>First, last and the neighbours of the current page, dots for the rest, and arrows.</summary>
    public static string Numbered(Visit visit, int page, int pages, bool more)
    {
        var html = new StringBuilder("<nav><ul class=\"pagination\">").Append(Arrow(visit, page - 1, page > 1, "prev", "&lsaquo;"));
        for (var i = 1; i <= pages; i++)
            if (i is 1 or 2 || i >= pages - 1 || Math.Abs(i - page) <= 2) html.Append(Item(visit, i, i == page));
            else if (Math.Abs(i - page) == 3) html.Append("<li class=\"page-item disabled\"><span class=\"page-link\">...</span></li>");
        return html.Append(Arrow(visit, page + 1, more, "next", "&rsaquo;")).Append("</ul></nav>").ToString();
    }

    /// <summary>No numbers: only to the page before and the page after.</summary>
    public static string NextOnly(Visit visit, int page, bool more)
    {
        var (back, on) = (Arrow(visit, page - 1, page > 1, "prev", "&laquo; Sebelumnya"), Arrow(visit, page + 1, more, "next", "Berikutnya &raquo;"));
        return $"<nav><ul class=\"pagination\">{back}{on}</ul></nav>";
    }

    static string Item(Visit visit, int page, bool current) => current
        ? $"<li class=\"page-item active\" aria-current=\"page\"><span class=\"page-link\">{page}</span></li>"
        : $"<li class=\"page-item\"><a class=\"page-link\" href=\"{Layout.Text(Address(visit, "page", page))}\">{page}</a></li>";

    static string Arrow(Visit visit, int page, bool open, string rel, string text) => open
        ? $"<li class=\"page-item\"><a class=\"page-link\" href=\"{Layout.Text(Address(visit, "page", page))}\" rel=\"{rel}\">{text}</a></li>"
        : $"<li class=\"page-item disabled\" aria-disabled=\"true\"><span class=\"page-link\">{text}</span></li>";
}
