namespace Kurir.Connectors;

/// <summary>How often the page of a report was gone at with something in place of what it lacks.</summary>
sealed class RepairTries
{
    public const int Most = 4;
    readonly Lock gate = new();
    readonly Dictionary<string, int> tries = []; // by text: made with each session, and nothing may be compiled for that
    readonly HashSet<string> began = [];

    public int Of(Report report)
    {
        lock (gate) return tries.GetValueOrDefault(Key(report));
    }

    /// <summary>It brought something.</summary>
    public void Began(Report report)
    {
        lock (gate) began.Add(Key(report));
    }

    public bool HasBegun(Report report)
    {
        lock (gate) return began.Contains(Key(report));
    }

    /// <summary>What was brought is doubted, whoever brought it.</summary>
    public void Doubted(Report report)
    {
        if (HasBegun(report)) Failed(report);
    }

    /// <summary>What came of the last try was not the report.</summary>
    public void Failed(Report report)
    {
        lock (gate) tries[Key(report)] = tries.GetValueOrDefault(Key(report)) + 1;
    }

    static string Key(Report report) => $"{report.Export.Id} {report.Window}";
}
