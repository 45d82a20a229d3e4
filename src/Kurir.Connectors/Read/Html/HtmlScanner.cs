using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Kurir.Connectors;

/// <summary>Goes once over a page's tags and gathers its tables, its words between them and what kind of page it is. No tree is built: memory is the page's
/// text and its cells.</summary>
sealed class HtmlScanner : IDisposable
{
    const int MostWords = 1 << 20;
    const int MaxSpan = 1000;

    readonly HtmlTokenizer tokenizer;
    readonly Document document;
    readonly ReadLimits limits;
    readonly HtmlOpenElements elements = new();
    readonly Stack<HtmlOpenTable> open = new();
    readonly HtmlSelect select = new();
    readonly HtmlTextBuilder words = new(MostWords);
    readonly HtmlTextBuilder heading = new(1000);
    string lastHeading = "";
    bool inHeading;

    HtmlScanner(TextSource html, Document document, ReadLimits limits)
    {
        (this.document, this.limits) = (document, limits);
        tokenizer = new HtmlTokenizer(html, HtmlEntityProvider.Resolver) { SkipComments = true };
    }

    /// <summary>In the order in which they end.</summary>
    public List<HtmlTable> Tables { get; } = [];

    public string Title { get; private set; } = "";

    /// <summary>The words outside the tables: one text before the first, one after each.</summary>
    public List<string> Words { get; } = [];

    public bool HasPassword { get; private set; }

    /// <summary>The page ended inside a table.</summary>
    public bool BreaksOff { get; private set; }

    public static HtmlScanner Scan(TextSource html, Document document, ReadLimits limits, CancellationToken ct)
    {
        var scanner = new HtmlScanner(html, document, limits);
        scanner.Run(ct);
        return scanner;
    }

    /// <summary>The words of a piece of HTML without tables.</summary>
    public static string TextOf(string html, Document document, ReadLimits limits)
    {
        using var piece = Scan(new TextSource(new StringTextSource(html)), document, limits, default);
        return string.Join('\n', piece.Words);
    }

    public void Dispose() => tokenizer.Dispose();

    bool Hidden => elements.Hidden;

    HtmlTable? Table => open.Count > 0 ? open.Peek().Table : null;

    /// <summary>Where words go: to the cell or caption that is open, else to the page.</summary>
    HtmlTextBuilder Target
    {
        get
        {
            foreach (var table in open)
                if (table is { Table.IsLayout: false } && (table.InCell || table.InCaption)) return table.Text;
            return words;
        }
    }

    void Run(CancellationToken ct)
    {
        bool ended = false;
        for (int count = 0; tokenizer.Get() is { Type: not HtmlTokenType.EndOfFile } token; count++)
        {
            if (count % 4096 == 0) ct.ThrowIfCancellationRequested();
            if (token.Type == HtmlTokenType.Character) AddWords(token.Data);
            else if (token is HtmlTagToken { Type: HtmlTokenType.StartTag } start) Start(start);
            else if (token is HtmlTagToken { Type: HtmlTokenType.EndTag } end) ended |= End(end.Name);
        }

        BreaksOff = !ended && open.Any(t => t.Table is { IsLayout: false });
        while (open.Count > 0) EndTable();
        Words.Add(words.Take());
    }

    void AddWords(string text)
    {
        if (Hidden) return;
        if (select.IsOpen)
        {
            select.Append(text);
            return;
        }

        Target.Append(text);
        if (inHeading) heading.Append(text);
    }

    void Start(HtmlTagToken tag)
    {
        string name = tag.Name;
        if (name is "script" or "style" or "iframe" or "xmp" or "noembed" or "noframes") SkipRaw(name == "script" ? HtmlParseMode.Script : HtmlParseMode.Rawtext);
        else if (name is "title" or "textarea") ReadPlain(name, tag);
        else if (name == "input") AddInput(tag);
        else if (name == "br") Target.Line();
        else if (HtmlTag.IsVoid(name)) BreakLine(name);
        else if (name is "select" or "option" or "optgroup") select.Start(name, tag);
        else if (name == "table") StartTable(tag);
        else if (open.Count > 0 && Table is { } table && IsPart(name)) StartPart(name, tag, table);
        else StartOther(name, tag);
    }

