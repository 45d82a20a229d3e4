namespace Kurir.Connectors;

[Described("A tab of a Google spreadsheet that people may use too. The service account's key is the secret google; the spreadsheet is shared with the account's address."), ShortForm(nameof(Sheet))]
public sealed record GoogleSheetsOptions
{
    [Described("The spreadsheet: its id, or its whole address from the browser.", Example = "1AbC", Required = true)]
    public string? Sheet { get; init; }

    [Described("The tab; where there is none of this name it is made.", Example = "Transaksi", Default = "the tab that the address names (#gid=…), else the first")]
    public string? Tab { get; init; }

    [Described("Whether a row that a person removed there comes back when the report changes it.")]
    public bool RestoreDeleted { get; init; }
}
