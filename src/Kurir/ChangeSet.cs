namespace Kurir;

/// <summary>What a recorded table changed. <c>Added + Changed + Unchanged + Repeated + Quarantined</c> is the number of its rows.</summary>
public sealed record ChangeSet
{
    public long Added { get; init; }

    public long Changed { get; init; }

    public long Unchanged { get; init; }

    /// <summary>Rows of a unique key that the same table held once more, with the same content.</summary>
    public long Repeated { get; init; }

    public long Quarantined { get; init; }

    /// <summary>Rows of the window that an earlier table held and this one does not; reported, never removed here. Not part of the sum.</summary>
    public long Vanished { get; init; }

    /// <summary>Rows known from earlier tables that should be here again: those whose day lies in the window or, without a day, those
    /// that can lie nowhere else by the windows in which they were seen; without those reported vanished before. Known, and none of them here again, is <see cref="FaultName.EverythingNew"/>.</summary>
    public long Expected { get; init; }

    /// <summary>Where no rows came: how often the same weekdays before were recorded whole, if there never were any rows either; 0 else.</summary>
    public int QuietBefore { get; init; }

    /// <value>So many weeks without rows on a weekday are a habit.</value>
    public const int EnoughQuiet = 3;

    public long Total => Added + Changed + Unchanged + Repeated + Quarantined;

    public bool IsEmpty => Added + Changed == 0;

    /// <summary>The first changes, at most <see cref="MaxListed"/> of each kind, for people; all of them are in the ledger.</summary>
    public IReadOnlyList<Change> Listed { get; init; } = [];

    public const int MaxListed = 20;

    /// <summary>Of a window that was asked for in parts.</summary>
    public ChangeSet With(ChangeSet part, int listed = MaxListed) => new()
    {
        Added = Added + part.Added,
        Changed = Changed + part.Changed,
        Unchanged = Unchanged + part.Unchanged,
        Repeated = Repeated + part.Repeated,
        Quarantined = Quarantined + part.Quarantined,
        Vanished = Vanished + part.Vanished,
        Expected = Expected + part.Expected,
        Listed = [.. Listed.Concat(part.Listed).GroupBy(change => change.Kind).SelectMany(kind => kind.Take(listed))],
    };
}

public enum ChangeKind
{
    Added,
    Changed,
    Vanished,
}

/// <summary>One row's change, for people.</summary>
/// <param name="Key">The key's texts, joined by " · ".</param>
/// <param name="Columns">Which columns changed, before and after; empty for Added and Vanished.</param>
public sealed record Change(ChangeKind Kind, string Key, IReadOnlyList<ColumnChange> Columns);

public sealed record ColumnChange(string Heading, string Before, string After);
