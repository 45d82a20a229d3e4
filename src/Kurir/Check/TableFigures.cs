using System.Globalization;

namespace Kurir;

/// <summary>Counts a table's cells as they go through the check. Memory does not grow with the rows.</summary>
sealed class TableFigures
{
    /// <value>A column with more different texts holds names, not statuses.</value>
    internal const int MaxValues = 12;

    readonly (ColumnContract Column, ColumnTally Tally)[] columns;
    long rows;

    public TableFigures(Contract contract) => columns = [.. contract.Columns.Select(column => (column, new ColumnTally(column, !IsName(column, contract))))];

    /// <summary>Digits that name something and count nothing: a key, an id, a code. What is printed as an amount is one whatever it is called.</summary>
    static bool IsName(ColumnContract column, Contract contract) => column.IsCounter || column.LosesAsNumber
        || (contract.Key.Columns is [var only] && Headings.Same(only, column.Heading))
        || (IdHeadings.IsId(column.Heading) && column.Format?.Contains("#,##", StringComparison.Ordinal) != true);

    public void Count(Cell[] cells)
    {
        rows++;
        for (int i = 0; i < columns.Length; i++) columns[i].Tally.Count(cells[i]);
    }

    public Figures ToFigures() => new()
    {
        Rows = rows,
        Columns = columns.Where(each => !each.Column.IsCounter).ToDictionary(each => each.Column.Heading, each => each.Tally.ToFigures(), StringComparer.Ordinal),
    };

    /// <summary>Where the document's own totals row says something else than its rows add up to.</summary>
    /// <param name="table">Enumerated to its end.</param>
    /// <remarks>Of several rows, such as those below each page, none is the sum of all; of one in which some column agrees, the others are averages or balances.</remarks>
    public IReadOnlyList<TotalDiffers> Differing(Table table)
    {
        var totals = table.Totals.Where(row => FirstText(row) is { } first && RowWords.TotalOf(first) != TotalWord.None).ToList();
        if (totals.Count != 1) return [];
        List<TotalDiffers> differing = [];
        foreach (var (column, tally) in columns)
        {
            if (tally.Sum is not { } sum || table.IndexOf(column.Heading) is not (>= 0 and var at) || Said(column, totals[0][at]) is not { } said) continue;
            if (said == sum || said == rows) return [];
            differing.Add(new TotalDiffers(column.Heading, said, sum));
        }

        return differing;
    }

    static string? FirstText(Row row)
    {
        foreach (Cell cell in row.Cells)
            if (!cell.IsBlank()) return cell.Type == CellType.Text ? cell.Text : null;
        return null;
    }

    static decimal? Said(ColumnContract column, Cell cell) =>
        Typed.Convert(cell, column) is { Type: CellType.Number } number && ColumnTally.ValueOf(number) is { } value ? value : null;

    sealed class ColumnTally(ColumnContract column, bool counts)
    {
        /// <value>Larger ones are ids that nobody adds up, and could outgrow what a decimal holds.</value>
        const decimal MaxNumber = 1e18m;

        readonly bool adds = column.Type == CellType.Number && counts;
        Dictionary<string, long>? values = column.Type is CellType.Text or CellType.Boolean && !column.IsCounter ? new(StringComparer.Ordinal) : null;
        decimal sum;
        long numbers, empty;
        bool tooLarge;

        public decimal? Sum => adds && numbers > 0 && !tooLarge ? sum : null;

        public void Count(Cell cell)
        {
            if (cell.IsBlank()) empty++;
            else if (adds && cell.Type == CellType.Number) Add(cell);
            else if (values is not null) Tell(cell.Value);
        }

        public static decimal? ValueOf(Cell cell) =>
            decimal.TryParse(cell.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && Math.Abs(number) <= MaxNumber ? number : null;

        public ColumnFigures ToFigures() => new(Sum, empty, values is { Count: > 0 } ? values : null);

        void Add(Cell cell)
        {
            numbers++;
            if (ValueOf(cell) is { } number) sum += number;
            else tooLarge = true;
        }

        void Tell(string value)
        {
            if (values!.TryGetValue(value, out long count)) values[value] = count + 1;
            else if (values.Count < MaxValues && value.Length <= 40) values.Add(value, 1);
            else values = null;
        }
    }
}
