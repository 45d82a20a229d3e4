using System.Collections.Concurrent;

namespace Kurir.BackOffice;

/// <summary>An export that the panel makes in the background.</summary>
/// <param name="StartedAt">By the panel's clock.</param>
public sealed record BackOfficeJob(int Id, string Export, DateOnly From, DateOnly To, DateTimeOffset StartedAt)
{
    /// <summary>How often somebody has looked whether it is done.</summary>
    public int Looks { get; internal set; }

    /// <summary>Whether the panel gave up on it.</summary>
    public bool Failed { get; internal set; }

    internal string FileName => $"{Export}-{From:yyyyMMdd}-{To:yyyyMMdd}.xlsx";
}

/// <summary>Exports in the background: started by a button, told of by the bell, fetched from a list. One is done when it has been looked for a few times.</summary>
sealed class Jobs(TimeProvider time)
{
    readonly ConcurrentDictionary<int, BackOfficeJob> _jobs = new();
    int _last;

    public IReadOnlyList<BackOfficeJob> All => [.. _jobs.Values.OrderBy(job => job.Id)];

    public BackOfficeJob Start(BackOfficeExport export, Asked asked)
    {
        var id = Interlocked.Increment(ref _last);
        return _jobs[id] = new BackOfficeJob(id, export.Name, asked.From, asked.To, time.GetUtcNow());
    }

    public BackOfficeJob? Find(int id) => _jobs.GetValueOrDefault(id);

    public void Fail()
    {
        foreach (var job in _jobs.Values) job.Failed = true;
    }

    public void Clear() => _jobs.Clear();

    public void Look()
    {
        foreach (var job in _jobs.Values) job.Looks++;
    }
}
