namespace Kurir;

/// <summary>What a cell of one column says, however it is stored: 17233 and "17233" in a text column, "Rp 85.000" and 85000 in a number column, a day and
/// its midnight. As in the ledger, the type itself is not compared.</summary>
sealed class Meaning(ColumnContract column)
{
    readonly CellTyper typer = new(column);

    public bool Same(Cell a, Cell b) => a.Means(b) || string.Equals(Of(a), Of(b), StringComparison.Ordinal);

    public string Of(Cell cell)
    {
        if (cell.IsEmpty) return "";
        string value = column.Type switch
        {
            CellType.Text => cell.Type == CellType.Boolean ? cell.Text : cell.Value,
            // What destinations without types hold is canonical; only else it is read as the report prints its numbers.
            CellType.Number when cell.Type == CellType.Text && Canonical.IsNumber(cell.Text) => cell.Text,
            CellType.Boolean when cell.Value is "1" or "0" => cell.Value == "1" ? "true" : "false",
            _ => typer.Convert(cell).Value,
        };
        if (value.Length == 19 && value.EndsWith("T00:00:00", StringComparison.Ordinal)) return value[..10];
        // Spreadsheets keep a line break as one character.
        return value.Contains('\r', StringComparison.Ordinal) ? value.Replace("\r\n", "\n", StringComparison.Ordinal) : value;
    }
}
