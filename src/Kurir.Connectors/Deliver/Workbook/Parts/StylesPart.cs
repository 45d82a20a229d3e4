using System.Globalization;
using System.Xml.Linq;

namespace Kurir.Connectors;

/// <summary>A workbook's cell formats: what a cell's style makes of its number, and which style a new value needs.</summary>
sealed class StylesPart
{
    const int FirstOwnFormat = 164;
    const int TextFormat = 49;

    readonly XDocument document;
    readonly XNamespace ns;
    readonly List<XElement> formats;
    readonly Dictionary<int, string> codes;
    readonly List<NumberFormat> known;
    readonly Dictionary<(int Base, int Format), int> derived = [];
    int? heading;

    public StylesPart(XDocument document)
    {
        this.document = document;
        ns = document.Root!.Name.Namespace;
        formats = [.. document.Root.Element(ns + "cellXfs")?.Elements(ns + "xf") ?? []];
        codes = [];
        foreach (XElement format in document.Root.Element(ns + "numFmts")?.Elements(ns + "numFmt") ?? [])
            codes[FormatId(format)] = (string?)format.Attribute("formatCode") ?? "";
        known = [.. formats.Select(format => FormatOf(FormatId(format)))];
    }

    public bool Changed { get; private set; }

    public XDocument Document => document;

    /// <summary>The number format of a cell's style.</summary>
    public NumberFormat this[int style] => style >= 0 && style < known.Count ? known[style] : NumberFormat.General;

    /// <summary>The style of a cell: the one it would have, or one like it with the number format that its new value needs.</summary>
    /// <param name="style">Of the cell, or of the one above it.</param>
    /// <param name="cell">As stored.</param>
    /// <param name="format">The column's number format, if any.</param>
    /// <param name="isNew">The cell is a new row's: its style is ours to choose.</param>
    public int For(int style, Cell cell, string? format, bool isNew)
    {
        NumberFormat there = this[style];
        string? own = format is not null && IsSound(format) ? format : null;
        return cell.Type switch
        {
            CellType.Text when isNew && there.Code is null && LooksTyped(cell.Text) => With(style, TextFormat),
            CellType.Number when there.Shows != FormatShows.Number || (isNew && there.Code is null && own is not null) => With(style, own is null || IsMoment(own) ? "General" : own),
            CellType.Date when there.Shows is not (FormatShows.Date or FormatShows.DateTime) => With(style, own is not null && IsMoment(own) ? own : "yyyy-mm-dd"),
            CellType.DateTime when there.Shows is not (FormatShows.Date or FormatShows.DateTime) => With(style, own is not null && new NumberFormat(own).Shows == FormatShows.DateTime ? own : "yyyy-mm-dd hh:mm:ss"),
            CellType.Time when IsLong(cell) && !there.Elapsed => With(style, "[h]:mm:ss"),
            CellType.Time when there.Shows != FormatShows.Time => With(style, "hh:mm:ss"),
            _ => style,
        };
    }

    /// <summary>A heading in a sheet of our own: bold on light grey.</summary>
    public int Heading => heading ??= AddHeading();

    // A spreadsheet would take such a text for a number, a date or a formula as soon as somebody edits its cell.
    static bool LooksTyped(string text) => char.IsAsciiDigit(text[0]) || text[0] is '=' or '+' or '-' or '@' or '.' or ',' or '(';

    static bool IsMoment(string format) => new NumberFormat(format).Shows is FormatShows.Date or FormatShows.DateTime;

    // Spreadsheets refuse a whole file for one format that they cannot read.
    static bool IsSound(string code) =>
        code.Length is > 0 and <= 200 && !code.Any(char.IsControl) && !code.EndsWith('\\')
        && code.Count(c => c == '"') % 2 == 0 && code.Count(c => c == '[') == code.Count(c => c == ']') && code.Count(c => c == ';') <= 3;

    static bool IsLong(Cell time) => !int.TryParse(time.Value.AsSpan(0, time.Value.IndexOf(':', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture, out int hours) || hours > 23;

    int With(int style, string code) => With(style, code == "General" ? 0 : IdOf(code));

    int With(int style, int format)
    {
        if (derived.TryGetValue((style, format), out int made)) return made;
        XElement like = style >= 0 && style < formats.Count ? new XElement(formats[style]) : NewFormat();
        like.SetAttributeValue("numFmtId", format);
        like.SetAttributeValue("applyNumberFormat", 1);
        like.Attribute("quotePrefix")?.Remove();
        return derived[(style, format)] = Add(like, FormatOf(format));
    }

    int Add(XElement format, NumberFormat shows)
    {
        XElement all = document.Root!.Element(ns + "cellXfs") ?? throw new InvalidDataException("its styles have no cell formats");
        if (formats.Count == 0) Append(NewFormat(), NumberFormat.General);
        Append(format, shows);
        all.SetAttributeValue("count", formats.Count);
        Changed = true;
        return formats.Count - 1;

        void Append(XElement added, NumberFormat of)
        {
            all.Add(added);
            formats.Add(added);
            known.Add(of);
        }
    }

    XElement NewFormat() => new(ns + "xf", new XAttribute("numFmtId", 0), new XAttribute("fontId", 0), new XAttribute("fillId", 0), new XAttribute("borderId", 0));

    int AddHeading()
    {
        XElement format = NewFormat();
        format.SetAttributeValue("fontId", AddTo("fonts", new XElement(ns + "font", new XElement(ns + "b"), FirstFont())));
        format.SetAttributeValue("applyFont", 1);
        format.SetAttributeValue("fillId", AddTo("fills", new XElement(
            ns + "fill", new XElement(ns + "patternFill", new XAttribute("patternType", "solid"), new XElement(ns + "fgColor", new XAttribute("rgb", "FFE7E6E6")), new XElement(ns + "bgColor", new XAttribute("indexed", 64))))));
        format.SetAttributeValue("applyFill", 1);
        return Add(format, NumberFormat.General);
    }

    // The default font's size, colour, name and so on, which the schema wants behind "bold".
    IEnumerable<XElement> FirstFont() =>
        document.Root!.Element(ns + "fonts")?.Elements(ns + "font").FirstOrDefault()?.Elements().Where(part => part.Name.LocalName != "b").Select(part => new XElement(part)) ?? [];

    int AddTo(string list, XElement item)
    {
        XElement all = document.Root!.Element(ns + list) ?? throw new InvalidDataException($"its styles have no {list}");
        all.Add(item);
        int count = all.Elements(item.Name).Count();
        all.SetAttributeValue("count", count);
        return count - 1;
    }

    int IdOf(string code)
    {
        foreach ((int id, string like) in codes)
            if (string.Equals(like, code, StringComparison.Ordinal)) return id;
        int next = Math.Max(FirstOwnFormat, codes.Keys.DefaultIfEmpty().Max() + 1);
        XElement? all = document.Root!.Element(ns + "numFmts");
        if (all is null) document.Root.AddFirst(all = new XElement(ns + "numFmts"));
        all.Add(new XElement(ns + "numFmt", new XAttribute("numFmtId", next), new XAttribute("formatCode", code)));
        codes[next] = code;
        all.SetAttributeValue("count", codes.Count);
        return next;
    }

    NumberFormat FormatOf(int id) => new(codes.GetValueOrDefault(id) ?? NumberFormat.BuiltIn(id) ?? "General");

    static int FormatId(XElement format) => int.TryParse((string?)format.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0;
}
