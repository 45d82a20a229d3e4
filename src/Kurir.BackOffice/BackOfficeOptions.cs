namespace Kurir.BackOffice;

/// <summary>How the green Export buttons deliver. The real panel had both eras.</summary>
public enum BackOfficeEra
{
    Xlsx,
    Pdf,
}

/// <summary>What a panel starts with. Two panels with the same seed, day and rows hold the same data.</summary>
public sealed record BackOfficeOptions
{
    /// <summary>The port on the loopback interface.</summary>
    /// <value>Default 0: any free one.</value>
    public int Port { get; init; }

    /// <summary>The panel's own day when it starts; its clock says eight in the morning.</summary>
    /// <value>Default 23 November 2026.</value>
    public DateOnly Day { get; init; } = new(2026, 11, 23);

    /// <summary>How much history there is before <see cref="Day"/>.</summary>
    /// <value>Default 365.</value>
    public int HistoryDays { get; init; } = 365;

    public int Seed { get; init; } = 20_260_101;

    /// <summary>How many order lines a weekday has, more or less; the other exports have four to eight tenths of that. Zero: none at all.</summary>
    /// <value>Default 36.</value>
    public int RowsPerDay { get; init; } = 36;

    /// <value>Default a new one, <c>admin-…@example.com</c>.</value>
    public string? Email { get; init; }

    /// <value>Default a new one at random.</value>
    public string? Password { get; init; }

    /// <summary>What point_trx, user and pembayaran_koin come as; transaksi is always xlsx.</summary>
    /// <value>Default xlsx.</value>
    public BackOfficeEra Era { get; init; }

    /// <summary>How long every answer takes beyond its own work.</summary>
    /// <value>Default none.</value>
    public TimeSpan Latency { get; init; }

    /// <summary>The zone of the shop's days.</summary>
    /// <value>Default Asia/Jakarta.</value>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    /// <summary>Whether the filter of transaksi is a form with GET instead of POST.</summary>
    public bool GetForm { get; init; }

    /// <summary>The folder with the scripts of the page whose grid is built in the browser.</summary>
    /// <value>Default none: that page stays empty.</value>
    public string? Assets { get; init; }

    /// <summary>Whether <c>/_control</c> lets whoever can reach the panel switch faults and move its clock.</summary>
    public bool Control { get; init; }
}