    /// <returns>Whether the page itself ends here.</returns>
    bool End(string name)
    {
        if (name == "table") { if (open.Count > 0) EndTable(); }
        else if (name == "br") Target.Line();
        else if (name == "select") EndSelect();
        else if (open.Count > 0 && Table is not null && IsPart(name)) EndPart(name);
        else EndOther(name);
        return name == "html";
    }

    static bool IsPart(string name) => name is "tr" or "td" or "th" or "thead" or "tbody" or "tfoot" or "caption" or "colgroup";

    void StartOther(string name, HtmlTagToken tag)
    {
        BreakLine(name);
        if (name is "td" or "th") Target.Space();
        if (HtmlTag.IsHeading(name) && !Hidden)
        {
            inHeading = true;
            heading.Take();
        }

        elements.Start(name, tag);
    }

    void EndOther(string name)
    {
        BreakLine(name);
        if (inHeading && HtmlTag.IsHeading(name))
        {
            inHeading = false;
            lastHeading = heading.Take().ReplaceLineEndings(" ");
        }

        elements.End(name, open.Count > 0 ? open.Peek().Inside : 0);
    }

    void BreakLine(string name)
    {
        if (HtmlTag.IsBlock(name) && !Hidden) Target.Line();
    }

    void SkipRaw(HtmlParseMode mode)
    {
        tokenizer.State = mode;
        Raw();
    }

    /// <summary>The text up to the end tag of an element that holds nothing but text.</summary>
    string Raw()
    {
        string text = "";
        for (var token = tokenizer.Get(); token.Type is not (HtmlTokenType.EndTag or HtmlTokenType.EndOfFile); token = tokenizer.Get())
            if (token.Type == HtmlTokenType.Character) text = text.Length == 0 ? token.Data : text + token.Data;
        return text;
    }

    void ReadPlain(string name, HtmlTagToken tag)
    {
        tokenizer.State = HtmlParseMode.RCData;
        string text = Raw();
        if (name == "title" && Title.Length == 0 && !Hidden) Title = Unreadable.Short(text, 200);
        else if (name == "textarea" && !Hidden && tag.Shows()) AddControl(text);
    }

    void AddInput(HtmlTagToken tag)
    {
        string type = tag.Attribute("type")?.ToLowerInvariant() ?? "text";
        if (type == "password")
        {
            HasPassword = true;
            foreach (var table in open)
                if (table.Table is not null) table.Table.HasPassword = true;
        }

        bool shown = type is not ("hidden" or "checkbox" or "radio" or "button" or "submit" or "image" or "file" or "reset" or "password");
        if (shown && !Hidden && tag.Shows()) AddControl(tag.Attribute("value") ?? "");
    }

    /// <summary>What a field holds is a cell's text; in a heading it filters, and on the page it is none of its words.</summary>
    void AddControl(string value)
    {
        if (open.Count == 0 || !open.Peek().InCell || open.Peek().Part == HtmlPart.Head) return;
        Target.Space();
        Target.Append(value);
        Target.Space();
    }

    void EndSelect()
    {
        if (select.End() is { } chosen && !Hidden) AddControl(chosen);
    }

