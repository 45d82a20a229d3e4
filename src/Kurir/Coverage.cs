namespace Kurir;

/// <summary>What is known of one day of one export.</summary>
public enum DayState
{
    /// <summary>No run has asked for it.</summary>
    Never,

    /// <summary>Asked for, but no report came or it could not be read.</summary>
    Failed,

    /// <summary>A report came and was held: nothing of it is recorded.</summary>
    Held,

    /// <summary>Recorded, but it does not add up.</summary>
    Partial,

    /// <summary>Recorded; a destination had not taken it when the window was closed.</summary>
    Undelivered,

    /// <summary>Proven before the day was over: what came later may be missing.</summary>
    SoFar,

    /// <summary>No rows, for a reason that is believed.</summary>
    Empty,

    Proven,
}

/// <summary>A day and what is known of it.</summary>
/// <param name="RunId">The run that it is known from; null for a day never asked for.</param>
public readonly record struct DayCoverage(DateOnly Day, DayState State, string? RunId)
{
    /// <summary>Nobody needs to ask for it again.</summary>
    public bool IsWhole => State is DayState.Proven or DayState.Empty;
}

/// <summary>Which days of an export are proven and which are holes, computed from the windows that were closed: a run that never happened shows as a hole.</summary>
public sealed record Coverage(ExportId Export, IReadOnlyList<DayCoverage> Days)
{
    /// <summary>The most days that one window asks for when holes are filled: panels cap and time out on long ones.</summary>
    public const int MostDaysAtOnce = 7;

    /// <param name="export">The export.</param>
    /// <param name="days">The days wanted.</param>
    /// <param name="closings">As <see cref="ILedger.Closings"/> gives them for these days.</param>
    /// <param name="zone">In which the days are meant.</param>
    public static Coverage Of(Export export, Window days, Closings closings, TimeZoneInfo zone)
    {
        DayCoverage[] states = [.. Enumerable.Range(0, days.Days).Select(i => new DayCoverage(days.From.AddDays(i), DayState.Never, null))];
        foreach (WindowState closed in closings.Windows)
        {
            int last = Math.Min(closed.Window.To.DayNumber, days.To.DayNumber) - days.From.DayNumber;
            for (int i = Math.Max(0, closed.Window.From.DayNumber - days.From.DayNumber); i <= last; i++) states[i] = After(states[i], closed, zone);
        }

        return new Coverage(export.Id, states);
    }

    /// <summary>The days that are over and should be whole but are not, in windows of at most <see cref="MostDaysAtOnce"/> days, oldest first.</summary>
    /// <param name="since">The first day that counts.</param>
    /// <param name="today">Not over yet, so never a hole.</param>
    public IReadOnlyList<Window> Holes(DateOnly since, DateOnly today)
    {
        var holes = new List<Window>();
        foreach (DayCoverage day in Days.Where(day => !day.IsWhole && day.Day >= since && day.Day < today))
        {
            bool joins = holes.Count > 0 && holes[^1].To.AddDays(1) == day.Day && holes[^1].Days < MostDaysAtOnce;
            if (joins) holes[^1] = new Window(holes[^1].From, day.Day);
            else holes.Add(new Window(day.Day, day.Day));
        }

        return holes;
    }

    /// <summary>The window a run asks for: the one it would ask for anyway, reaching back to the oldest day within <c>catch_up</c> whose rows are not in the ledger.</summary>
    public static async Task<Window> CatchUp(ILedger ledger, Export export, Window window, CancellationToken ct)
    {
        int reach = (int)export.Settings.CatchUp.TotalDays;
        if (reach == 0 || window.From.DayNumber <= reach) return window;
        var before = new Window(window.From.AddDays(-reach), window.From.AddDays(-1));
        Closings closings = await ledger.Closings(export.Id, before, ct);
        if ((export.Settings.Since ?? closings.Since) is not { } since) return window;
        foreach (DayCoverage day in Of(export, before, closings, export.Zone).Days)
            if (day.Day >= since && day.State is DayState.Never or DayState.Failed or DayState.Held or DayState.SoFar) return new Window(day.Day, window.To);
        return window;
    }

    /// <summary>A later failure takes nothing back that is recorded; whatever else was learnt later counts.</summary>
    static DayCoverage After(DayCoverage known, WindowState closed, TimeZoneInfo zone)
    {
        DayState state = StateOf(known.Day, closed, zone);
        bool isFailure = state is DayState.Failed or DayState.Held;
        bool isRecorded = known.State is not (DayState.Never or DayState.Failed or DayState.Held);
        return isFailure && isRecorded ? known : known with { State = state, RunId = closed.RunId };
    }

    static DayState StateOf(DateOnly day, WindowState closed, TimeZoneInfo zone) => closed.Outcome switch
    {
        Outcome.Proven or Outcome.Empty when DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(closed.ClosedAt, zone).DateTime) <= day => DayState.SoFar,
        Outcome.Proven => DayState.Proven,
        Outcome.Empty => DayState.Empty,
        Outcome.Partial => DayState.Partial,
        Outcome.Undelivered => DayState.Undelivered,
        Outcome.Held => DayState.Held,
        _ => DayState.Failed,
    };
}

/// <summary>How windows of an export were closed.</summary>
/// <param name="Since">The first day ever asked for; null: none was.</param>
/// <param name="Windows">All closings that touch the days wanted, in the order in which they happened.</param>
public sealed record Closings(DateOnly? Since, IReadOnlyList<WindowState> Windows);
