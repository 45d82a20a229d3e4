using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Kurir.Connectors;

/// <summary>One tab of a workbook, opened; everything else of the file is kept.</summary>
sealed class WorkbookFile : ITabularFile
{
    const string ContentTypes = "[Content_Types].xml";

    readonly string tab, name, workbookName;
    readonly XlsxPackage package;
    readonly WorkbookPart workbook;
    readonly StylesPart styles;
    readonly (int Index, string Relation)? place;
    readonly string? sheet, stylesName;
    readonly bool isOwn, isEmpty;
    readonly HashSet<string> changed = [];
    IReadOnlyList<string>? texts;
    XDocument? newRelations, newTypes;

    /// <param name="stream">The file; null: it is new.</param>
    /// <param name="tab">The tab's name.</param>
    /// <param name="name">The file as a person would name it.</param>
    public WorkbookFile(Stream? stream, string tab, string name)
    {
        this.tab = tab;
        this.name = name;
        try
        {
            package = new XlsxPackage(stream ?? NewWorkbook.Empty());
            workbookName = package.Relations("").FirstOrDefault(relation => relation.Type == "officeDocument").Target ?? throw new InvalidDataException("it is no workbook");
            workbook = new WorkbookPart(package.Load(workbookName));
            stylesName = package.Relations(workbookName).FirstOrDefault(relation => relation.Type == "styles").Target;
            styles = new StylesPart(stylesName is null ? XDocument.Parse(NewWorkbook.Styles) : package.Load(stylesName));
            place = workbook.Find(tab);
            sheet = place is null ? null : SheetOf(place.Value.Relation);
            isOwn = IsOwn();
            isEmpty = sheet is null || !Rows(CancellationToken.None).Any();
        }
        catch
        {
            package?.Dispose();
            stream?.Dispose();
            throw;
        }
    }

    public bool Stands => !isEmpty;

    public IEnumerable<FileRow> Rows(CancellationToken ct)
    {
        if (sheet is null) yield break;
        texts ??= ReadTexts();
        using XmlReader xml = package.Read(sheet);
        foreach (FileRow row in new SheetReader(xml, styles, texts, workbook.Is1904).Rows(ct)) yield return row;
    }

    public Cell Fit(Cell cell, ColumnContract column) => cell.Type switch
    {
        CellType.Text => CellText.Fit(cell.Text) is var text && ReferenceEquals(text, cell.Text) ? cell : Cell.OfText(text),
        CellType.Number when IsExact(cell.Value) => cell,
        CellType.Date or CellType.DateTime or CellType.Time when Serial.Of(cell, workbook.Is1904) is not null => cell,
        CellType.Boolean or CellType.Empty => cell,
        CellType.Error when RowWriter.IsError(cell.Text) => cell,
        _ => Cell.OfText(CellText.Fit(cell.Value)),
    };

    public string NameOf(long row, int position) => $"{tab}!{Cells.Place(row, position)}";

    public IReadOnlyList<string> Write(Stream to, FileEdit edit, CancellationToken ct)
    {
        RefuseIfFull(edit);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        IReadOnlyList<int> added = edit.Plan.Columns.Added;
        var growth = new Growth(
            Math.Max(1, edit.HeadingRow), edit.LastRow, Math.Max(1, edit.LastRow) + edit.Plan.NewCount, added.Count > 0 ? edit.Plan.Columns.Positions[added[0]] : -1, added.Count);
        string part = sheet ?? AddSheet();
        SheetWriter written = WriteSheet(zip, part, edit, growth, ct);
        List<string> remarks = [.. GrowTables(zip, edit, growth)];
        if (written.Filter is { } filter && place is { } at) workbook.SetFilter(at.Index, filter);
        if (!isOwn) workbook.Recalculate();
        if (workbook.Changed) Put(zip, workbookName, workbook.Document);
        if (styles.Changed) Put(zip, stylesName ?? Sibling("styles.xml"), styles.Document);
        PutRelations(zip);
        package.CopyTo(zip, changed, ct);
        if (written.CutCells > 0) remarks.Add($"{written.CutCells} {(written.CutCells == 1 ? "text" : "texts")} longer than {CellText.MaxLength:N0} characters cut to that, and end in …");
        return remarks;
    }

    public IEnumerable<Mismatch> Damage(ITabularFile written) =>
        package.Differing(((WorkbookFile)written).package, changed).Select(part => new Mismatch($"{name}: {part}", "as it was", "changed"));

    public void Dispose() => package.Dispose();

