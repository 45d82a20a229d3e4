namespace Kurir;

/// <summary>Compares a table's columns with those that must be there.</summary>
sealed class ColumnJudgement(Contract contract, Export export, Table table, Contract? known)
{
    readonly string at = export.DefinedAt is { } place ? $" at {place}" : "";

    public IEnumerable<Hold> Holds()
    {
        var gone = Gone();
        var fresh = Fresh();
        foreach (string heading in gone)
        {
            string? now = fresh.Count == 0 ? null : Lookalike.Of(heading, fresh) ?? (gone.Count == 1 && fresh.Count == 1 ? fresh[0] : null);
            if (now is not null) fresh.Remove(now);
            yield return now is null ? Missing(heading) : Renamed(heading, now);
        }

        foreach (string heading in Named().Where(heading => !gone.Exists(each => Headings.Same(each, heading)))) yield return Unknown(heading);
    }

    public IEnumerable<string> Remarks()
    {
        if (known is null) yield break;
        foreach (string heading in Fresh()) yield return $"{heading} is a new column";
        if (IsReordered()) yield return "the columns come in another order than before; they are found by their headings";
        foreach (ColumnContract before in known.Columns)
        {
            if (Find(before.Heading) is not { } now) continue;
            bool restyled = before.Type == now.Type && (before.NumberStyle, before.DateOrder) != (now.NumberStyle, now.DateOrder)
                && (before.NumberStyle != NumberStyle.Plain || before.DateOrder != DateOrder.YearMonthDay);
            if (restyled) yield return $"{now.Heading} is printed in another style than before, and read accordingly";
        }
    }

    bool IsReordered()
    {
        string[] now = [.. table.Columns.Select(column => Headings.Fold(column.Heading))], before = [.. known!.Seen.Select(Headings.Fold)];
        return before.Length > 0 && !before.Where(now.Contains).SequenceEqual(now.Where(before.Contains));
    }

    // Columns of the contract that the table lacks and must have; those of a chosen key whatever the file says.
    List<string> Gone()
    {
        bool chosen = !contract.Key.Whole;
        return [.. contract.Columns
            .Where(column => table.IndexOf(column.Heading) < 0 && (column.Required || (chosen && IsIn(contract.Key.Columns, column.Heading))))
            .Select(column => column.Heading)];
    }

    List<string> Fresh() => known is null ? []
        : [.. table.Columns.Select(column => column.Heading).Where(heading => !IsKnown(heading))];

    // Neither known nor renamed from what was known: the contract keeps renamed columns in their place.
    bool IsKnown(string heading)
    {
        for (int i = 0; i < known!.Columns.Count && i < contract.Columns.Count; i++)
            if (Headings.Same(contract.Columns[i].Heading, heading)) return true;
        return false;
    }

    // What the file names and the table does not have.
    IEnumerable<string> Named()
    {
        var settings = export.Settings;
        string[] date = settings.Date is { } name and not "none" ? [name] : [];
        string[] columns = [.. settings.Columns.Where(column => column.Value.Required).Select(column => column.Key)];
        // A column that the contract knows may stay away where it is not required, and is then nothing to except either.
        string[] excepted = [.. (settings.Key?.AllExcept ?? []).Where(heading => Find(heading) is null)];
        string[] all = [.. settings.Key?.Columns ?? [], .. excepted, .. date, .. columns];
        return all.Where(heading => table.IndexOf(heading) < 0).DistinctBy(Headings.Fold, StringComparer.Ordinal);
    }

    Hold Missing(string heading) => new(
        FaultName.ColumnMissing,
        $"the column \"{heading}\" is gone; the table has {Seen()}",
        $"Look at the report in the panel. If it no longer has that column, set `columns: {{ \"{heading}\": {{ required: false }} }}`{at}, or: {Accept}")
    {
        Edits = IsIn(export.Settings.Key?.Columns ?? [], heading) ? [] : [new ContractEdit(heading, "required", "false")],
    };

    Hold Renamed(string heading, string now) => new(
        FaultName.ColumnsRenamed,
        $"the column \"{heading}\" is gone, and \"{now}\" is new: it was probably renamed",
        $"If so, say it with `columns: {{ \"{now}\": {{ was: \"{heading}\" }} }}`"
        + $"{(IsIn(Keys, heading) ? " and in `key:`" : "")}{at}, or: {Accept}")
    {
        Edits =
        [
            new ContractEdit(now, "was", heading),
            .. IsIn(Keys, heading) ? [new ContractEdit(heading, "key", now)] : Array.Empty<ContractEdit>(),
            .. export.Settings.Date is { } date && Headings.Same(date, heading) ? [new ContractEdit(heading, "date", now)] : Array.Empty<ContractEdit>(),
        ],
    };

    string Accept => $"kurir accept {export.Pipeline} {export.Name}";

    IReadOnlyList<string> Keys => [.. export.Settings.Key?.Columns ?? [], .. export.Settings.Key?.AllExcept ?? []];

    Hold Unknown(string heading) => new(
        FaultName.ColumnMissing,
        $"there is no column \"{heading}\"; the table has {Seen()}",
        Lookalike.Of(heading, [.. table.Columns.Select(column => column.Heading)]) is { } close
            ? $"Did you mean \"{close}\"? Correct it{at}."
            : $"Write the heading as the report does{at}.");

    string Seen() => string.Join(", ", table.Columns.Take(20).Select(column => column.Heading)) + (table.Columns.Count > 20 ? ", …" : "");

    ColumnContract? Find(string heading) => contract.Columns.FirstOrDefault(column => Headings.Same(column.Heading, heading));

    static bool IsIn(IReadOnlyList<string> headings, string heading) => headings.Any(each => Headings.Same(each, heading));
}
