using System.Globalization;

namespace Kurir;

/// <summary>The dates asked for, first and last day inclusive, in the pipeline's time zone.</summary>
public readonly record struct Window
{
    /// <exception cref="ArgumentException"><paramref name="to"/> lies before <paramref name="from"/>.</exception>
    public Window(DateOnly from, DateOnly to)
    {
        if (to < from) throw new ArgumentException($"A window cannot end ({to:yyyy-MM-dd}) before it begins ({from:yyyy-MM-dd}).", nameof(to));
        From = from;
        To = to;
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    /// <summary>How many days it covers, at least 1.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool Contains(DateOnly day) => From <= day && day <= To;

    public bool Contains(Window other) => From <= other.From && other.To <= To;

    public bool Overlaps(Window other) => From <= other.To && other.From <= To;

    /// <summary><c>2026-11-22</c> for one day, else <c>2026-11-22..2026-11-23</c>.</summary>
    public override string ToString() => From == To
        ? From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}");
}