    void StartTable(HtmlTagToken tag)
    {
        EndSelect();
        BreakLine("table");
        var outer = open.FirstOrDefault(t => t.Table is { IsLayout: false });
        if (outer is { Table.HasHeadings: true })
        {
            // Inside a table with headings another one is only a way to arrange a cell.
            open.Push(new HtmlOpenTable(null, elements.Count, limits.MaxCellLength));
            elements.Add(elements.Of("table", tag));
            return;
        }

        if (outer is not null) MakeLayout(outer);
        Words.Add(words.Take());
        HtmlOpenElement opened = elements.Of("table", tag);
        var table = new HtmlTable(document, limits)
        {
            Name = lastHeading,
            IsAside = opened.Hidden || opened.Aside,
            IsLayout = tag.Attribute("role") is "presentation" or "none",
            WordsBefore = Words.Count - 1,
        };
        lastHeading = "";
        open.Push(new HtmlOpenTable(table, elements.Count, limits.MaxCellLength));
        elements.Add(opened with { Hidden = false });
    }

    /// <summary>What its cells hold are words of the page.</summary>
    void MakeLayout(HtmlOpenTable at)
    {
        at.Table!.IsLayout = true;
        if (at.Table.IsAside) return;
        foreach (string text in at.Table.Texts.Append(at.Text.Take()))
        {
            words.Append(text);
            words.Line();
        }
    }

    void EndTable()
    {
        var ended = open.Peek();
        if (ended.Table is not null) EndRow(ended);
        open.Pop();
        elements.CloseDownTo(ended.Below);
        BreakLine("table");
        if (ended.Table is not { } table) return;
        if (!table.IsLayout && !table.HasHeadings && table.BodyRows < 2 && table.NoData is null) MakeLayout(ended);
        if (table.IsLayout) return;
        Words.Add(words.Take());
        table.WordsAfter = Words.Count;
        Tables.Add(table);
    }

    void StartPart(string name, HtmlTagToken tag, HtmlTable table)
    {
        var at = open.Peek();
        EndSelect();
        EndCell(at);
        if (name is "td" or "th")
        {
            if (at.Row is null) StartRow(at, shown: true);
            if (name == "th" && !table.IsLayout) table.SawHeading();
            elements.CloseDownTo(at.Below + 1);
            at.StartCell(name == "th", Span(tag, "colspan", MaxSpan), Span(tag, "rowspan", ushort.MaxValue), tag.Shows(),
                tag.HasClass("dataTables_empty") || tag.HasClass("dt-empty"), elements.Count);
            return;
        }

        EndRow(at);
        elements.CloseDownTo(at.Below + 1);
        if (name == "tr") StartRow(at, tag.Shows() && at.PartShown);
        else if (name == "caption") at.InCaption = true;
        else if (name is not "colgroup") at.StartPart(name switch { "thead" => HtmlPart.Head, "tfoot" => HtmlPart.Foot, _ => HtmlPart.Body }, tag.Shows());
    }

    static void StartRow(HtmlOpenTable at, bool shown) => (at.Row, at.RowShown) = ([], shown);

    void EndPart(string name)
    {
        var at = open.Peek();
        EndSelect();
        EndCell(at);
        if (name is "td" or "th") return;
        EndRow(at);
        if (name is "thead" or "tbody" or "tfoot") at.StartPart(HtmlPart.Body, true);
    }

    void EndRow(HtmlOpenTable at)
    {
        EndCell(at);
        if (at.Row is { Count: > 0 } row && !at.Table!.IsLayout) at.Table.AddRow(row, at.Part, at.RowShown);
        at.Row = null;
    }

    void EndCell(HtmlOpenTable at)
    {
        if (at.InCaption)
        {
            at.InCaption = false;
            string caption = at.Text.Take().ReplaceLineEndings(" ");
            if (caption.Length > 0) at.Table!.Name = caption;
        }

        if (!at.InCell) return;
        elements.CloseDownTo(at.Inside);
        if (at.Text.Overflows) throw Unreadable.TooLarge(document, $"A cell has more than {limits.MaxCellLength:N0} characters.");
        at.EndCell();
    }

    static int Span(HtmlTagToken tag, string name, int most) => int.TryParse(tag.Attribute(name), out int span) ? Math.Clamp(span, 1, most) : 1;
}
