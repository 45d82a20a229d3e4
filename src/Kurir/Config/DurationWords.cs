namespace Kurir;

/// <summary>Times as settings write them: <c>30 s</c>, <c>5 minutes</c>.</summary>
public static class DurationWords
{
    /// <returns>Null: it is none, or longer than <paramref name="most"/>.</returns>
    public static TimeSpan? Parse(string text, TimeSpan most) => new DurationScalar(1, most.TotalSeconds).Parse(text) as TimeSpan?;
}
