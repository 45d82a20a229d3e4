namespace Kurir;

/// <summary>A row on its way into the ledger: cells in the contract's column order, typed by it.</summary>
/// <param name="Origin"><c>sheet 1, row 12</c>.</param>
/// <param name="Cells">As many as the contract has columns; Empty where the table lacks one.</param>
/// <param name="KeyHash">What tells the row from others: the key's first bytes, and 16 bytes over the canonical values of the key's columns.</param>
/// <param name="ContentHash">16 bytes: the canonical values of all columns but the running number.</param>
/// <param name="Day">The day by which the row lies in the window; null where no date column is known, or several hold different days of the window.</param>
/// <param name="Violations">What it broke; null or empty: accepted, else quarantined.</param>
public sealed record CheckedRow(
    string Origin, Cell[] Cells, byte[] KeyHash, byte[] ContentHash, DateOnly? Day, IReadOnlyList<Violation>? Violations = null)
{
    public bool Accepted => Violations is not { Count: > 0 };
}