    // More digits than a spreadsheet keeps, or a number beyond its range, is text.
    static bool IsExact(string number) =>
        Canonical.SignificantDigits(number) <= 15 && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value) && (value == 0 || Math.Abs(value) is > 1e-300 and < 1e300);

    string SheetOf(string relation)
    {
        (string Id, string Type, string Target) found = package.Relations(workbookName).FirstOrDefault(known => known.Id == relation);
        if (found.Type == "worksheet") return found.Target;
        throw new Fault(
            Stage.Deliver, FaultName.DestinationChanged, FaultKind.Ask, name, $"The tab {tab} is no sheet with cells (a chart, or a part that is missing).",
            "Rename that tab, or name another one in the pipeline; nothing was written.");
    }

    bool IsOwn() =>
        package.Relations("").FirstOrDefault(relation => relation.Type == "extended-properties").Target is { } properties && package.Has(properties)
        && package.Load(properties).Root!.Elements().Any(property => property.Name.LocalName == "Application" && property.Value == NewWorkbook.Application);

    List<string> ReadTexts()
    {
        List<string> read = [];
        string? part = package.Relations(workbookName).FirstOrDefault(relation => relation.Type == "sharedStrings").Target;
        if (part is null || !package.Has(part)) return read;
        using XmlReader xml = package.Read(part);
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si") read.Add(CellText.Decode(SheetReader.ReadRuns(xml)));
        return read;
    }

    void RefuseIfFull(FileEdit edit)
    {
        long rows = Math.Max(1, edit.LastRow) + edit.Plan.NewCount;
        int columns = edit.Plan.Columns.Positions.Max() + 1;
        if (rows <= Cells.MaxRows && columns <= Cells.MaxColumns) return;
        throw new Fault(
            Stage.Deliver, FaultName.DestinationFull, FaultKind.Stop, name,
            string.Create(CultureInfo.InvariantCulture, $"The tab {tab} would have {rows:N0} rows and {columns:N0} columns; a sheet holds {Cells.MaxRows:N0} and {Cells.MaxColumns:N0}."),
            "Deliver into another tab or file, or into a database (sqlite); nothing was written.");
    }

    SheetWriter WriteSheet(ZipArchive zip, string part, FileEdit edit, Growth growth, CancellationToken ct)
    {
        changed.Add(part);
        using XmlReader from = sheet is null ? NewWorkbook.EmptySheet(edit.Plan, workbook.Document.Root!.Name.NamespaceName, workbook.Find(tab)?.Index == 0) : package.Read(sheet);
        using XmlWriter xml = XmlWriter.Create(new WriteBehind(Create(zip, part)), XlsxPackage.Writing);
        var writer = new SheetWriter(from, xml, edit, growth, styles, workbook.Is1904);
        writer.Copy(ct);
        return writer;
    }

    IEnumerable<string> GrowTables(ZipArchive zip, FileEdit edit, Growth growth)
    {
        if (sheet is null) yield break;
        string[] added = [.. edit.Plan.Columns.Added.Select(i => edit.Plan.Delivery.Columns[i].Heading)];
        foreach (string part in package.Relations(sheet).Where(relation => relation.Type == "table").Select(relation => relation.Target))
        {
            XDocument table = package.Load(part);
            if (TablePart.Grow(table, growth, added)) Put(zip, part, table);
            if (TablePart.IsClosed(table, growth) && edit.Plan.NewCount > 0) yield return "the table there ends in a totals row: new rows stand below it and are no part of it";
        }
    }

    string AddSheet()
    {
        int number = 1;
        while (package.Has(Sibling($"worksheets/sheet{number}.xml"))) number++;
        string part = Sibling($"worksheets/sheet{number}.xml");
        workbook.Add(tab, Relate("worksheet", part));
        return part;
    }

    // Names a new part where the package wants it named: among the workbook's relationships and the content types.
    string Relate(string type, string part)
    {
        XElement relations = (newRelations ??= package.Load(XlsxPackage.RelationsOf(workbookName))).Root!, types = (newTypes ??= package.Load(ContentTypes)).Root!;
        HashSet<string> ids = [.. relations.Elements().Select(relation => (string?)relation.Attribute("Id") ?? "")];
        int number = 1;
        while (ids.Contains($"rId{number}")) number++;
        // A strict file has relationship types of its own.
        string like = relations.Elements().Select(relation => (string?)relation.Attribute("Type")).FirstOrDefault(known => known?.EndsWith("/worksheet", StringComparison.Ordinal) == true)
            ?? "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        relations.Add(new XElement(
            relations.Name.Namespace + "Relationship", new XAttribute("Id", $"rId{number}"), new XAttribute("Type", like[..(like.LastIndexOf('/') + 1)] + type), new XAttribute("Target", "/" + part)));
        types.Add(new XElement(
            types.Name.Namespace + "Override", new XAttribute("PartName", "/" + part), new XAttribute("ContentType", $"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml")));
        return $"rId{number}";
    }

    void PutRelations(ZipArchive zip)
    {
        if (styles.Changed && stylesName is null) Relate("styles", Sibling("styles.xml"));
        if (newRelations is not null) Put(zip, XlsxPackage.RelationsOf(workbookName), newRelations);
        if (newTypes is not null) Put(zip, ContentTypes, newTypes);
    }

    string Sibling(string part) => workbookName[..(workbookName.LastIndexOf('/') + 1)] + part;

    void Put(ZipArchive zip, string part, XDocument document)
    {
        changed.Add(part);
        using XmlWriter to = XmlWriter.Create(Create(zip, part), XlsxPackage.Writing);
        document.Save(to);
    }

    static Stream Create(ZipArchive zip, string part) => zip.CreateEntry(part, CompressionLevel.Fastest).Open();
}
