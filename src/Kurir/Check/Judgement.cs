namespace Kurir;

/// <summary>Decides, when all rows were seen, whether a table is accepted, and says why not.</summary>
sealed class Judgement(
    Contract contract, Export export, Part part, Table table, Document? document, Contract? known, CheckTally tally, ChangeSet counts, IReadOnlyList<ColumnCheck> retyped)
{
    /// <value>Fewer known rows prove nothing by being gone.</value>
    const int EnoughKnown = 5;

    /// <value>Rows in a hundred that may break a rule before the whole table does.</value>
    const int FewPercent = 10;

    readonly Window window = part.Window;
    string Accept => $"kurir accept {export.Pipeline} {export.Name}";

    readonly string at = export.DefinedAt is { } place ? $" at {place}" : "";

    /// <summary>What the panel said, else what the document says; of a part of a document neither says anything.</summary>
    public long? Announced => part.Of is null ? document?.Announced ?? table.Announced : null;

    /// <summary>Rows gone without an announced number that says the table is whole; after the key was changed nothing can be told.</summary>
    public long Missing => Announced == tally.Rows || KeyChanged || Withdrawn > 0 ? 0 : counts.Vanished;

    /// <summary>Rows gone that are to be marked or removed: only where their day is known, the report is whole as far as that is said, and not more than the guard's share.</summary>
    public long Withdrawn => MayWithdraw && !IsAboveGuard ? counts.Vanished : 0;

    bool MayWithdraw => export.Settings.Vanished.Then != "keep" && contract.Dates.Count > 0 && !KeyChanged && !Capped && (Announced ?? tally.Rows) == tally.Rows;

    bool IsAboveGuard => counts.Vanished * 100 > counts.Expected * export.Settings.Vanished.Most;

    /// <summary>The report seems to end at a limit of the panel's, and nothing says that it is whole.</summary>
    public bool Capped => Announced is null && part.Of is null && part.IsCapped(tally.Rows, export.Settings.Rows.Cap);

    /// <summary>Why no rows are believed; null: there are some, or they are not believed.</summary>
    public string? EmptyBecause => tally.Rows > 0 ? null : Claim.Reason;

    EmptyClaim Claim => new(export, part, table, document, known, counts, Announced);

    public IEnumerable<Hold> Holds() => Found().Where(hold => !export.Accepted.Contains(hold.Name));

    IEnumerable<Hold> Found()
    {
        var columns = new ColumnJudgement(contract, export, table, known).Holds().ToList();
        // Without its columns, what the rows say proves nothing.
        if (columns.Count > 0) return columns;
        if (known is not null && retyped.Count > 0) return retyped.Select(Retyped);
        if (part.MayHalve && Incomplete() is { } incomplete) return [incomplete];
        Hold?[] holds = [OutsideWindow(), WindowDateUnclear(), EverythingNew(), SuspiciousEmpty(), RowCountUnlikely(), KeyNotUnique()];
        return holds.OfType<Hold>();
    }

    public IEnumerable<string> Remarks()
    {
        foreach (string remark in new ColumnJudgement(contract, export, table, known).Remarks()) yield return remark;
        if (Capped)
            yield return $"exactly {tally.Rows} rows came for {window}, which seems to be as many as the panel gives at once. If they are all, write `rows: {{ cap: 0 }}`{at}; else ask for them in another way: filters in `form: fields:`, or the panel's own larger export";
        if (contract.Dates.Count == 0 && export.Settings.Date is null && tally.Rows > 0)
            yield return "no column holds days of the window, so it is not checked whether the panel heeded the dates asked for";
        if (MayWithdraw && IsAboveGuard)
            yield return $"{counts.Vanished} of {counts.Expected} known rows are gone, more than `vanished: {{ most: {export.Settings.Vanished.Most} }}` allows at once, and stay as they are. If that is right: kurir accept {export.Pipeline} {export.Name}";
        if (KeyChanged) yield return $"the key is now {string.Join(", ", contract.Key.Columns)}, so that known rows count as new ones";
    }

    Hold Retyped(ColumnCheck column)
    {
        bool lost = column.Type == CellType.Text;
        string cause = lost
            ? $"\"{column.Heading}\" held digits with leading zeros or more than fifteen of them, and now holds numbers: what was in front or at the end is lost"
            : $"\"{column.Heading}\" held {Name(column.Type)}s, and most of its cells are none any more";
        string type = lost ? "number" : "text";
        return new Hold(
            FaultName.ColumnRetyped, cause,
            $"Look at the report in the panel; for lost digits ask for another format of it. If it is right, set `columns: {{ \"{column.Heading}\": {type} }}`{at}, or: kurir accept {export.Pipeline} {export.Name}")
        {
            Edits = [new ContractEdit(column.Heading, "type", type)],
        };
    }

    static string Name(CellType type) => type switch
    {
        CellType.DateTime => "date and time",
        CellType.Boolean => "yes or no value",
        _ => type.ToString().ToLowerInvariant(),
    };

    // Never seen by people: the halves are asked for instead.
    Hold? Incomplete() => Capped || (tally.Rows > 0 && Announced > tally.Rows)
        ? new Hold(FaultName.RowsCapped, $"{tally.Rows} rows came, which seems to be as many as the panel gives at once", "Ask for fewer days at once.")
        : null;

    Hold? OutsideWindow()
    {
        bool few = tally.Outside < 2 || tally.Outside * 100 <= tally.Rows * FewPercent;
        if (tally.Outside == 0 || (few && tally.Outside < tally.Rows)) return null;
        return new Hold(
            FaultName.RowsOutsideWindow,
            $"{tally.Outside} of {tally.Rows} rows lie outside {window}: {string.Join(", ", contract.Dates)} runs from {Day(tally.Earliest)} to {Day(tally.Latest)}",
            $"The panel did not heed the dates asked for, or this is not the row's day. For the latter set `date:` to another column, or `date: none`{at}.");
    }

    Hold? WindowDateUnclear() => tally.Unclear == 0 || tally.Dated > 0 ? null : new Hold(
        FaultName.WindowDateUnclear,
        $"no row has a date that can be read ({tally.FirstUnclear}), so it cannot be told whether the rows are of {window}",
        $"Set the column's type (`columns: {{ \"{contract.Dates[0]}\": date }}`), `date:` to another column, or `date: none`{at}.");

    // Another key makes every row another one, and was asked for.
    bool KeyChanged
    {
        get
        {
            if (known is null || known.Columns.All(column => column.Type == CellType.Empty)) return false;
            var before = KeyOf(known);
            return !before.SequenceEqual(KeyOf(contract))
                || before.Exists(i => known.Columns[i].Type != CellType.Empty && known.Columns[i].Type != contract.Columns[i].Type);
        }
    }

    static List<int> KeyOf(Contract contract) =>
        [.. Enumerable.Range(0, contract.Columns.Count).Where(i => contract.Key.Columns.Any(heading => Headings.Same(heading, contract.Columns[i].Heading)))];

    Hold? EverythingNew() => counts.Expected < EnoughKnown || counts.Vanished != counts.Expected || counts.Added == 0 || KeyChanged ? null : new Hold(
        FaultName.EverythingNew,
        $"none of the {counts.Expected} rows known for {window} came again, and {counts.Added} others did",
        $"Look at the report in the panel: another filter or branch, or the key ({string.Join(", ", contract.Key.Columns)}) is printed differently. "
        + $"If the rows truly are others, choose columns that do not change with `key:`{at}. To take them this once: {Accept}");

    Hold? SuspiciousEmpty() => tally.Rows > 0 || EmptyBecause is not null ? null : Claim.Hold();

    Hold? RowCountUnlikely()
    {
        bool few = tally.Rows < contract.MinRows, many = tally.Rows > contract.MaxRows;
        return !few && !many ? null : new Hold(
            FaultName.RowCountUnlikely,
            $"{tally.Rows} {Plural(tally.Rows, "row", "rows")} came, {(few ? $"fewer than {contract.MinRows}" : $"more than {contract.MaxRows}")}",
            $"Look at the report in the panel. If it is right, change `rows:`{at}; to take it this once: {Accept}");
    }

    // The ledger finds these, and quarantines the later rows of a key; what the check itself quarantined is taken off.
    Hold? KeyNotUnique()
    {
        long doubled = counts.Quarantined - tally.Quarantined;
        if (doubled < 2 || doubled * 100 <= tally.Rows * FewPercent) return null;
        string key = string.Join(", ", contract.Key.Columns);
        string? better = KeyAdvice.For(contract, table);
        return new Hold(
            FaultName.KeyNotUnique,
            $"{doubled} of {tally.Rows} rows have a key ({key}) that another row has, with other content",
            better is null
                ? $"`key:`{at} needs another column, or `key: {{ columns: […], duplicates: keep }}`."
                : $"Together with \"{better}\" it tells the rows apart: add it to `key:`{at}. Or count them with `duplicates: keep`.");
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static string Plural(long count, string one, string many) => count == 1 ? one : many;
}
