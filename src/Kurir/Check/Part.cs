namespace Kurir;

/// <summary>A window, or a half of one that the panel could not give at once.</summary>
/// <param name="Window">The days asked for.</param>
/// <param name="MayHalve">Whether it is asked for in halves where it does not come whole.</param>
/// <param name="IsHalf">It is a part of a larger window.</param>
/// <param name="Suspect">So many rows came for the days of which this is a half; null: it is none, or was halved for another reason.</param>
/// <param name="Of">The days of the document, where its rows of other days are left out because a newer document says what is true of them; null: all of it counts.</param>
public readonly record struct Part(Window Window, bool MayHalve = false, long? Suspect = null, bool IsHalf = false, Window? Of = null)
{
    /// <summary>Whether a row of that day is left out.</summary>
    public bool LeavesOut(DateOnly? day) => Of is { } whole && day is { } known && whole.Contains(known) && !Window.Contains(known);


    /// <summary>The numbers at which panels and file formats are known to end: pages of a grid, limits of a query, rows of a sheet.</summary>
    static readonly HashSet<long> Usual = [10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 2_500, 5_000, 10_000, 20_000, 25_000, 50_000, 65_535, 65_536, 100_000, 1_048_575, 1_048_576];

    /// <value>A day's report of so few rows is often just as long by chance.</value>
    const long FewForADay = 100;

    /// <summary>Whether a report without an announced number may have ended because the panel gives no more rows, not because there are no more.</summary>
    /// <param name="rows">How many came.</param>
    /// <param name="cap"><c>rows.cap</c>: the panel's own limit, 0 for none; null: not known.</param>
    public bool IsCapped(long rows, long? cap)
    {
        if (cap is { } known) return known > 0 && rows >= known;
        // Two different windows with exactly as many rows: the number is the panel's, not the shop's.
        return rows > 0 && (rows == Suspect || (Usual.Contains(rows) && (MayHalve || rows >= FewForADay)));
    }

    /// <summary>The earlier and the later half.</summary>
    public static (Window Earlier, Window Later) Halves(Window window)
    {
        DateOnly middle = window.From.AddDays((window.Days / 2) - 1);
        return (new Window(window.From, middle), new Window(middle.AddDays(1), window.To));
    }
}
