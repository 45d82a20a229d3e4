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
    const int MaxStack = 4096;
    const int MaxSearch = 256;
    const int MaxSpan = 1000;

    readonly HtmlTokenizer tokenizer;
    readonly Document document;
    readonly ReadLimits limits;
    readonly List<Open> stack = [];
    readonly Stack<OpenTable> open = new();
    readonly HtmlTextBuilder words = new(MostWords);
    readonly HtmlTextBuilder heading = new(1000);
    readonly HtmlTextBuilder option = new(1000);
    string lastHeading = "";
    string? chosen;
    bool inHeading, inSelect, optionSelected;

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

    bool Hidden => stack.Count > 0 && stack[^1].Hidden;

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
        if (inSelect)
        {
            option.Append(text);
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
        else if (name is "select" or "option" or "optgroup") StartOption(name, tag);
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

        bool foreign = stack.Count > 0 && stack[^1].Foreign || name is "svg" or "math";
        if (stack.Count < MaxStack && !(foreign && tag.IsSelfClosing)) stack.Add(Opened(name, tag, foreign));
    }

    Open Opened(string name, HtmlTagToken tag, bool foreign) => new(
        name,
        Hidden || HtmlTag.IsUnseen(name) || (name is not ("html" or "body") && !tag.Shows()),
        (stack.Count > 0 && stack[^1].Aside) || tag.HasClass("modal") || tag.Attribute("class") is { } classes && IsClone(classes),
        foreign);

    /// <summary>DataTables keeps scrolling headings in tables of their own, besides the real ones.</summary>
    static bool IsClone(string classes) => classes.Contains("dataTables_scrollHead", StringComparison.Ordinal) || classes.Contains("dataTables_scrollFoot", StringComparison.Ordinal)
        || classes.Contains("dt-scroll-head", StringComparison.Ordinal) || classes.Contains("dt-scroll-foot", StringComparison.Ordinal) || classes.Contains("DTFC_", StringComparison.Ordinal);

    void EndOther(string name)
    {
        BreakLine(name);
        if (inHeading && HtmlTag.IsHeading(name))
        {
            inHeading = false;
            lastHeading = heading.Take().ReplaceLineEndings(" ");
        }

        int floor = open.Count > 0 ? open.Peek().Inside : 0;
        for (int i = stack.Count - 1; i >= floor && i >= stack.Count - MaxSearch; i--)
            if (stack[i].Name == name)
            {
                CloseDownTo(i);
                return;
            }
    }

    void BreakLine(string name)
    {
        if (HtmlTag.IsBlock(name) && !Hidden) Target.Line();
    }

    void CloseDownTo(int depth) => stack.RemoveRange(depth, stack.Count - depth);

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

    void StartOption(string name, HtmlTagToken tag)
    {
        if (name == "select") (inSelect, chosen) = (true, null);
        if (!inSelect) return;
        EndOption();
        optionSelected = name == "option" && tag.Attribute("selected") is not null;
    }

    void EndOption()
    {
        string text = option.Take();
        if (optionSelected || (chosen is null && text.Length > 0)) chosen = text;
        optionSelected = false;
    }

    void EndSelect()
    {
        if (!inSelect) return;
        EndOption();
        inSelect = false;
        if (!Hidden) AddControl(chosen ?? "");
    }

    void StartTable(HtmlTagToken tag)
    {
        EndSelect();
        BreakLine("table");
        var outer = open.FirstOrDefault(t => t.Table is { IsLayout: false });
        if (outer is { Table.HasHeadings: true })
        {
            // Inside a table with headings another one is only a way to arrange a cell.
            open.Push(new OpenTable(null, stack.Count, limits.MaxCellLength));
            stack.Add(Opened("table", tag, false));
            return;
        }

        if (outer is not null) MakeLayout(outer);
        Words.Add(words.Take());
        var opened = Opened("table", tag, false);
        var table = new HtmlTable(document, limits)
        {
            Name = lastHeading,
            IsAside = opened.Hidden || opened.Aside,
            IsLayout = tag.Attribute("role") is "presentation" or "none",
            WordsBefore = Words.Count - 1,
        };
        lastHeading = "";
        open.Push(new OpenTable(table, stack.Count, limits.MaxCellLength));
        stack.Add(opened with { Hidden = false });
    }

    /// <summary>What its cells hold are words of the page.</summary>
    void MakeLayout(OpenTable at)
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
        CloseDownTo(Math.Min(ended.Below, stack.Count));
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
            CloseDownTo(at.Below + 1);
            at.StartCell(name == "th", Span(tag, "colspan", MaxSpan), Span(tag, "rowspan", ushort.MaxValue), tag.Shows(),
                tag.HasClass("dataTables_empty") || tag.HasClass("dt-empty"), stack.Count);
            return;
        }

        EndRow(at);
        CloseDownTo(at.Below + 1);
        if (name == "tr") StartRow(at, tag.Shows() && at.PartShown);
        else if (name == "caption") at.InCaption = true;
        else if (name is not "colgroup") at.StartPart(name switch { "thead" => HtmlPart.Head, "tfoot" => HtmlPart.Foot, _ => HtmlPart.Body }, tag.Shows());
    }

    static void StartRow(OpenTable at, bool shown) => (at.Row, at.RowShown) = ([], shown);

    void EndPart(string name)
    {
        var at = open.Peek();
        EndSelect();
        EndCell(at);
        if (name is "td" or "th") return;
        EndRow(at);
        if (name is "thead" or "tbody" or "tfoot") at.StartPart(HtmlPart.Body, true);
    }

    void EndRow(OpenTable at)
    {
        EndCell(at);
        if (at.Row is { Count: > 0 } row && !at.Table!.IsLayout) at.Table.AddRow(row, at.Part, at.RowShown);
        at.Row = null;
    }

    void EndCell(OpenTable at)
    {
        if (at.InCaption)
        {
            at.InCaption = false;
            string caption = at.Text.Take().ReplaceLineEndings(" ");
            if (caption.Length > 0) at.Table!.Name = caption;
        }

        if (!at.InCell) return;
        CloseDownTo(Math.Min(at.Inside, stack.Count));
        if (at.Text.Overflows) throw Unreadable.TooLarge(document, $"A cell has more than {limits.MaxCellLength:N0} characters.");
        at.EndCell();
    }

    static int Span(HtmlTagToken tag, string name, int most) => int.TryParse(tag.Attribute(name), out int span) ? Math.Clamp(span, 1, most) : 1;

    /// <param name="Aside">In a dialog or a copy.</param>
    /// <param name="Foreign">In a drawing, where a tag may close itself.</param>
    readonly record struct Open(string Name, bool Hidden, bool Aside, bool Foreign);

    /// <param name="table">Null for one inside a cell, whose tags only break lines.</param>
    /// <param name="below">The stack's height below the table.</param>
    sealed class OpenTable(HtmlTable? table, int below, int longest)
    {
        HtmlCell cell;

        public HtmlTable? Table => table;

        public int Below => below;

        /// <summary>The stack's height below what is open inside: an end tag closes nothing further down.</summary>
        public int Inside { get; private set; } = below + 1;

        public HtmlTextBuilder Text { get; } = new(longest + 1);

        public HtmlPart Part { get; private set; } = HtmlPart.Body;

        public bool PartShown { get; private set; } = true;

        public List<HtmlCell>? Row { get; set; }

        public bool RowShown { get; set; }

        public bool InCell { get; private set; }

        public bool InCaption { get; set; }

        public void StartPart(HtmlPart part, bool shown) => (Part, PartShown) = (part, shown);

        public void StartCell(bool isHeading, int across, int down, bool shown, bool marked, int height)
        {
            cell = new HtmlCell("", isHeading, across, down, shown, marked);
            Inside = height;
            InCell = true;
        }

        public void EndCell()
        {
            Row!.Add(cell with { Text = Text.Take() });
            InCell = false;
            Inside = below + 1;
        }
    }
}
