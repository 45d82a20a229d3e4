namespace Kurir;

/// <summary>Takes a printed date or time apart, from left to right.</summary>
ref struct DateScan
{
    /// <value>Longer texts are no dates.</value>
    const int MaxLength = 60;

    readonly ReadOnlySpan<char> text;
    int at;

    DateScan(ReadOnlySpan<char> text) => this.text = text;

    public static bool TryDate(ReadOnlySpan<char> text, out DateText date)
    {
        date = default;
        ReadOnlySpan<char> trimmed = text.Trim();
        if (trimmed.Length is < 6 or > MaxLength || !trimmed.ContainsAnyInRange('0', '9')) return false;
        var scan = new DateScan(trimmed);
        return scan.Date(ref date) && scan.Rest(ref date);
    }

    /// <summary><c>18:39</c>, <c>6:39:05 PM</c>. A dot for the colon is a number and no time.</summary>
    public static bool TryTime(ReadOnlySpan<char> text, out ClockText clock)
    {
        clock = default;
        ReadOnlySpan<char> trimmed = text.Trim();
        if (trimmed.Length is < 4 or > 20 || !char.IsAsciiDigit(trimmed[0])) return false;
        var scan = new DateScan(trimmed);
        return scan.Clock(dots: false, out clock) && scan.AtEnd;
    }

    readonly bool AtEnd => at == text.Length;

    readonly char Next => at < text.Length ? text[at] : '\0';

    bool Date(ref DateText date)
    {
        if (char.IsLetter(Next) && !StartWord(ref date)) return false;
        if (date.MonthFirst) return AfterMonth(ref date);
        if (!Number(4, out int first, out int digits)) return false;
        return digits == 4 ? AfterYear(ref date, first) : digits <= 2 && AfterDay(ref date, first, digits);
    }

    // "Selasa, 23 …" or "September 23 …"
    bool StartWord(ref DateText date)
    {
        ReadOnlySpan<char> word = Word();
        if (DateWords.IsWeekday(word) && (Next is ',' or '.' || char.IsWhiteSpace(Next)))
        {
            date = date with { Weekday = true };
            if (Next is ',' or '.') at++;
            Spaces();
            if (!char.IsLetter(Next)) return true;
            word = Word();
        }

        int month = DateWords.MonthOf(word);
        date = date with { Pattern = DatePattern.Named, MonthFirst = true, B = month, MonthInFull = word.Length > 4 };
        return month > 0;
    }

    bool AfterMonth(ref DateText date)
    {
        if (Next == '.') at++;
        char separator = Next;
        if (!Separators() || !Number(2, out int day, out int digits)) return false;
        Ordinal();
        bool comma = Next == ',';
        if (!Separators() || !Number(4, out int year, out int length) || length != 4) return false;
        date = date with { A = day, Year = year, OneDigitDay = digits == 1, Separator = comma ? ',' : separator };
        return IsYear(year);
    }

    bool AfterYear(ref DateText date, int year)
    {
        char separator = Next;
        if (separator is not ('-' or '/' or '.')) return false;
        at++;
        if (!Number(2, out int month, out int monthDigits) || Next != separator) return false;
        at++;
        if (!Number(2, out int day, out int dayDigits)) return false;
        date = date with
        {
            Pattern = DatePattern.YearFirst, Year = year, A = day, B = month, Separator = separator,
            OneDigitDay = dayDigits == 1, OneDigitMonth = monthDigits == 1,
        };
        return IsYear(year) && date.Day(DateOrder.YearMonthDay) is not null;
    }

    bool AfterDay(ref DateText date, int first, int digits)
    {
        date = date with { A = first, OneDigitDay = digits == 1 };
        Ordinal();
        char separator = Next;
        if (!Separators()) return false;
        return char.IsLetter(Next) ? NamedMonth(ref date, separator) : DigitMonth(ref date, separator);
    }

    bool NamedMonth(ref DateText date, char separator)
    {
        ReadOnlySpan<char> word = Word();
        int month = DateWords.MonthOf(word);
        if (month == 0) return false;
        if (Next == '.') at++;
        date = date with { Pattern = DatePattern.Named, B = month, MonthInFull = word.Length > 4, Separator = separator };
        return Separators() && Year(ref date) && date.Day(DateOrder.DayMonthYear) is not null;
    }

    bool DigitMonth(ref DateText date, char separator)
    {
        if (separator is not ('-' or '/' or '.') || text[at - 1] != separator) return false;
        if (!Number(2, out int second, out int digits) || Next != separator) return false;
        at++;
        date = date with { Pattern = DatePattern.Digits, B = second, Separator = separator, OneDigitMonth = digits == 1 };
        return Year(ref date) && (date.Day(DateOrder.DayMonthYear) is not null || date.Day(DateOrder.MonthDayYear) is not null);
    }

    bool Year(ref DateText date)
    {
        if (!Number(4, out int year, out int digits) || digits is not (2 or 4)) return false;
        if (digits == 2) year += year < 70 ? 2000 : 1900;
        date = date with { Year = year, ShortYear = digits == 2 };
        return IsYear(year);
    }

    // Outside these it is a number with dashes.
    static bool IsYear(int year) => year is >= 1900 and <= 2199;

    bool Rest(ref DateText date)
    {
        if (date.MonthFirst && date.Day(DateOrder.DayMonthYear) is null) return false;
        if (AtEnd) return true;
        int before = at;
        if (Next == ',') at++;
        Spaces();
        if (Next is '-' or '–' && at > before) at++;
        Spaces();
        if (char.IsLetter(Next))
        {
            if (!DateWords.IsBetween(Word())) return false;
            if (Next is '.' or ':') at++;
            Spaces();
        }

        if (at == before || !Clock(dots: true, out var clock)) return false;
        date = date with { Clock = clock };
        return AtEnd;
    }

    bool Clock(bool dots, out ClockText clock)
    {
        clock = default;
        if (!Number(2, out int hour, out _)) return false;
        char separator = Next;
        if (separator != ':' && !(dots && separator == '.')) return false;
        at++;
        if (!Number(2, out int minute, out int digits) || digits != 2) return false;
        int second = 0;
        bool seconds = Next == separator && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);
        if (seconds)
        {
            at++;
            if (!Number(2, out second, out digits) || digits != 2) return false;
        }

        long fraction = seconds ? Fraction() : 0;
        bool half = Half(ref hour);
        if (!Zone(out int? zone) || hour > 23 || minute > 59 || second > 59) return false;
        clock = new ClockText(new TimeOnly(((hour * 60L + minute) * 60 + second) * TimeSpan.TicksPerSecond + fraction), seconds, half, zone);
        return true;
    }

    // In ticks; what is finer is left out.
    long Fraction()
    {
        if (Next is not ('.' or ',') || at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1])) return 0;
        at++;
        long ticks = 0, unit = TimeSpan.TicksPerSecond;
        for (; char.IsAsciiDigit(Next); at++)
        {
            unit /= 10;
            ticks += (Next - '0') * unit;
        }

        return ticks;
    }

    bool Half(ref int hour)
    {
        int before = at;
        Spaces();
        ReadOnlySpan<char> rest = text[at..];
        bool afternoon = rest.StartsWith("PM", StringComparison.OrdinalIgnoreCase);
        if (hour is < 1 or > 12 || rest.Length < 2 || !(afternoon || rest.StartsWith("AM", StringComparison.OrdinalIgnoreCase)))
        {
            at = before;
            return false;
        }

        at += 2;
        hour = hour % 12 + (afternoon ? 12 : 0);
        return true;
    }

    // False where something follows that is no zone.
    bool Zone(out int? zone)
    {
        zone = null;
        if (AtEnd) return true;
        Spaces();
        if (char.IsLetter(Next))
        {
            zone = DateWords.ZoneOf(Word());
            return zone is not null && AtEnd;
        }

        if (Next is not ('+' or '-')) return false;
        int sign = text[at++] == '-' ? -1 : 1;
        if (!Number(2, out int hours, out int digits) || digits != 2) return false;
        if (Next == ':') at++;
        int minutes = 0;
        if (!AtEnd && (!Number(2, out minutes, out digits) || digits != 2)) return false;
        zone = sign * (hours * 60 + minutes);
        return AtEnd && hours <= 14 && minutes < 60;
    }

    bool Number(int most, out int value, out int digits)
    {
        value = 0;
        digits = 0;
        for (; char.IsAsciiDigit(Next); at++, digits++)
        {
            if (digits == most) return false;
            value = value * 10 + (Next - '0');
        }

        return digits > 0;
    }

    // At least one of: spaces, a comma, a dash, a slash, a dot.
    bool Separators()
    {
        int before = at;
        Spaces();
        if (Next is ',' or '-' or '/' or '.') at++;
        Spaces();
        return at > before;
    }

    void Ordinal()
    {
        ReadOnlySpan<char> rest = text[at..];
        if (rest.Length < 3 || char.IsLetter(rest[2])) return;
        ReadOnlySpan<char> two = rest[..2];
        if (two.Equals("st", StringComparison.OrdinalIgnoreCase) || two.Equals("nd", StringComparison.OrdinalIgnoreCase)
            || two.Equals("rd", StringComparison.OrdinalIgnoreCase) || two.Equals("th", StringComparison.OrdinalIgnoreCase)) at += 2;
    }

    void Spaces()
    {
        while (char.IsWhiteSpace(Next)) at++;
    }

    ReadOnlySpan<char> Word()
    {
        int start = at;
        while (char.IsLetter(Next) || (Next is '\'' or '’' && at > start)) at++;
        return text[start..at];
    }
}
