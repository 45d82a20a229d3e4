namespace Kurir.Connectors;

/// <summary>Which tab of a spreadsheet is meant, whatever people have done to it since: found by the mark we left there, else as the pipeline names it.</summary>
sealed record SheetTarget(ExportId Export, string? Title, int? Tab)
{
    /// <summary>The key of the mark on a tab.</summary>
    public const string TabKey = "kurir.export";

    /// <summary>The key of the marks on columns; their value is the heading.</summary>
    public const string ColumnKey = "kurir.column";

    /// <summary>A key that no mark ever has.</summary>
    public const string NobodysKey = "kurir.nobody";

    /// <summary>The name of a tab that we make.</summary>
    public string NewTitle => Title ?? Export.Name;

    /// <summary>The mark's value. It names the tab too: a copy that a person made of the tab has the mark but not the id.</summary>
    public string MarkOf(int tab) => $"{Export.Pipeline}/{Export.Name}#{Title ?? (Tab is { } id ? $"gid={id}" : "")} {tab}";

    public bool IsMarked(BookTab tab) => tab.Marks.Any(mark => mark.Key == TabKey && mark.Value == MarkOf(tab.Id));

    /// <returns>Null: there is none yet.</returns>
    /// <exception cref="Fault">What is meant has no cells, or the tab that the address names is gone.</exception>
    public BookTab? Find(Book book, string name)
    {
        BookTab? found = book.Tabs.FirstOrDefault(IsMarked) ?? Named(book, name);
        if (found is { HasCells: false })
            throw new Fault(
                Stage.Deliver, FaultName.DestinationChanged, FaultKind.Ask, name, $"The tab {found.Title} has no cells of its own (a chart, or a connected sheet).", "Name another tab in the pipeline; nothing was written.");
        return found;
    }

    /// <summary>Positions of the columns by the folded headings with which they were marked; of marks that two columns have, none.</summary>
    public static Dictionary<string, int> MarkedColumns(BookTab tab) => tab.ColumnMarks
        .SelectMany(column => column.Value.Where(mark => mark.Key == ColumnKey).Select(mark => (Heading: Headings.Fold(mark.Value), column.Key)))
        .Distinct().GroupBy(mark => mark.Heading).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single().Key);

    BookTab? Named(Book book, string name)
    {
        if (Title is not null) return book.Tabs.FirstOrDefault(tab => tab.Title == Title) ?? book.Tabs.FirstOrDefault(tab => tab.Title.Equals(Title, StringComparison.OrdinalIgnoreCase));
        if (Tab is not { } id) return book.Tabs.FirstOrDefault(tab => tab.HasCells);
        return book.Tabs.FirstOrDefault(tab => tab.Id == id) ?? throw new Fault(
            Stage.Deliver, FaultName.DestinationNotFound, FaultKind.Ask, name, $"The spreadsheet has no tab with the id {id}; it has {string.Join(", ", book.Tabs.Take(20).Select(tab => $"'{tab.Title}'"))}.",
            "Copy the address anew while the tab is open, or name it under tab:; nothing was written.");
    }
}
