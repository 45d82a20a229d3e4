namespace Kurir;

/// <summary>Where a delivery's columns stand at a destination, found by heading.</summary>
public sealed record ColumnPlan
{
    /// <summary>For each of the delivery's columns its position there, from 0; new ones stand at the right end.</summary>
    public required IReadOnlyList<int> Positions { get; init; }

    /// <summary>Which of the delivery's columns are not there yet, in the contract's order.</summary>
    public required IReadOnlyList<int> Added { get; init; }

    /// <summary>Which of the delivery's columns are the key.</summary>
    public required IReadOnlyList<int> Key { get; init; }

    /// <summary>The columns of a destination that is empty or does not stand yet.</summary>
    public static ColumnPlan New(Delivery delivery)
    {
        int[] all = [.. Enumerable.Range(0, delivery.Columns.Count)];
        return new ColumnPlan { Positions = all, Added = all, Key = KeyOf(delivery) };
    }

    /// <summary>Which of the first rows is the heading: the one with the most of the report's headings, the upper one where two have as many; -1: none has any.</summary>
    public static int FindHeadings(Delivery delivery, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        HashSet<string> wanted = [.. delivery.Columns.Select(column => Headings.Fold(column.Heading))];
        int best = -1, most = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            int found = rows[i].Where(text => text.Length > 0).Select(Headings.Fold).Distinct().Count(wanted.Contains);
            if (found > most) (best, most) = (i, found);
        }

        return best;
    }

    /// <summary>Finds each column by its heading: exact, then without regard to case and white space; then by the mark it was given before.</summary>
    /// <param name="delivery">Its columns and key.</param>
    /// <param name="there">The headings as they stand, by position; "" where there is none.</param>
    /// <param name="rightEnd">The first position that is free in every row.</param>
    /// <param name="destination">As a person would name it, for faults.</param>
    /// <param name="marked">Positions by the folded heading that the column had when it was marked, so that a renamed one is found; null: this
    /// destination has no marks. Of two columns with one heading the marked one is meant.</param>
    /// <exception cref="Fault"><see cref="FaultName.DestinationChanged"/>: a heading of the key is missing or there twice.
    /// <see cref="FaultName.ColumnsAmbiguous"/>: another heading is there twice.</exception>
    public static ColumnPlan Match(Delivery delivery, IReadOnlyList<string> there, int rightEnd, string destination, IReadOnlyDictionary<string, int>? marked = null)
    {
        int[] positions = new int[delivery.Columns.Count];
        Array.Fill(positions, -1);
        IReadOnlyList<int> key = KeyOf(delivery);
        HashSet<int> taken = [];
        Claim((heading, text) => string.Equals(heading, text, StringComparison.Ordinal));
        Claim(Headings.Same);
        for (int i = 0; i < positions.Length; i++)
            if (positions[i] < 0 && Marked(i) is { } position && taken.Add(position)) positions[i] = position;

        List<int> added = [.. Enumerable.Range(0, positions.Length).Where(i => positions[i] < 0)];
        RefuseMissingKey(delivery, [.. key.Where(i => positions[i] < 0)], there, destination);
        for (int i = 0; i < added.Count; i++) positions[added[i]] = rightEnd + i;
        return new ColumnPlan { Positions = positions, Added = added, Key = key };

        void Claim(Func<string, string, bool> same)
        {
            for (int i = 0; i < positions.Length; i++)
            {
                if (positions[i] >= 0) continue;
                string heading = delivery.Columns[i].Heading;
                int[] found = [.. Enumerable.Range(0, there.Count).Where(p => there[p].Length > 0 && !taken.Contains(p) && same(heading, there[p]))];
                if (found.Length > 1 && Marked(i) is { } mine && found.Contains(mine)) found = [mine];
                if (found.Length > 1) throw Ambiguous(delivery.Columns[i].Heading, found, key.Contains(i), destination);
                if (found.Length == 1 && taken.Add(found[0])) positions[i] = found[0];
            }
        }

        int? Marked(int i) => marked is not null && marked.TryGetValue(Headings.Fold(delivery.Columns[i].Heading), out int position) ? position : null;
    }

    static int[] KeyOf(Delivery delivery)
    {
        HashSet<string> key = [.. delivery.Key.Columns.Select(Headings.Fold)];
        return [.. Enumerable.Range(0, delivery.Columns.Count).Where(i => !delivery.Columns[i].IsCounter && key.Contains(Headings.Fold(delivery.Columns[i].Heading)))];
    }

    static Fault Ambiguous(string heading, int[] found, bool isKey, string destination)
    {
        string where = string.Join(" and ", found.Select(Headings.Letters));
        return new Fault(
            Stage.Deliver, isKey ? FaultName.DestinationChanged : FaultName.ColumnsAmbiguous, FaultKind.Ask, destination,
            $"The heading '{heading}' stands there {found.Length} times: columns {where}.",
            "Rename or remove all but one of these headings; nothing was written.");
    }

    static void RefuseMissingKey(Delivery delivery, IReadOnlyList<int> missing, IReadOnlyList<string> there, string destination)
    {
        if (missing.Count == 0 || AreNew(delivery, missing)) return;
        string names = string.Join(", ", missing.Select(i => $"'{delivery.Columns[i].Heading}'"));
        string seen = string.Join(", ", there.Where(text => text.Length > 0).Take(30));
        throw new Fault(
            Stage.Deliver, FaultName.DestinationChanged, FaultKind.Ask, destination,
            seen.Length == 0 ? $"There is no row with the report's headings, so no row can be found by {names}." : $"The key's heading {names} is not there; the headings are: {seen}.",
            $"Put the heading {names} back (or add an empty column with it, where the report has it since lately); nothing was written.");
    }

    // The whole row is the key, and the report has got a column that this destination was never handed.
    static bool AreNew(Delivery delivery, IReadOnlyList<int> missing)
    {
        if (!delivery.Key.Duplicates) return false;
        int known = delivery.Changes.Where(change => change.Before is not null).Select(change => change.Known ?? change.Before!.Length).DefaultIfEmpty(int.MaxValue).Max();
        return missing.All(i => i >= known);
    }
}
