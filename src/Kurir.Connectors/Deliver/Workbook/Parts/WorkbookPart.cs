using System.Globalization;
using System.Xml.Linq;

namespace Kurir.Connectors;

/// <summary>A workbook's list of tabs and what belongs to all of them.</summary>
sealed class WorkbookPart
{
    const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // The parts of the schema that stand behind calcPr.
    static readonly HashSet<string> BehindCalculation = ["oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"];

    readonly XElement root;
    readonly XNamespace ns;
    readonly XDocument document;

    public WorkbookPart(XDocument document)
    {
        this.document = document;
        root = document.Root!;
        ns = root.Name.Namespace;
    }

    public XDocument Document => document;

    public bool Is1904 => (string?)root.Element(ns + "workbookPr")?.Attribute("date1904") is "1" or "true";

    public bool Changed { get; private set; }

    IEnumerable<XElement> Tabs => root.Element(ns + "sheets")?.Elements(ns + "sheet") ?? [];

    /// <summary>A tab's place among the tabs and its relationship's id; null: there is none of this name.</summary>
    public (int Index, string Relation)? Find(string tab)
    {
        int index = 0;
        foreach (XElement sheet in Tabs)
        {
            if (string.Equals((string?)sheet.Attribute("name"), tab, StringComparison.OrdinalIgnoreCase))
                return (index, sheet.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "id" && attribute.Name.NamespaceName.Length > 0)?.Value ?? "");
            index++;
        }

        return null;
    }

    public void Add(string tab, string relation)
    {
        int id = Tabs.Select(sheet => int.TryParse((string?)sheet.Attribute("sheetId"), NumberStyles.None, CultureInfo.InvariantCulture, out int known) ? known : 0).DefaultIfEmpty().Max() + 1;
        XElement sheets = root.Element(ns + "sheets") ?? throw new InvalidDataException("its list of tabs is missing");
        Changed = true;
        // A strict file has other names for the same.
        XNamespace relations = root.GetNamespaceOfPrefix("r") ?? Relationships;
        sheets.Add(new XElement(ns + "sheet", new XAttribute("name", tab), new XAttribute("sheetId", id), new XAttribute(relations + "id", relation)));
    }

    /// <summary>Spreadsheets keep a filter's range a second time, as a hidden name.</summary>
    public void SetFilter(int tab, CellRange range)
    {
        XElement? name = root.Element(ns + "definedNames")?.Elements(ns + "definedName").FirstOrDefault(name =>
            (string?)name.Attribute("name") == "_xlnm._FilterDatabase" && (string?)name.Attribute("localSheetId") == tab.ToString(CultureInfo.InvariantCulture));
        if (name is null || name.Value.LastIndexOf('!') is not (var mark and > 0)) return;
        name.Value = name.Value[..(mark + 1)] + range.ToFixed();
        Changed = true;
    }

    /// <summary>People's formulas are computed anew when the file is next opened.</summary>
    public void Recalculate()
    {
        XElement? calculation = root.Element(ns + "calcPr");
        if (calculation is null)
        {
            calculation = new XElement(ns + "calcPr");
            if (root.Elements().FirstOrDefault(part => BehindCalculation.Contains(part.Name.LocalName)) is { } next) next.AddBeforeSelf(calculation);
            else root.Add(calculation);
        }

        calculation.SetAttributeValue("fullCalcOnLoad", 1);
        Changed = true;
    }
}
