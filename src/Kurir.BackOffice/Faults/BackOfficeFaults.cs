namespace Kurir.BackOffice;

/// <summary>The switches of the panel's faults. All are off at the start; they may be moved while the panel runs, from any thread.</summary>
public sealed class BackOfficeFaults
{
    readonly Lock _gate = new();
    readonly List<Switch> _on = [];

    /// <summary>How long <see cref="KnownFault.Slow"/> makes each answer wait. Default two seconds.</summary>
    public TimeSpan SlowBy { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What <see cref="KnownFault.Throttled"/> and <see cref="KnownFault.Busy"/> ask for in Retry-After. Default one second.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The faults that are on and have not used up their times, in the order in which they were switched on.</summary>
    public IReadOnlyList<BackOfficeFault> Active
    {
        get
        {
            lock (_gate) return [.. _on.Where(s => s.Left != 0).Select(s => s.Fault)];
        }
    }

    /// <param name="export">
    /// Only for this export; null: for all. Faults that no export has a part in, such as those of the sign-in, strike in either case.
    /// </param>
    /// <param name="times">
    /// Only the first so many times; null: as often as the fault itself says, normally always. A client that silently asks again uses up two.
    /// </param>
    public void On(BackOfficeFault fault, string? export = null, int? times = null)
    {
        if (export is not null) _ = BackOfficeExport.Named(export);
        lock (_gate) _on.Add(new Switch(fault, export) { Left = times ?? fault.Times ?? -1 });
    }

    /// <inheritdoc cref="On(BackOfficeFault, string?, int?)"/>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public void On(string name, string? export = null, int? times = null) => On(KnownFault.Named(name), export, times);

    public void Off(BackOfficeFault fault)
    {
        lock (_gate) _on.RemoveAll(s => s.Fault == fault);
    }

    /// <inheritdoc cref="On(string, string?, int?)"/>
    public void Off(string name) => Off(KnownFault.Named(name));

    /// <summary>Switches everything off.</summary>
    public void Clear()
    {
        lock (_gate) _on.Clear();
    }

    /// <summary>Whether the fault would strike; nothing is used up.</summary>
    internal bool IsOn(BackOfficeFault fault, BackOfficeExport export)
    {
        lock (_gate) return Find(fault, export) is not null;
    }

    Switch? Find(BackOfficeFault fault, BackOfficeExport? export) =>
        _on.Find(s => s.Fault == fault && s.Left != 0 && (export is null || s.Export is null || s.Export == export.Name));

    /// <summary>Whether the fault strikes now; a fault with a limited number of times has one less after that.</summary>
    internal bool Strikes(BackOfficeFault fault, BackOfficeExport? export = null)
    {
        lock (_gate)
        {
            var found = Find(fault, export);
            if (found?.Left > 0) found.Left--;
            return found is not null;
        }
    }

    /// <summary>All faults of a group that strike now, in the order of <see cref="KnownFault.All"/>.</summary>
    internal IReadOnlyList<BackOfficeFault> Strike(BackOfficeFaultGroup group, BackOfficeExport export) =>
        [.. KnownFault.All.Where(fault => fault.Group == group && Strikes(fault, export))];

    sealed record Switch(BackOfficeFault Fault, string? Export)
    {
        /// <summary>How often it still strikes; negative: always.</summary>
        public int Left { get; set; }
    }
}
