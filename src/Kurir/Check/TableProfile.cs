namespace Kurir;

/// <summary>What a table's columns hold, and what they tell of one another's style.</summary>
sealed class TableProfile
{
    readonly ColumnProfile[] columns;
    readonly string language;
    readonly bool typed;
    readonly NumberStyle? numberStyle;
    readonly DateOrder? dateOrder;

    TableProfile(ColumnProfile[] columns, string language)
    {
        this.columns = columns;
        this.language = language;
        typed = Array.Exists(columns, column => column.Typed > 0);
        numberStyle = Common(columns.Where(column => column.Numbers is { IsEvidence: true, Others: 0 }).Select(column => column.Numbers.OwnStyle));
        dateOrder = Common(columns.Where(column => column.Dates is { IsEvidence: true, AreDates: true }).Select(column => column.Dates.OwnOrder));
    }

    /// <summary>Of the rows that were looked at when the table was found.</summary>
    public static TableProfile OfLooked(Table table, AskedDays asked, string language, CancellationToken ct) =>
        Of(table, table.Looked.Count > 0 || table.LookedAtAll ? table.Looked : table.Rows.Take(GridHead.MaxRows), asked, language, ct);

    /// <summary>Of all rows: one pass over the document, unless it was all looked at.</summary>
    public static TableProfile OfAll(Table table, AskedDays asked, string language, CancellationToken ct) =>
        Of(table, table.LookedAtAll ? table.Looked : table.Rows, asked, language, ct);

    static TableProfile Of(Table table, IEnumerable<Row> rows, AskedDays asked, string language, CancellationToken ct)
    {
        var columns = table.Columns.Select(_ => new ColumnProfile(asked)).ToArray();
        foreach (Row row in rows)
        {
            ct.ThrowIfCancellationRequested();
            for (int i = 0; i < columns.Length; i++) columns[i].Add(row.Cells[i]);
        }

        return new TableProfile(columns, language);
    }

    static T? Common<T>(IEnumerable<T?> found) where T : struct
    {
        var different = found.Distinct().Take(2).ToList();
        return different.Count == 1 ? different[0] : null;
    }

    public ColumnProfile this[int column] => columns[column];

    /// <param name="column">Its position in the table.</param>
    /// <param name="heading">Its name.</param>
    /// <param name="isCounter">The running number.</param>
    /// <param name="isKey">Named as a key: its digits name a row and count nothing.</param>
    public ColumnContract Propose(int column, string heading, bool isCounter, bool isKey)
    {
        ColumnProfile profile = columns[column];
        NumberStyle? style = NumberStyleOf(column);
        DateOrder? order = DateOrderOf(column);
        bool isId = isKey || isCounter || IdHeadings.IsId(heading);
        bool areNumbers = style is not null && profile.Numbers.AreNumbers(typed, isId) && !(isKey && profile.Typed == 0);
        CellType type = profile.TypeAs(areNumbers, areDates: order is not null && profile.Dates.AreDates);
        return Styled(new ColumnContract { Heading = heading, Type = type, IsCounter = isCounter }, profile, style, order);
    }

    /// <summary>With styles and format of what is printed, for a type that is settled.</summary>
    public ColumnContract Styled(ColumnContract column, int position) =>
        Styled(column, columns[position], NumberStyleOf(position), DateOrderOf(position));

    static ColumnContract Styled(ColumnContract column, ColumnProfile profile, NumberStyle? style, DateOrder? order) => column.Type switch
    {
        CellType.Number => column with
        {
            NumberStyle = style ?? NumberStyle.Plain,
            Format = profile.TypedFormat ?? (profile.Numbers.Count > 0 && profile.Typed == 0 ? profile.Numbers.FormatIn(style ?? NumberStyle.Plain) : null),
        },
        CellType.Date or CellType.DateTime => column with
        {
            DateOrder = order ?? DateOrder.YearMonthDay,
            Format = profile.TypedFormat ?? (profile.Dates.Count > 0 ? profile.Dates.FormatIn(order ?? DateOrder.YearMonthDay) : null),
        },
        _ => column with { Format = profile.TypedFormat },
    };

    /// <summary>Null where it stays in doubt.</summary>
    public NumberStyle? NumberStyleOf(int column) => columns[column].Numbers.StyleWith(numberStyle, language);

    /// <summary>Null where it stays in doubt.</summary>
    public DateOrder? DateOrderOf(int column) => columns[column].Dates.OrderWith(dateOrder, language);

    /// <summary>The headings of the columns by which a row lies in the window: those wholly inside; without one, those that are partly.</summary>
    public IReadOnlyList<string> DatesIn(IReadOnlyList<ColumnContract> contract, Table table)
    {
        var inside = contract
            .Where(column => column.Type is CellType.Date or CellType.DateTime)
            .Select(column => (column.Heading, Profile: columns[table.IndexOf(column.Heading)], column.DateOrder))
            .Where(column => column.Profile.DaysInside(column.DateOrder) > 0).ToList();
        var wholly = inside.FindAll(column => column.Profile.DaysInside(column.DateOrder) == column.Profile.Days);
        return [.. (wholly.Count > 0 ? wholly : inside).Select(column => column.Heading)];
    }
}
