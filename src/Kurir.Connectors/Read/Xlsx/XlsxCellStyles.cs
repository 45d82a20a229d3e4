using System.Text;

namespace Kurir.Connectors;

/// <summary>The cell styles that a new workbook uses: a few fixed ones, and one for each number format that its cells bring along.</summary>
sealed class XlsxCellStyles
{
    const int FirstCustom = 164;

    /// <value>Beyond this many the cells keep the default: no real report has so many.</value>
    const int MaxCustom = 200;

    readonly List<string> formats = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm:ss.000", "[h]:mm:ss", "[h]:mm:ss.000"];
    readonly Dictionary<string, int> custom = new(StringComparer.Ordinal);

    public const int Default = 0, Heading = 1, Quoted = 2;

    public int Of(string format)
    {
        if (custom.TryGetValue(format, out int style)) return style;
        int index = formats.IndexOf(format);
        if (index < 0 && formats.Count >= MaxCustom) return Default;
        if (index < 0)
        {
            index = formats.Count;
            formats.Add(format);
        }

        return custom[format] = index + 3;
    }

    public string ToXml()
    {
        var numbers = new StringBuilder();
        var cells = new StringBuilder();
        for (int i = 0; i < formats.Count; i++)
        {
            numbers.Append($"<numFmt numFmtId=\"{FirstCustom + i}\" formatCode=\"{XlsxText.Escape(formats[i])}\"/>");
            cells.Append($"<xf numFmtId=\"{FirstCustom + i}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>");
        }

        return $"<styleSheet xmlns=\"{XlsxWriter.Main}\"><numFmts count=\"{formats.Count}\">{numbers}</numFmts>"
            + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + $"<cellXfs count=\"{formats.Count + 3}\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
            + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
            + $"<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" quotePrefix=\"1\"/>{cells}</cellXfs>"
            + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
    }
}
