namespace Kurir.Connectors;

/// <summary>Finds the entry of the job that was ordered: one that was not listed before, of the number that the panel gave, of the days and the report asked for.</summary>
static class OwnJob
{
    /// <param name="words">What an entry of this report may hold, in several respects: its name; its days.</param>
    /// <returns>None: it is not listed. More than one: which of them it is cannot be told.</returns>
    public static IReadOnlyList<QueueEntry> Among(IReadOnlyList<QueueEntry> entries, Ticket ticket, IReadOnlyList<IReadOnlyList<string>> words)
    {
        IReadOnlyList<QueueEntry> likely = ticket.Mark is { } mark ? [.. entries.Where(entry => entry.Mark == mark)] : New(entries, ticket);
        if (ticket.Job is { } job && likely.Where(entry => entry.IsOf(job)).ToArray() is { Length: > 0 } named) likely = named;
        int fits = 0;
        foreach (IReadOnlyList<string> any in words)
        {
            if (likely.Count < 2 || likely.Where(entry => any.Any(word => Holds(entry, word))).ToArray() is not { Length: > 0 } fitting) continue;
            likely = fitting;
            fits++;
        }

        // The same report of the same days, ordered twice: each of the files is right.
        return likely.Count > 1 && fits > 0 && fits == words.Count ? [likely[0]] : likely;
    }

    /// <summary>By marks of which there are now more than before, and none that is older than what was listed then: a row that moves up as others are deleted is not new.</summary>
    static List<QueueEntry> New(IReadOnlyList<QueueEntry> entries, Ticket ticket)
    {
        ILookup<string, string> known = ticket.Known.ToLookup(mark => mark);
        DateTime? newest = ticket.Known.Select(JobMark.TimeOf).Max();
        var found = new List<QueueEntry>();
        foreach (IGrouping<string, QueueEntry> group in entries.GroupBy(entry => entry.Mark))
        {
            if (group.Key.Length == 0) found.AddRange(group.Where(entry => ticket.Job is { } job && entry.IsOf(job)));
            else if (group.Count() > known[group.Key].Count()) found.AddRange(group.Where(entry => !(entry.MadeAt < newest)));
        }

        return found;
    }

    static bool Holds(QueueEntry entry, string word) => entry.Text.Contains(word, StringComparison.OrdinalIgnoreCase)
        || entry.Links.Any(link => Uri.UnescapeDataString(link.Address.PathAndQuery).Contains(word, StringComparison.OrdinalIgnoreCase));
}
