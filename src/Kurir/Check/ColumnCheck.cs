namespace Kurir;

/// <summary>Checks one column of a contract in one table, cell by cell.</summary>
sealed class ColumnCheck
{
    readonly ColumnContract column;
    readonly CellTyper typer;
    readonly HashSet<string>? allowed;
    readonly Table table;
    long misfits, values, numbers;
    string? firstMisfit;

    public ColumnCheck(ColumnContract column, Table table)
    {
        this.column = column;
        this.table = table;
        typer = new CellTyper(column);
        Source = table.IndexOf(column.Heading);
        if (column.Allowed.Count > 0) allowed = column.Allowed.Select(RowShape.Folded).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The column's position in the table; -1 where it is not there.</summary>
    public int Source { get; }

    public string Heading => column.Heading;

    public Cell Check(Row row, ref List<Violation>? violations)
    {
        if (Source < 0) return Cell.Empty;
        Cell cell = typer.Convert(row.Cells[Source]);
        if (cell.IsBlank())
        {
            if (!column.MayBeEmpty) Break(ref violations, "empty", row, cell, "a value");
            return cell;
        }

        values++;
        if (cell.Type == CellType.Number) numbers++;
        if (!typer.Fits(cell)) Misfit(row, cell, ref violations);
        if (allowed is not null && !allowed.Contains(RowShape.Folded(cell.Text)))
            Break(ref violations, "allowed", row, cell, $"one of {string.Join(", ", column.Allowed)}");
        return cell;
    }

    public Violation Broken(string rule, Row row, Cell cell, string expected) => new(rule, table.OriginOf(row, Source), Heading, cell.Text, expected);

    /// <summary>What is said of the cells that are not of the column's type; null where there are none, or each is a violation.</summary>
    public string? Remark => misfits == 0 || column.Strict ? null
        : $"{Heading}: {misfits} {(misfits == 1 ? "cell is" : "cells are")} not {Wanted} and {(misfits == 1 ? "stays" : "stay")} text ({firstMisfit})";

    /// <summary>What most of the cells are in place of the column's type; null: what they were.</summary>
    public CellType? Retyped =>
        column.Strict ? null
        : column is { Type: CellType.Text, LosesAsNumber: true } && numbers * 2 > values ? CellType.Number
        : column.Type is not (CellType.Text or CellType.Empty) && misfits >= EnoughMisfits && misfits * 2 > values ? CellType.Text
        : null;

    public CellType Type => column.Type;

    /// <value>Fewer may be a day's chance.</value>
    const int EnoughMisfits = 3;

    void Misfit(Row row, Cell cell, ref List<Violation>? violations)
    {
        firstMisfit ??= $"{table.OriginOf(row, Source)}: '{Texts.Shown(cell.Text, 40)}'";
        misfits++;
        if (column.Strict) Break(ref violations, "type", row, cell, Wanted);
    }

    void Break(ref List<Violation>? violations, string rule, Row row, Cell cell, string expected) =>
        (violations ??= []).Add(Broken(rule, row, cell, expected));

    string Wanted => column.Type switch
    {
        CellType.Number => "a number",
        CellType.Date => "a date",
        CellType.DateTime => "a date and time",
        CellType.Time => "a time",
        CellType.Boolean => "true or false",
        _ => "text",
    };
}
