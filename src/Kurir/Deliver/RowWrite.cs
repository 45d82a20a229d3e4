namespace Kurir;

/// <summary>What is to be written to one row that stands there.</summary>
/// <param name="Place">The row, as the destination counts.</param>
/// <param name="Columns">Which of the delivery's columns.</param>
/// <param name="Cells">For each of them what it is to hold, in the form in which this destination can store it.</param>
public sealed record RowWrite(long Place, int[] Columns, Cell[] Cells);
