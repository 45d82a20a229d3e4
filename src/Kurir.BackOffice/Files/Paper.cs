namespace Kurir.BackOffice;

/// <summary>A report about to be written into a file of some kind: what stands above the table, its headings and its rows.</summary>
/// <param name="Subtitle">The window and the branch asked for, in words; a PDF prints it under the title.</param>
/// <param name="Lead">Rows of text above the headings, in every kind of file; normally none.</param>
/// <param name="Headings">One heading row, or two where the upper one spans groups of columns.</param>
sealed record Paper(
    string Title, string Subtitle, IReadOnlyList<string> Lead, IReadOnlyList<IReadOnlyList<string>> Headings, IReadOnlyList<BackOfficeCell[]> Rows)
{
    public IReadOnlyList<string> Columns => Headings[^1];

    public Paper With(Func<BackOfficeCell[], BackOfficeCell[]> change) => this with { Rows = [.. Rows.Select(change)] };
}
