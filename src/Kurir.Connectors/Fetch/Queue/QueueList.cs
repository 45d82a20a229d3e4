using System.Text;
using System.Text.Json;
using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>Reads a panel's list of exports, or its notices: from a page, or from JSON.</summary>
static class QueueList
{
    const int MostEntries = 1000;
    const int LongestEntry = 2000;

    /// <summary>Rows of tables; and outside of tables the innermost list items, paragraphs and articles.</summary>
    public static IReadOnlyList<QueueEntry> Of(PanelPage page)
    {
        var found = new List<QueueEntry>();
        foreach (IElement element in page.Document.QuerySelectorAll("tr, li, p, article, [role='listitem'], [role='row']"))
        {
            if (found.Count == MostEntries) break;
            if (!IsEntry(element)) continue;
            found.Add(Entry(Words(element), [.. element.QuerySelectorAll("a[href]").Select(link => Link(page, link)).OfType<QueueLink>().DistinctBy(link => link.Address)]));
        }

        return found;
    }

    /// <summary>Each object in each list of the reply.</summary>
    /// <param name="from">The reply's address, against which its links are meant.</param>
    /// <exception cref="Fault">It is not JSON.</exception>
    public static IReadOnlyList<QueueEntry> OfJson(string json, Uri from)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            var found = new List<QueueEntry>();
            Collect(document.RootElement, from, found);
            return found;
        }
        catch (JsonException broken)
        {
            throw new Fault(Stage.Fetch, FaultName.ReplyMalformed, FaultKind.Retry, SafeAddress.Path(from), "the list of exports is no JSON after all", "Open the address in a browser and compare it with form.queue.", broken);
        }
    }

    static bool IsEntry(IElement element) => element.LocalName == "tr" || element.GetAttribute("role") == "row"
        ? element.QuerySelector("td, [role='cell'], [role='gridcell']") is not null && element.QuerySelector("tr") is null
        : element.Closest("tr, [role='row']") is null && element.QuerySelector("li, p, article, table, [role='listitem']") is null;

    static QueueLink? Link(PanelPage page, IElement link)
    {
        string text = PageText.Of(link);
        if (page.Resolve(link.GetAttribute("href")) is not { } address || !Wire.SameOrigin(address, page.Address) || address == page.Address) return null;
        return ForbiddenWords.In(text) is null && ForbiddenWords.InPath(address) is null ? new QueueLink(text, address) : null;
    }

    /// <summary>What stands outside of links, then what stands on them; cells parted by a bar.</summary>
    static (string Bare, string All) Words(IElement element)
    {
        var bare = new StringBuilder();
        var all = new StringBuilder();
        foreach (IText text in element.GetDescendants().OfType<IText>())
        {
            if (text.ParentElement is { LocalName: "script" or "style" or "template" } || all.Length > LongestEntry) continue;
            string part = PageText.Fold(text.Data);
            if (part.Length == 0) continue;
            all.Append(all.Length > 0 ? " | " : "").Append(part);
            if (text.ParentElement?.Closest("a[href]") is null) bare.Append(bare.Length > 0 ? " | " : "").Append(part);
        }

        return (PageText.Cut(bare.ToString(), LongestEntry), PageText.Cut(all.ToString(), LongestEntry));
    }

    static QueueEntry Entry((string Bare, string All) words, IReadOnlyList<QueueLink> links)
    {
        (string mark, DateTime? at) = JobMark.Of(words.Bare);
        return new QueueEntry(words.All, mark, at, QueueWords.StateOf(words.Bare, links.Count > 0), links);
    }

    static void Collect(JsonElement value, Uri from, List<QueueEntry> found)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject()) Collect(member.Value, from, found);
            return;
        }

        if (value.ValueKind != JsonValueKind.Array) return;
        foreach (JsonElement item in value.EnumerateArray())
            if (item.ValueKind == JsonValueKind.Object && found.Count < MostEntries) found.Add(EntryOf(item, from));
    }

    static QueueEntry EntryOf(JsonElement item, Uri from)
    {
        string[] texts = [.. Scalars(item).Where(text => text.Length is > 0 and <= 500)];
        QueueLink[] links = [.. texts.Select(text => LinkOf(text, from)).OfType<QueueLink>().DistinctBy(link => link.Address)];
        string bare = string.Join(" | ", texts.Where(text => LinkOf(text, from) is null));
        return Entry((PageText.Cut(bare, LongestEntry), PageText.Cut(string.Join(" | ", texts), LongestEntry)), links);
    }

    static IEnumerable<string> Scalars(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Scalars(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Scalars),
        JsonValueKind.String => [PageText.Fold(value.GetString()!)],
        JsonValueKind.Number => [value.GetRawText()],
        _ => [],
    };

    static QueueLink? LinkOf(string text, Uri from) =>
        (text.StartsWith('/') || text.StartsWith("http", StringComparison.Ordinal)) && !text.Contains(' ', StringComparison.Ordinal) && Uri.TryCreate(from, text, out Uri? address)
            && Wire.SameOrigin(address, from) && ForbiddenWords.InPath(address) is null ? new QueueLink(address.Segments[^1], address) : null;
}
