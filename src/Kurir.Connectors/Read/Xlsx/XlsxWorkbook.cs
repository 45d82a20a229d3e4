namespace Kurir.Connectors;

/// <param name="Number">Its tab's position, from 1, hidden ones counted.</param>
/// <param name="Path">The entry that holds its cells.</param>
sealed record XlsxSheet(string Name, int Number, string Path, bool Hidden);

/// <summary>Which sheets a workbook has, and what holds for all of them.</summary>
sealed class XlsxWorkbook
{
    public List<XlsxSheet> Sheets { get; } = [];

    public bool Date1904 { get; private set; }

    public string? SharedStrings { get; private set; }

    public XlsxStyles Styles { get; private set; } = new();

    /// <exception cref="Fault">It is a document of another kind, or has no sheet.</exception>
    public static XlsxWorkbook Read(Archive archive, Document document, ReadLimits limits)
    {
        string path = MainPart(archive, document, limits);
        var workbook = new XlsxWorkbook();
        var parts = Relations(archive, path, document, limits);
        workbook.SharedStrings = PartOf("/sharedStrings", "xl/sharedStrings.xml");
        using (var xml = Open(archive, path, document, limits)) workbook.ReadSheets(xml, archive, parts);
        if (PartOf("/styles", "xl/styles.xml") is { } styles)
            using (var xml = Open(archive, styles, document, limits)) workbook.Styles = XlsxStyles.Read(xml, document);
        if (workbook.Sheets.Count == 0) throw Unreadable.NoTable(document, "The workbook has no sheet with cells.");
        return workbook;

        string? PartOf(string type, string usual) =>
            parts.Values.Where(p => p.Type.EndsWith(type, StringComparison.Ordinal)).Select(p => p.Path).Append(usual).FirstOrDefault(p => archive.Find(p) is not null);
    }

    public static BoundedXml Open(Archive archive, string path, Document document, ReadLimits limits) =>
        new(archive.Open(archive.Find(path) ?? throw Unreadable.Damaged(document, $"The workbook's part '{Unreadable.Short(path, 80)}' is missing.")), document, limits);

    void ReadSheets(BoundedXml xml, Archive archive, Dictionary<string, (string Type, string Path)> parts)
    {
        int number = 0;
        while (xml.ReadElement())
        {
            if (xml.Name == "workbookPr") Date1904 = xml.Attribute("date1904") is "1" or "true";
            if (xml.Name != "sheet") continue;
            number++;
            // Without relations (some generators) the sheets lie under their usual names.
            var part = parts.GetValueOrDefault(RelationId(xml) ?? "", ("/worksheet", $"xl/worksheets/sheet{number}.xml"));
            if (!part.Item1.EndsWith("/worksheet", StringComparison.Ordinal) || archive.Find(part.Item2) is null && parts.Count == 0) continue;
            Sheets.Add(new XlsxSheet(xml.Attribute("name") ?? "", number, part.Item2, xml.Attribute("state") is "hidden" or "veryHidden"));
        }
    }

    static string? RelationId(BoundedXml xml)
    {
        string? id = null;
        for (bool more = xml.Reader.MoveToFirstAttribute(); more; more = xml.Reader.MoveToNextAttribute())
            if (xml.Name == "id" && xml.Reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) id = xml.Reader.Value;
        xml.Reader.MoveToElement();
        return id;
    }

    static string MainPart(Archive archive, Document document, ReadLimits limits)
    {
        var parts = Relations(archive, "", document, limits).Values.Where(p => p.Type.EndsWith("/officeDocument", StringComparison.Ordinal));
        string path = parts.Select(p => p.Path).Append("xl/workbook.xml").First();
        if (path.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)) throw Unreadable.Unknown(document, "It is a binary Excel workbook (.xlsb).");
        if (path.StartsWith("word/", StringComparison.OrdinalIgnoreCase)) throw Unreadable.Unknown(document, "It is a Word document.");
        if (path.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase)) throw Unreadable.Unknown(document, "It is a PowerPoint presentation.");
        return path;
    }

    static Dictionary<string, (string Type, string Path)> Relations(Archive archive, string part, Document document, ReadLimits limits)
    {
        var relations = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        int slash = part.LastIndexOf('/') + 1;
        string folder = part[..slash], path = $"{folder}_rels/{part[slash..]}.rels";
        if (archive.Find(path) is null) return relations;
        using var xml = Open(archive, path, document, limits);
        while (xml.ReadElement())
        {
            if (xml.Name != "Relationship" || xml.Attribute("TargetMode") == "External" || xml.Attribute("Target") is not { } target) continue;
            relations[xml.Attribute("Id") ?? ""] = (xml.Attribute("Type") ?? "", Resolve(folder, target));
            if (relations.Count > limits.MaxEntries) throw Unreadable.Hostile(document, $"The workbook names more than {limits.MaxEntries:N0} parts.");
        }

        return relations;
    }

    static string Resolve(string folder, string target)
    {
        var parts = new List<string>();
        foreach (string step in (target is ['/' or '\\', ..] ? target : folder + target).Split('/', '\\'))
        {
            if (step == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (step is not ("" or "." or "..")) parts.Add(step);
        }

        return string.Join('/', parts);
    }
}
