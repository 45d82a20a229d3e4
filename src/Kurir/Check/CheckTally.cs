namespace Kurir;

/// <summary>What was counted while a table's rows went through the check.</summary>
sealed class CheckTally
{
    readonly List<Violation> violations = [];

    public long Rows { get; private set; }

    public long Quarantined { get; private set; }

    /// <summary>Rows with a day.</summary>
    public long Dated { get; private set; }

    public long Outside { get; private set; }

    /// <summary>Rows with something in a date column that is no date.</summary>
    public long Unclear { get; private set; }

    public string? FirstUnclear { get; private set; }

    public DateOnly Earliest { get; private set; } = DateOnly.MaxValue;

    public DateOnly Latest { get; private set; } = DateOnly.MinValue;

    /// <summary>The first, at most <see cref="Verdict.MaxListed"/>.</summary>
    public IReadOnlyList<Violation> Violations => violations;

    public void Count(List<Violation>? broken)
    {
        Rows++;
        if (broken is null) return;
        Quarantined++;
        foreach (Violation violation in broken)
            if (violations.Count < Verdict.MaxListed) violations.Add(violation);
    }

    public void CountDay(DateOnly day, bool inside)
    {
        Dated++;
        if (!inside) Outside++;
        if (day < Earliest) Earliest = day;
        if (day > Latest) Latest = day;
    }

    public void CountUnclear(string text)
    {
        Unclear++;
        FirstUnclear ??= text;
    }
}
