namespace Kurir;

/// <summary>What one column holds, seen in one pass.</summary>
sealed class ColumnProfile(AskedDays asked)
{
    readonly long[] counts = new long[(int)CellType.Error + 1];
    string? format;
    bool formatsDiffer;
    long typedDaysInside;
    long clockTexts;

    public NumberProfile Numbers { get; } = new();

    public DateProfile Dates { get; } = new(asked);

    public void Add(Cell cell)
    {
        if (cell.IsBlank()) return;
        counts[(int)cell.Type]++;
        if (cell.Type == CellType.Text) AddText(cell.Text);
        else AddTyped(cell);
    }

    /// <summary>Whether there is a text of digits that would be another as a number.</summary>
    public bool LosesAsNumber { get; private set; }

    /// <value>Numbers of spreadsheets keep so many digits.</value>
    const int ExactDigits = 15;

    void AddText(string text)
    {
        LosesAsNumber |= text.Length > 1 && (text[0] == '0' || text.Length > ExactDigits) && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
        Numbers.Add(text);
        Dates.Add(text);
        if (text.Contains(':') && Kurir.Dates.TryParseTime(text, out _)) clockTexts++;
    }

    void AddTyped(Cell cell)
    {
        if (Typed == 1) format = cell.Format;
        formatsDiffer |= format != cell.Format;
        if (asked.DayOf(cell) is { } day && asked.Contains(day)) typedDaysInside++;
    }

    public long Values => counts.Sum();

    public long Texts => counts[(int)CellType.Text];

    /// <summary>Cells of which the document itself says what they are.</summary>
    public long Typed => Values - Texts - counts[(int)CellType.Error];

    public long DaysInside(DateOrder order) => typedDaysInside + Dates.InsideIn(order);

    public long Days => counts[(int)CellType.Date] + counts[(int)CellType.DateTime] + Dates.Count;

    /// <summary>The column's type as far as its cells agree on one; <see cref="CellType.Empty"/> where there are none, Text where they do not agree.</summary>
    public CellType TypeAs(bool areNumbers, bool areDates)
    {
        if (Values == 0) return CellType.Empty;
        if (Typed > 0 && TypedType is { } typed && (Texts == 0 || Agrees(typed, areNumbers, areDates)))
            return typed == CellType.Date && Dates.Clocks > 0 ? CellType.DateTime : typed;
        if (Typed > 0 || Texts == 0) return CellType.Text;
        if (areNumbers) return CellType.Number;
        if (areDates) return Dates.Clocks > 0 ? CellType.DateTime : CellType.Date;
        return clockTexts == Texts ? CellType.Time : CellType.Text;
    }

    static bool Agrees(CellType typed, bool areNumbers, bool areDates) =>
        typed == CellType.Number ? areNumbers : typed is CellType.Date or CellType.DateTime && areDates;

    // Null where typed cells differ; a date among dates with times is one at midnight.
    CellType? TypedType
    {
        get
        {
            CellType? found = null;
            foreach (CellType type in (ReadOnlySpan<CellType>)[CellType.Number, CellType.Date, CellType.DateTime, CellType.Time, CellType.Boolean])
            {
                if (counts[(int)type] == 0) continue;
                if (found is not (null or CellType.Date) || (found == CellType.Date && type != CellType.DateTime)) return null;
                found = type;
            }

            return found;
        }
    }

    /// <summary>The format of the typed cells, where it is the same for all of them.</summary>
    public string? TypedFormat => Typed > 0 && !formatsDiffer ? format : null;
}
