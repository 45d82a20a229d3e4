namespace Kurir.Connectors;

/// <summary>The number format of each cell style.</summary>
sealed class XlsxStyles
{
    const int MaxStyles = 70_000;

    readonly List<NumberFormat> formats = [];

    public NumberFormat this[int style] => (uint)style < (uint)formats.Count ? formats[style] : NumberFormat.General;

    public static XlsxStyles Read(BoundedXml xml, Document document)
    {
        var styles = new XlsxStyles();
        var custom = new Dictionary<int, string>();
        var known = new Dictionary<int, NumberFormat>();
        bool cells = false;
        while (xml.ReadElement())
        {
            if (xml.Depth == 1) cells = xml.Name == "cellXfs";
            if (xml.Name == "numFmt" && int.TryParse(xml.Attribute("numFmtId"), out int id)) custom[id] = xml.Attribute("formatCode") ?? "";
            else if (xml.Name == "xf" && cells && xml.Depth == 2) styles.formats.Add(Format(int.TryParse(xml.Attribute("numFmtId"), out id) ? id : 0, custom, known));
            if (Math.Max(custom.Count, styles.formats.Count) > MaxStyles) throw Unreadable.Hostile(document, $"The workbook has more than {MaxStyles:N0} cell styles.");
        }

        return styles;
    }

    static NumberFormat Format(int id, Dictionary<int, string> custom, Dictionary<int, NumberFormat> known)
    {
        if (known.TryGetValue(id, out var format)) return format;
        string code = custom.GetValueOrDefault(id) ?? NumberFormat.BuiltIn(id) ?? "General";
        return known[id] = new NumberFormat(code);
    }
}
