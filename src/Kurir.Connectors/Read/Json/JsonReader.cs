using System.Text;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>The list of rows in JSON: the whole document, a property of it, or one value a line. Numbers keep their digits.</summary>
public sealed class JsonReader : IReader
{
    static readonly HashSet<string> UsualNames = new(["", "data", "rows", "items", "results", "result", "records", "aaData", "list", "entries", "content", "docs", "value", "hits",
        "edges", "nodes"], StringComparer.OrdinalIgnoreCase);

    static readonly HashSet<string> NoRows = new(["errors", "error", "messages", "links", "warnings", "actions", "filters", "breadcrumbs"], StringComparer.OrdinalIgnoreCase);

    static readonly HashSet<string> GridNames = new(["DT_RowClass", "DT_RowAttr", "DT_RowData"], StringComparer.Ordinal);

    public string Kind => "json";

    public string Description => "lists of objects or of lists, DataTables replies, paged replies, one object a line (.json, .ndjson)";

    public bool Recognises(ReadOnlySpan<byte> head)
    {
        string text = Signatures.AsText(head)?.TrimStart() ?? "";
        if (text is not ['{' or '[', .. var rest]) return false;
        rest = rest.TrimStart();
        return rest.Length == 0 || rest[0] is '"' or '{' or '[' or ']' or '}' or '-' or (>= '0' and <= '9') || rest.StartsWith("true", StringComparison.Ordinal)
            || rest.StartsWith("false", StringComparison.Ordinal) || rest.StartsWith("null", StringComparison.Ordinal);
    }

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct)
    {
        try
        {
            var encoding = TextEncoding.Of(document, ct);
            var outline = Outline(document, encoding, CalledLines(document), limits, ct);
            if (outline.HasMore) outline = Outline(document, encoding, lines: true, limits, ct);
            return [.. Choose(outline, document).Select(list => ToGrid(list, ReferenceEquals(list, outline.Lines), document, encoding, limits, ct))];
        }
        catch (Exception e) when (Unreadable.From(document, e) is { } fault)
        {
            throw fault;
        }
    }

    static JsonOutline Outline(Document document, Encoding encoding, bool lines, ReadLimits limits, CancellationToken ct)
    {
        using var tokens = new JsonTokens(Open(document, encoding), 0, document, limits);
        return JsonOutline.Read(tokens, lines, document, limits, ct);
    }

    /// <summary>Of one row only, a document of lines looks like any object; then its name tells.</summary>
    static bool CalledLines(Document document) =>
        document.FileName is { } name && (name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
        || document.MediaType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true;

    static List<JsonList> Choose(JsonOutline outline, Document document)
    {
        if (outline.Lines is { } lines) return lines.HoldsScalars ? throw Unreadable.Damaged(document, "Behind the JSON's end something else follows.") : [lines];
        var lists = outline.Lists.FindAll(l => !l.HoldsScalars && !NoRows.Contains(l.Name));
        if (lists.Exists(l => l.Count > 0)) lists.RemoveAll(l => l.Count == 0);
        if (lists.FindAll(l => UsualNames.Contains(l.Name)) is { Count: > 0 } usual) lists = usual;
        bool empty = lists.TrueForAll(l => l.Count == 0);
        if (empty && (outline.Failed || lists.Count == 0) && outline.Failure is { } failure) throw Unreadable.ErrorPage(document, failure);
        if (lists.Count == 0 || (empty && lists.Count > 1)) throw Unreadable.NoTable(document, "The JSON holds no list of rows.");
        return lists;
    }

    static Grid ToGrid(JsonList list, bool lines, Document document, Encoding encoding, ReadLimits limits, CancellationToken ct)
    {
        if (list.HoldsHtml)
            foreach (string name in GridNames) list.Columns.Remove(name);
        string[] names = [.. list.Columns.OrderBy(c => c.Value).Select(c => c.Key)];
        var columns = names.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        // A grid's reply has rows only: its headings are on the page.
        var headings = names.Length > 0 || list.Count == 0 ? names : list.Headings ?? (list.HoldsHtml ? Enumerable.Repeat("", list.Width).ToList() : null);
        return new Grid
        {
            Name = list.Name,
            Place = "reply",
            Headings = headings,
            Announced = list.Announced,
            Rows = new GuardedRows(document, limits, () => Rows(list, lines, columns, document, encoding, limits), ct),
        };
    }

    static IEnumerable<GridRow> Rows(JsonList list, bool lines, Dictionary<string, int> columns, Document document, Encoding encoding, ReadLimits limits)
    {
        using var tokens = new JsonTokens(Open(document, encoding), list.Position, document, limits);
        var row = new JsonRow(tokens);
        int number = 0;
        if (!lines) tokens.Read();
        while (tokens.Read() && tokens.Type is not JsonTokenType.EndArray)
        {
            var cells = Cells(tokens, row, columns);
            if (list.HoldsHtml) StripHtml(cells, document, limits);
            yield return new GridRow(++number, cells);
        }
    }

    static Cell[] Cells(JsonTokens tokens, JsonRow row, Dictionary<string, int> columns)
    {
        if (tokens.Type == JsonTokenType.StartObject)
        {
            var cells = new Cell[columns.Count];
            row.ReadObject(name =>
            {
                var cell = row.Value();
                if (columns.TryGetValue(name, out int column)) cells[column] = cell;
            });
            return cells;
        }

        var list = new List<Cell>();
        for (int depth = tokens.Depth; tokens.Read() && tokens.Depth > depth;) list.Add(row.Value());
        return [.. list];
    }

    static void StripHtml(Cell[] cells, Document document, ReadLimits limits)
    {
        for (int i = 0; i < cells.Length; i++)
            if (cells[i].Type == CellType.Text && cells[i].Text.AsSpan().ContainsAny('<', '&')) cells[i] = Cell.OfText(HtmlScanner.TextOf(cells[i].Text, document, limits));
    }

    static Stream Open(Document document, Encoding encoding) =>
        encoding is UTF8Encoding ? document.Open() : Encoding.CreateTranscodingStream(document.Open(), encoding, Encoding.UTF8);
}
