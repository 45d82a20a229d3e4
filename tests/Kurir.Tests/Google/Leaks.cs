using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>Looks for the key in what is shown.</summary>
static class Leaks
{
    const int Window = 8;

    static readonly Lazy<HashSet<string>> Windows = new(() =>
        [.. Enumerable.Range(0, TestKey.Body.Length - Window + 1).Select(at => TestKey.Body.Substring(at, Window)).Where(window => !Ordinary(window))]);

    /// <summary>Null, or that there is some; never what.</summary>
    public static string? In(string text)
    {
        for (int at = 0; at + Window <= text.Length; at++)
            if (Windows.Value.Contains(text.Substring(at, Window))) return "A PIECE OF THE KEY IS SHOWN";
        return null;
    }

    public static string? Of(KeyReading reading) =>
        In($"{reading} {reading.Words} {string.Join(" ", reading.Damages.Select(KeyDamages.Words))} {reading.Shape} {reading.Key}");

    /// <summary>A run of one letter could stand anywhere.</summary>
    static bool Ordinary(string window) => window.Distinct().Count() == 1;
}
