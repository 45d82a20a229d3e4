namespace Kurir.Connectors;

/// <summary>A sheet that can be read and written, as <c>kurir doctor google</c> shows it.</summary>
/// <param name="Account">The service account's address.</param>
/// <param name="Title">The spreadsheet's.</param>
/// <param name="Tab">The tab that is delivered to; null: it is not there yet and will be made.</param>
/// <param name="Headings">The texts of the fullest of the first rows, which is mostly the heading.</param>
public sealed record SheetRights(string Account, string Title, string? Tab, IReadOnlyList<string> Headings);
