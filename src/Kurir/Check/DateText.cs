namespace Kurir;

/// <summary>How the parts of a printed date are told apart.</summary>
enum DatePattern : byte
{
    /// <summary><c>2025-09-23</c></summary>
    YearFirst,

    /// <summary><c>23 Sep 2025</c>, <c>September 23, 2025</c>: the month's name settles it.</summary>
    Named,

    /// <summary><c>01/02/2025</c>: day and month in an order that only the column tells.</summary>
    Digits,
}

/// <summary>A printed date, with or without a time, taken apart.</summary>
readonly record struct DateText
{
    public DatePattern Pattern { get; init; }

    /// <summary>Day; for <see cref="DatePattern.Digits"/> the first number.</summary>
    public int A { get; init; }

    /// <summary>Month; for <see cref="DatePattern.Digits"/> the second number.</summary>
    public int B { get; init; }

    public int Year { get; init; }

    /// <summary>The year is printed with two digits: alone no proof of a date.</summary>
    public bool ShortYear { get; init; }

    public bool MonthFirst { get; init; }

    public bool MonthInFull { get; init; }

    public bool OneDigitDay { get; init; }

    public bool OneDigitMonth { get; init; }

    public bool Weekday { get; init; }

    /// <summary>Between day, month and year.</summary>
    public char Separator { get; init; }

    public ClockText? Clock { get; init; }

    /// <summary>Null where the numbers are no day in that order.</summary>
    public DateOnly? Day(DateOrder order)
    {
        var (day, month) = Pattern == DatePattern.Digits && order == DateOrder.MonthDayYear ? (B, A) : (A, B);
        // Digits in an order that nobody knows are no day.
        if (Pattern == DatePattern.Digits && order == DateOrder.YearMonthDay) return null;
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Year, month) ? new DateOnly(Year, month, day) : null;
    }
}

/// <summary>A printed time of day.</summary>
/// <param name="Time">To the tick.</param>
/// <param name="Seconds">Seconds are printed.</param>
/// <param name="Half">AM or PM is printed.</param>
/// <param name="Zone">Minutes from UTC; null where no zone is printed.</param>
readonly record struct ClockText(TimeOnly Time, bool Seconds, bool Half, int? Zone);
