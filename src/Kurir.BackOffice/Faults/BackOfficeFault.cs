namespace Kurir.BackOffice;

/// <summary>Where a fault bites.</summary>
public enum BackOfficeFaultGroup
{
    /// <summary>On the way to being signed in.</summary>
    SignIn,

    /// <summary>After it: sessions and tokens.</summary>
    Session,

    /// <summary>What the pages hold.</summary>
    Page,

    /// <summary>How an answer travels; downloads, lists and report pages.</summary>
    Transport,

    /// <summary>What the downloaded file really is.</summary>
    File,

    /// <summary>Which rows and columns it holds; in files, JSON lists and report pages alike.</summary>
    Rows,

    /// <summary>How lists are paged; report pages, grids and JSON lists.</summary>
    Pager,
}

/// <summary>One way in which the panel can misbehave. <see cref="KnownFault"/> has them all.</summary>
/// <param name="Name">Its name on the command line: <c>wrong-window</c>.</param>
/// <param name="Description">What the panel does while it is switched on, in one line.</param>
/// <param name="Times">How often it strikes when nothing else is asked for; null: until it is switched off.</param>
public sealed record BackOfficeFault(string Name, BackOfficeFaultGroup Group, string Description, int? Times = null)
{
    /// <summary>For <see cref="BackOfficeFaultGroup.Rows"/>: what becomes of the report.</summary>
    internal Func<RowsAtFault, Paper>? Rows { get; init; }

    /// <summary>For <see cref="BackOfficeFaultGroup.File"/>: what becomes of the file.</summary>
    internal Func<FileAtFault, Download>? File { get; init; }

    /// <summary>The panel goes on announcing the true number of rows.</summary>
    internal bool AnnouncesTruth { get; init; }

    public override string ToString() => Name;
}

/// <summary>What a fault of the rows works on.</summary>
/// <param name="Other">The same report for other days.</param>
sealed record RowsAtFault(
    Paper Paper, BackOfficeExport Export, DateOnly From, DateOnly To, DateOnly Today,
    Func<DateOnly, DateOnly, IReadOnlyList<BackOfficeCell[]>> Other)
{
    public int Column(string name) => Paper.Columns.ToList().IndexOf(name);
}

/// <summary>What a fault of the file works on.</summary>
/// <param name="SignInPage">The panel's sign-in page, complete.</param>
sealed record FileAtFault(Download File, Paper Paper, string SignInPage);
