namespace Kurir.BackOffice;

/// <summary>Rows of a report under its headings, in the order in which the panel lists them: newest first.</summary>
public sealed record BackOfficeTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<BackOfficeCell>> Rows)
{
    /// <summary>The same rows as printed text.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Texts => [.. Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.Text)])];
}
