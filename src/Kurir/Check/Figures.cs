namespace Kurir;

/// <summary>What is counted of a table: its rows, and per column what can be added up or told apart.</summary>
public sealed record Figures
{
    public long Rows { get; init; }

    /// <summary>By heading, without the running number.</summary>
    public IReadOnlyDictionary<string, ColumnFigures> Columns { get; init; } = new Dictionary<string, ColumnFigures>();
}

/// <summary>What is counted of one column.</summary>
/// <param name="Sum">Of its numbers; null where it holds none, or some too large to add up.</param>
/// <param name="Empty">Cells without anything.</param>
/// <param name="Values">How often each text stands in it, where it holds at most <see cref="TableFigures.MaxValues"/> different ones, such as statuses; else null.</param>
public sealed record ColumnFigures(decimal? Sum, long Empty, IReadOnlyDictionary<string, long>? Values = null);
