namespace Kurir.Connectors;

[Described("A tab of a workbook (xlsx) that people may use too."), ShortForm(nameof(File))]
public sealed record WorkbookOptions
{
    [Described("The file, seen from the folder that holds pipelines/.", Example = "out/backend.xlsx", Default = "out/<pipeline>.xlsx")]
    public string? File { get; init; }

    [Described("The tab.", Example = "Transaksi", Default = "the export's name")]
    public string? Tab { get; init; }
}
