namespace Kurir;

/// <summary>Rows that changed or appeared more than <paramref name="After"/> and at most <paramref name="Within"/> days after their day: those are the days on which
/// it was looked at before and on which they were found.</summary>
/// <param name="Rows">Older ones weigh less.</param>
public readonly record struct LateRows(int After, int Within, double Rows);

/// <summary>How long after their day an export's rows still change or appear.</summary>
/// <param name="Found">What was found when days that were over were looked at again.</param>
/// <param name="Since">The earliest day that was ever recorded; null: none was.</param>
public sealed record Lateness(IReadOnlyList<LateRows> Found, DateOnly? Since)
{
    /// <value>What comes later than that counts as so late.</value>
    public const int LatestDays = 120;

    /// <value>From fewer late rows nothing is learned.</value>
    public const int EnoughRows = 20;

    /// <value>Nor from days that are not older than that: what comes later could not be seen yet.</value>
    public const int EnoughDays = 21;

    /// <value>How much of it a look-back covers.</value>
    public const double Share = 0.99;

    const int Rounds = 60;

    public double Rows => Found.Sum(each => each.Rows);

    /// <summary>Within how many days after its day that share of the late rows came.</summary>
    public int DaysFor(double share)
    {
        double[] likely = Likely();
        double sum = 0;
        // Rounding must not make a day of nothing.
        for (int day = 1; day < likely.Length; day++)
            if ((sum += likely[day]) >= share - 1e-6) return day;
        return likely.Length - 1;
    }

    /// <summary>What <c>window: auto</c> means.</summary>
    /// <param name="today">In the pipeline's zone.</param>
    public LookBack LookBack(DateOnly today)
    {
        bool knows = Rows >= EnoughRows && Since is { } since && since.AddDays(EnoughDays) <= today;
        if (!knows) return new LookBack(Kurir.LookBack.Usual, Rows, null);
        int within = DaysFor(Share);
        return new LookBack(Math.Clamp(within + 1, Kurir.LookBack.Least, Kurir.LookBack.Most), Rows, within);
    }

    /// <summary>The share of late rows by the days they came after theirs. Where only a span of days is known, it is shared out as likely as the other rows say,
    /// and evenly where they say nothing (the estimate of Turnbull, 1976).</summary>
    double[] Likely()
    {
        double[] likely = new double[1 + Found.Select(each => each.Within).DefaultIfEmpty(1).Max()];
        Array.Fill(likely, 1.0, 1, likely.Length - 1);
        double all = Math.Max(Rows, double.Epsilon);
        for (int round = 0; round < Rounds; round++)
        {
            double[] next = new double[likely.Length];
            foreach (LateRows each in Found)
            {
                double span = 0;
                for (int day = each.After + 1; day <= each.Within; day++) span += likely[day];
                if (span <= 0) continue;
                for (int day = each.After + 1; day <= each.Within; day++) next[day] += likely[day] / span * each.Rows / all;
            }

            likely = next;
        }

        return likely;
    }
}

/// <summary>How many days <c>window: auto</c> asks for, today the last of them.</summary>
/// <param name="Days">As in <c>last 5 days</c>.</param>
/// <param name="Rows">The late rows that it was learned from.</param>
/// <param name="Within">Within how many days after their day 99 % of them came; null: too little is known yet.</param>
public sealed record LookBack(int Days, double Rows, int? Within)
{
    /// <value>Yesterday is only whole today.</value>
    public const int Least = 2;

    /// <value>As long as too little is known.</value>
    public const int Usual = 7;

    /// <value>Panels cap and time out on long windows; what comes later is found when older days are looked at again.</value>
    public const int Most = 31;

    /// <summary>The window on a day.</summary>
    public Window On(DateOnly today) => new(today.AddDays(1 - Days), today);
}
