namespace Kurir;

/// <summary>Checks one table against its export's contract, row by row; memory does not grow with the rows.</summary>
/// <remarks>Used once: <see cref="Rows"/> to its end, then <see cref="Conclude"/>.</remarks>
public sealed class Checker
{
    readonly Export export;
    readonly Part part;
    readonly AskedDays asked;
    readonly Table table;
    readonly Document? document;
    readonly Contract? known;
    readonly ColumnCheck[] columns;
    readonly int[] dates;
    readonly RowHasher hasher;
    readonly TableFigures figures;
    readonly DayTally days;
    readonly CheckTally tally = new();

    /// <param name="contract">What must hold, with the table's new columns.</param>
    /// <param name="export">Whose table.</param>
    /// <param name="part">The days asked for.</param>
    /// <param name="table">The table.</param>
    /// <param name="document">Where it came from, for what the panel announced; null: nothing is known of that.</param>
    /// <param name="known">The contract before this table, for what is new in it; null: this is the first.</param>
    public Checker(Contract contract, Export export, Part part, Table table, Document? document = null, Contract? known = null)
    {
        Contract = contract;
        (this.export, this.part, this.table, this.document, this.known) = (export, part, table, document, known);
        asked = AskedDays.Of(export, part.Window);
        columns = [.. contract.Columns.Select(column => new ColumnCheck(column, table))];
        dates = [.. Enumerable.Range(0, columns.Length)
            .Where(i => columns[i].Source >= 0 && contract.Dates.Any(heading => Headings.Same(heading, columns[i].Heading)))];
        hasher = new RowHasher(contract);
        figures = new TableFigures(contract);
        days = new DayTally(contract, export, part.Window);
    }

    /// <summary>With the contract that the table gives: proposed where none is known, else brought up to date.</summary>
    public static Checker For(Table table, Document? document, Contract? known, Export export, Part part, CancellationToken ct)
    {
        Contract contract = known is null
            ? ContractProposal.Propose(table, export, part.Window, ct)
            : ContractProposal.Merge(known, table, export, part.Window, ct);
        return new Checker(contract, export, part, table, document, known);
    }

    public Contract Contract { get; }

    /// <summary>Where the contract's columns stand in the document; -1: it has none of that heading.</summary>
    public IReadOnlyList<int> Sources => [.. columns.Select(column => column.Source < 0 ? -1 : table.Columns[column.Source].SourceIndex)];

    /// <summary>The table's rows, converted and checked. Enumerated once.</summary>
    public IEnumerable<CheckedRow> Rows(CancellationToken ct)
    {
        foreach (Row row in table.Rows)
        {
            ct.ThrowIfCancellationRequested();
            if (Check(row) is { } its) yield return its;
        }
    }

    /// <summary>The verdict, once all rows were seen and the ledger knows what they change.</summary>
    public Verdict Conclude(ChangeSet counts)
    {
        long quarantined = Math.Max(tally.Quarantined, counts.Quarantined);
        var judgement = new Judgement(Contract, export, part, table, document, known, tally, counts, [.. columns.Where(column => column.Retyped is not null)]);
        return new Verdict
        {
            Rows = tally.Rows,
            Violations = [.. tally.Violations],
            Quarantined = quarantined,
            Announced = judgement.Announced,
            Missing = judgement.Missing,
            Withdrawn = judgement.Withdrawn,
            Capped = judgement.Capped,
            Days = document is null ? [] : days.Whole(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(document.FetchedAt, export.Zone).DateTime), figures),
            Awaited = document is null ? null : days.Awaited(document.FetchedAt),
            EmptyBecause = judgement.EmptyBecause,
            Totals = part.Of is null ? figures.Differing(table) : [],
            Holds = [.. judgement.Holds()],
            Remarks = [.. judgement.Remarks(), .. columns.Select(column => column.Remark).OfType<string>()],
        };
    }

    /// <summary>Null: the part leaves it out.</summary>
    CheckedRow? Check(Row row)
    {
        List<Violation>? violations = null;
        var cells = new Cell[columns.Length];
        for (int i = 0; i < columns.Length; i++) cells[i] = columns[i].Check(row, ref violations);
        CheckKey(row, cells, ref violations);
        DateOnly? day = CheckDay(row, cells, ref violations, out bool isSure);
        if (part.LeavesOut(day)) return null;
        tally.Count(violations);
        figures.Count(cells);
        if (day is { } known) days.Count(known, cells);
        var (key, content) = hasher.Hash(cells);
        return new CheckedRow(row.Origin, cells, key, content, isSure ? day : null, violations);
    }

    void CheckKey(Row row, Cell[] cells, ref List<Violation>? violations)
    {
        bool there = false, blank = true;
        foreach (int i in hasher.Keys)
        {
            there |= columns[i].Source >= 0;
            blank &= cells[i].IsBlank();
            // Whose key is an error today has its key back tomorrow, and would then be another row.
            if (cells[i].Type == CellType.Error) (violations ??= []).Add(columns[i].Broken("key-error", row, cells[i], "a value: the column is part of the key"));
        }

        if (!blank) return;

        // Where the key's columns are not there at all, the whole table is held.
        if (there) (violations ??= []).Add(new Violation("key-empty", row.Origin, null, "", $"a value in {string.Join(" or ", Contract.Key.Columns)}"));
    }

    // The first day inside the window; else the first day. Where two columns hold different days of the window, nobody knows by which of them the panel gives
    // the row: in tomorrow's window it may lie by the other one, and must not be taken for another row then.
    DateOnly? CheckDay(Row row, Cell[] cells, ref List<Violation>? violations, out bool isSure)
    {
        Window window = part.Window;
        DateOnly? day = null;
        isSure = true;
        int at = -1, unclear = -1;
        foreach (int i in dates)
        {
            if (asked.DayOf(cells[i]) is not { } found)
            {
                if (!cells[i].IsBlank()) unclear = i;
                continue;
            }

            if (day is not null && !window.Contains(found)) continue;
            if (day is { } before && window.Contains(before)) isSure &= found == before;
            else (day, at) = (found, i);
        }

        if (day is not { } known)
        {
            if (unclear < 0) return null;
            tally.CountUnclear($"{columns[unclear].Heading}: '{cells[unclear].Text}'");
            (violations ??= []).Add(columns[unclear].Broken("outside-window", row, cells[unclear], $"a day in {window}"));
            return null;
        }

        if (part.LeavesOut(known)) return known;
        bool inside = window.Contains(known);
        tally.CountDay(known, inside);
        if (!inside) (violations ??= []).Add(columns[at].Broken("outside-window", row, cells[at], $"a day in {window}"));
        return day;
    }
}
