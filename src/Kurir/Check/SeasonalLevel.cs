namespace Kurir;

/// <summary>What a number usually is on a day: the level of the last weeks, times what its weekday and its part of the month make of it.</summary>
/// <remarks>Fitted to logarithms by median polish, so that single wild days, and up to half of them, change nothing.</remarks>
sealed class SeasonalLevel
{
    /// <value>A fifth less, or half as much again, is never told of: nobody would look into it.</value>
    const double LeastDrop = 0.2, LeastRise = 0.5;

    /// <value>So many spreads fewer rows are a drop once two months are known: rows that are missing are what nobody else tells. At 8 % of noise this finds a drop by
    /// 40 % on any day, and calls one ordinary day of a hundred and fifty unlikely; at 10 % it misses one drop of a hundred, and from there on no bound does both.</value>
    const double FewerRows = 2.7;

    /// <value>The relative spread that even the steadiest series is granted.</value>
    const double LeastSpread = 0.05;

    const int Rounds = 3, RecentDays = 28, EnoughForWeekdays = 14;

    /// <value>So many spreads, of eight that are usual then, the same day of last week may be away from the middle.</value>
    const double FromLastWeek = 5;

    readonly double middle, spread, strictness, strictnessBelow;

    SeasonalLevel(double middle, double spread, int days, bool ofRows)
    {
        (this.middle, this.spread) = (middle, spread);
        // From few days the spread itself is hardly known.
        strictness = days < 16 ? 8 : days < 30 ? 6 : 3.7;
        strictnessBelow = ofRows && days >= 56 ? FewerRows : strictness;
    }

    public double Middle => Math.Sinh(middle);

    public double Low => Math.Min(Math.Sinh(middle - (strictnessBelow * spread)), Middle - (LeastDrop * Math.Abs(Middle)));

    public double High => Math.Max(Math.Sinh(middle + (strictness * spread)), Middle + (LeastRise * Math.Abs(Middle)));

    public bool IsUsual(double value) => value >= Low && value <= High;

    /// <param name="history">At least some days before.</param>
    /// <param name="day">The day in question.</param>
    /// <param name="ofRows">The numbers are those of rows; sums of money are wilder.</param>
    public static SeasonalLevel Of(IReadOnlyList<(DateOnly Day, double Value)> history, DateOnly day, bool ofRows)
    {
        // asinh is a logarithm that takes zero and negative sums too.
        double[] x = [.. history.Select(each => Math.Asinh(each.Value))];
        double level = Robust.Median(x);
        var weekdays = new Effects(history, each => (int)each.DayOfWeek, 7, least: 2, EnoughForWeekdays);
        var parts = new Effects(history, PartOfMonth, 4, least: 6, enough: 42);
        for (int round = 0; round < Rounds; round++)
        {
            weekdays.Fit(i => x[i] - level - parts.At(i));
            parts.Fit(i => x[i] - level - weekdays.At(i));
            level += Robust.Median([.. Enumerable.Range(0, x.Length).Select(Rest)]);
        }

        double[] rest = [.. Enumerable.Range(0, x.Length).Select(Rest)];
        int since = day.DayNumber - RecentDays;
        double[] recent = [.. rest.Where((_, i) => history[i].Day.DayNumber >= since)];
        double drift = recent.Length >= UnlikelyNumbers.LeastDays ? Robust.Median(recent) : 0;
        double middle = level + drift + weekdays.On(day) + parts.On(day);
        // Counts scatter by the root of their size, whatever the days before were like.
        double chance = 1 / Math.Sqrt(1 + Math.Abs(Math.Sinh(middle)));
        double spread = Math.Max(Math.Max(Robust.Spread(rest, 0), LeastSpread), chance);
        return new SeasonalLevel(middle, Math.Max(spread, Math.Abs(LastWeek() - middle) / FromLastWeek), history.Count, ofRows);

        // As long as weekdays are not known, the same day of last week was usual too.
        double LastWeek()
        {
            if (history.Count >= EnoughForWeekdays) return middle;
            int same = history.ToList().FindLastIndex(each => each.Day.DayOfWeek == day.DayOfWeek);
            return same < 0 ? middle : x[same];
        }

        double Rest(int i) => x[i] - level - weekdays.At(i) - parts.At(i);
    }

    static int PartOfMonth(DateOnly day) => Math.Min(3, (day.Day - 1) / 8);

    /// <summary>What belonging to a group of days adds.</summary>
    sealed class Effects(IReadOnlyList<(DateOnly Day, double Value)> history, Func<DateOnly, int> groupOf, int groups, int least, int enough)
    {
        readonly double[] effects = new double[groups];

        public double At(int i) => effects[groupOf(history[i].Day)];

        public double On(DateOnly day) => effects[groupOf(day)];

        public void Fit(Func<int, double> rest)
        {
            if (history.Count < enough) return;
            foreach (var group in Enumerable.Range(0, history.Count).GroupBy(i => groupOf(history[i].Day)).Where(group => group.Count() >= least))
                effects[group.Key] = Robust.Median([.. group.Select(rest)]);
        }
    }
}

/// <summary>Measures that half of the numbers can be wild without moving.</summary>
static class Robust
{
    public static double Median(IReadOnlyList<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        int half = sorted.Length / 2;
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// <summary>The median distance from the middle, in the measure of a normal distribution's standard deviation.</summary>
    public static double Spread(IReadOnlyList<double> numbers, double middle) => 1.4826 * Median([.. numbers.Select(number => Math.Abs(number - middle))]);
}
