namespace Kurir;

/// <summary>Finds the heading that another one was probably meant to be, or has become.</summary>
static class Lookalike
{
    /// <value>Longer headings are compared by their beginning.</value>
    const int MaxLength = 80;

    /// <returns>Null where none is alike.</returns>
    public static string? Of(string heading, IReadOnlyList<string> candidates)
    {
        string wanted = Cut(Headings.Fold(heading));
        var ranked = candidates
            .Select(candidate => (candidate, likeness: Likeness(wanted, Cut(Headings.Fold(candidate)))))
            .OrderByDescending(pair => pair.likeness).ToList();
        if (ranked.Count == 0 || ranked[0].likeness < 0.5) return null;
        // Two that are as alike are none.
        return ranked.Count > 1 && ranked[1].likeness >= ranked[0].likeness ? null : ranked[0].candidate;
    }

    static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];

    // 1 the same, 0 nothing in common. One inside the other is alike: "Tanggal" and "Tanggal Belanja".
    static double Likeness(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return 0;
        double contained = a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal) ? 0.6 : 0;
        return Math.Max(contained, 1 - (double)Distance(a, b) / Math.Max(a.Length, b.Length));
    }

    static int Distance(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            above = row;
        }

        return above[b.Length];
    }
}
