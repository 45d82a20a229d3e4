namespace Kurir;

/// <summary>How a column prints its numbers and dates; found once for a column, never guessed per cell.</summary>
public enum NumberStyle
{
    /// <summary>Nothing printed needs a separator, or the source was typed.</summary>
    Plain,

    /// <summary><c>1,234.50</c></summary>
    DotDecimal,

    /// <summary><c>1.234,50</c></summary>
    CommaDecimal,
}

/// <summary>The order of day, month and year in dates written in digits.</summary>
public enum DateOrder
{
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}
