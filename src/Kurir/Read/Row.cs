namespace Kurir;

/// <summary>One row of a table.</summary>
/// <param name="Place">Where: <c>sheet 1</c>, <c>page 2</c>, <c>file</c>, <c>reply 3</c>.</param>
/// <param name="Number">The row's number in that place, from 1, as the program that shows the file counts.</param>
/// <param name="Cells">As many as the table has columns, in their order.</param>
public sealed record Row(string Place, int Number, Cell[] Cells)
{
    public Cell this[int column] => Cells[column];

    /// <summary><c>sheet 1, row 12</c>.</summary>
    public string Origin => $"{Place}, row {Number}";
}
