namespace Kurir;

/// <summary>What a column's printed dates tell about the order of day and month, and how many lie in the window.</summary>
sealed class DateProfile(AskedDays asked)
{
    /// <value>A column that begins with so many texts and no date is one of texts.</value>
    const int GiveUpAfter = 50;

    static readonly string[] Placeholders = ["-", "–", "—", "N/A", "n/a", "NULL", "null", "0000-00-00", "0000-00-00 00:00:00"];

    bool digits;
    bool dayFirst = true;
    bool monthFirst = true;
    bool shortYears;
    bool zonesDiffer;
    bool oneDigitDays;
    bool oneDigitMonths;
    bool seconds;
    long insideDayFirst;
    long insideMonthFirst;
    DateText first;

    public long Count { get; private set; }

    /// <summary>Texts that are neither a date nor a sign for none.</summary>
    public long Others { get; private set; }

    public long Clocks { get; private set; }

    public void Add(string text)
    {
        if (Count == 0 && Others > GiveUpAfter) return;
        if (!DateScan.TryDate(text, out var date))
        {
            if (!Placeholders.Contains(text.Trim(), StringComparer.Ordinal)) Others++;
            return;
        }

        if (Count++ == 0) first = date;
        if (date.Clock is { } clock)
        {
            Clocks++;
            seconds |= clock.Seconds;
        }

        zonesDiffer |= date.Clock?.Zone != first.Clock?.Zone;
        shortYears |= date.ShortYear && date.Pattern == DatePattern.Digits;
        digits |= date.Pattern == DatePattern.Digits;
        oneDigitDays |= date.OneDigitDay;
        oneDigitMonths |= date.OneDigitMonth;
        AddDay(asked.DayOf(date, DateOrder.DayMonthYear), ref dayFirst, ref insideDayFirst);
        AddDay(asked.DayOf(date, DateOrder.MonthDayYear), ref monthFirst, ref insideMonthFirst);
    }

    void AddDay(DateOnly? day, ref bool possible, ref long inside)
    {
        possible &= day is not null;
        if (day is { } known && asked.Contains(known)) inside++;
    }

    public bool AreDates => Count > 0 && Others == 0 && !zonesDiffer && (dayFirst || monthFirst);

    /// <summary>They say so themselves: by a day above 12, or by the days asked for. YearMonthDay: nothing is in doubt in any order. Null: in doubt.</summary>
    public DateOrder? OwnOrder
    {
        get
        {
            if (!digits) return DateOrder.YearMonthDay;
            // "23-09-25" alone is as well the 25th of 2023: only days that were asked for prove it.
            bool allDayFirst = insideDayFirst == Count, allMonthFirst = insideMonthFirst == Count;
            if (allDayFirst != allMonthFirst) return allDayFirst ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
            if (shortYears || dayFirst == monthFirst) return null;
            return dayFirst ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
        }
    }

    public bool IsEvidence => digits && OwnOrder is not null;

    /// <summary>The own order; else that of the table's other columns; else the language's. Null: still in doubt.</summary>
    public DateOrder? OrderWith(DateOrder? others, string language)
    {
        if (OwnOrder is { } own) return own;
        if (shortYears || !(dayFirst && monthFirst)) return null;
        // Dots are never American.
        return others ?? (language == "id" || first.Separator == '.' ? DateOrder.DayMonthYear : DateOrder.MonthDayYear);
    }

    public long InsideIn(DateOrder order) => order == DateOrder.MonthDayYear ? insideMonthFirst : insideDayFirst;

    /// <summary>A number format that prints as the report did.</summary>
    public string FormatIn(DateOrder order)
    {
        string day = oneDigitDays ? "d" : "dd";
        string month = first.Pattern == DatePattern.Named ? (first.MonthInFull ? "mmmm" : "mmm") : oneDigitMonths ? "m" : "mm";
        string year = first.ShortYear ? "yy" : "yyyy";
        string between = first.Separator == ',' ? " " : first.Separator.ToString();
        string date = first switch
        {
            { Pattern: DatePattern.YearFirst } => $"{year}{between}{month}{between}{day}",
            { Pattern: DatePattern.Named, MonthFirst: true } => $"{month} {day}, {year}",
            { Pattern: DatePattern.Digits } when order == DateOrder.MonthDayYear => $"{month}{between}{day}{between}{year}",
            _ => $"{day}{between}{month}{between}{year}",
        };
        return $"{(first.Weekday ? "dddd, " : "")}{date}{(Clocks > 0 ? Clock : "")}";
    }

    string Clock => $" hh:mm{(seconds ? ":ss" : "")}{(first.Clock?.Half == true ? " AM/PM" : "")}";
}
