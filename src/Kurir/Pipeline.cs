namespace Kurir;

/// <summary>Carries a site's reports: <c>fetch → read → check → record → deliver (and verify) → close the window → notify</c>.</summary>
/// <remarks>This file is the path. Attempts, times, leases and the run's record are wrapped around it by <see cref="ExportJournal"/> and <see cref="Attempts"/>.</remarks>
public sealed class Pipeline(PipelineDefinition definition, PipelineServices services)
{
    readonly ILedger ledger = services.Ledger;

    /// <summary>Runs the exports asked for, side by side within one session. One that fails never stops its neighbours.</summary>
    /// <returns>The closed run, as stored. Cancelling gives a run with interrupted exports, not an exception.</returns>
    /// <exception cref="Fault">The ledger cannot be used: nothing was attempted.</exception>
    public async Task<Run> Run(RunRequest request, CancellationToken ct)
    {
        Run run = await ledger.StartRun(definition.Name, request.Mode, request.DryRun, definition.Zone, ct);
        using var journal = new RunJournal(run, request, services);
        await journal.Began();

        PersonsSession? person;
        await using (ISession session = services.Sessions.Open(definition.Site))
        {
            var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = definition.Parallel };
            await Parallel.ForEachAsync(request.Exports, sideBySide, async (export, _) =>
            {
                ExportJournal trip = journal.For(export, request.WindowOf(export));
                await Carry(trip, session, ct);
                await journal.Ended(trip);
            });
            person = session.Person;
        }

        return await journal.Close(person);
    }

    /// <summary>Brings what lies in the ledger to the destinations, without asking the panel.</summary>
    /// <param name="request">Its windows are not looked at.</param>
    /// <param name="rebuild">Hand over everything again, as to a new destination.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Run> Deliver(RunRequest request, bool rebuild, CancellationToken ct)
    {
        Run run = await ledger.StartRun(definition.Name, request.Mode, request.DryRun, definition.Zone, ct);
        using var journal = new RunJournal(run, request, services);
        foreach (Export export in request.Exports)
        {
            ExportJournal trip = journal.For(export, window: null);
            await trip.Guard(() => Deliver(trip, rebuild, ct), ct);
            await journal.Ended(trip);
        }

        return await journal.Close();
    }

    /// <summary>Reads documents that came before once more, with today's rules, and goes on as after fetching; the panel is not asked.</summary>
    /// <param name="request">Its windows are those that are closed.</param>
    /// <param name="tablesOf">The documents of each export, oldest first.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Run> Replay(RunRequest request, Func<Export, IReadOnlyList<KeptTable>> tablesOf, CancellationToken ct)
    {
        Run run = await ledger.StartRun(definition.Name, request.Mode, request.DryRun, definition.Zone, ct);
        using var journal = new RunJournal(run, request, services);
        await journal.Began();
        foreach (Export export in request.Exports)
        {
            ExportJournal trip = journal.For(export, request.WindowOf(export));
            await trip.Guard(() => ReadAgain(trip, tablesOf(export), ct), ct);
            await Finish(trip, ct);
            await journal.Ended(trip);
        }

        return await journal.Close();
    }

    async Task ReadAgain(ExportJournal trip, IReadOnlyList<KeptTable> tables, CancellationToken ct)
    {
        foreach (KeptTable table in tables)
        {
            Document document = services.Kept(table) ?? throw new Fault(
                Stage.Read, FaultName.DocumentGone, FaultKind.Stop, $"{trip.Export.Id} {table.Window}",
                $"the document that came in run {table.RunId} is kept no more", $"Ask the panel for it again: kurir run {trip.Export.Pipeline} {trip.Export.Name}");
            await Record(trip, new Part(table.Window, IsHalf: table.Window != trip.Window, Of: table.Of), document, ct);
        }
    }

    /// <summary>One window of one export, from the panel to where people work.</summary>
    async Task Carry(ExportJournal trip, ISession session, CancellationToken ct)
    {
        await trip.Guard(() => Bring(trip, trip.PartOf(trip.Window!.Value, suspect: null), session, ct), ct);
        await Finish(trip, ct);
    }

    async Task Finish(ExportJournal trip, CancellationToken ct)
    {
        // What an earlier run recorded and could not deliver is brought even when the panel fails today.
        if (!trip.DryRun) await trip.Guard(() => Deliver(trip, rebuild: false, ct), ct);
        if (!trip.DryRun) await trip.Guard(() => Compare(trip, ct), ct);
        if (!trip.DryRun) await trip.Guard(() => Close(trip), ct);
    }

    /// <summary>One window; or its halves, where the panel does not give all of it at once.</summary>
    async Task Bring(ExportJournal trip, Part part, ISession session, CancellationToken ct)
    {
        long? cap = null;
        bool whole = false;
        await trip.Attempt(
            async () =>
            {
                try
                {
                    cap = await FetchAndRecord(trip, part, session, ct);
                    whole = cap is null;
                }
                catch (Fault late) when (late.Name == FaultName.TimedOut && part.MayHalve)
                {
                    // Fewer days are quicker to put together.
                }
            },
            ct);
        if (whole) return;
        (Window earlier, Window later) = Part.Halves(part.Window);
        await Bring(trip, trip.PartOf(earlier, cap), session, ct);
        await Bring(trip, trip.PartOf(later, cap), session, ct);
    }

    /// <returns>Null: recorded, or held. Else so many rows came that there may be more, and nothing is recorded.</returns>
    async Task<long?> FetchAndRecord(ExportJournal trip, Part part, ISession session, CancellationToken ct)
    {
        Document document = await trip.Time(Stage.Fetch, () => session.Fetch(trip.Export, part.Window, ct));
        while (true)
        {
            try
            {
                return await Record(trip, part, document, ct);
            }
            catch (Fault doubt) when (document.IsDoubtful && doubt.Stage is Stage.Read or Stage.Check)
            {
                document = await trip.Time(Stage.Fetch, () => session.FetchAnew(trip.Export, part.Window, doubt, ct));
            }
        }
    }

    async Task<long?> Record(ExportJournal trip, Part part, Document document, CancellationToken ct)
    {
        trip.Came(document);
        Contract? known = await ledger.FindContract(trip.Export.Id, ct);
        Table table = trip.Time(Stage.Read, () => TableFinder.Find(services.Read(document, ct), trip.Export.Settings.Table, known));
        document.Route?.Require(table);
        Repair.Require(document, known, table);
        Checker checker = trip.Time(Stage.Check, () => Checker.For(table, document, known, trip.Export, part, ct));
        Recording recording = trip.RecordingOf(document, checker, part.Window);
        var (changes, verdict) = await trip.Time(Stage.Record, () => ledger.Record(recording, checker.Rows(ct), counts => Repair.Proven(document, checker.Conclude(counts)), ct));
        if (verdict.Holds is [{ Name: FaultName.RowsCapped }]) return verdict.Rows;
        document.Route?.Require(verdict);
        Repair.Require(document, verdict);
        trip.Recorded(document, changes, verdict);
        return null;
    }

    async Task Deliver(ExportJournal trip, bool rebuild, CancellationToken ct)
    {
        await using LeaseKeeper lease = await LeaseKeeper.Take(ledger, trip.Export.Id, services.Time, ct);
        foreach (IDestination destination in trip.Export.Destinations)
            await trip.Guard(() => trip.Attempt(() => trip.Time(Stage.Deliver, () => DeliverTo(destination, trip, lease, rebuild, ct)), ct), ct);
    }

    async Task DeliverTo(IDestination destination, ExportJournal trip, LeaseKeeper lease, bool rebuild, CancellationToken ct)
    {
        bool fromStart = rebuild || !await destination.Exists(ct);
        Pending pending = await ledger.Pending(trip.Export.Id, destination.Id, fromStart, ct);
        bool nothingYet = pending.Delivery.Columns.Count == 0; // no table was ever accepted, so there are no headings either
        if (nothingYet || (pending.Delivery.Count == 0 && !pending.FirstTime)) return;
        Delivery delivery = Withdrawal.Of(pending.Delivery, trip.Export) with { DryRun = trip.DryRun, FirstTime = pending.FirstTime };
        Receipt receipt = await destination.Deliver(delivery, ct);
        trip.Delivered(receipt);
        if (receipt.Verified && !trip.DryRun)
            await ledger.Delivered(trip.Export.Id, destination.Id, pending.UpTo, receipt, lease.Current, ct);
    }

    /// <summary>What was counted of days that are over, with the days before; and whether rows of the newest day should be there by now.</summary>
    async Task Compare(ExportJournal trip, CancellationToken ct)
    {
        if (trip.Awaited is { } awaited)
        {
            var before = new Window(awaited.Day.AddDays(-UnlikelyNumbers.MostDays), awaited.Day);
            if (trip.IsLate(awaited, await ledger.Arrivals(trip.Export.Id, before, ct))) await ledger.ToldLate(trip.Export.Id, awaited.Day, ct);
        }

        if (trip.Counted is not { Count: > 0 } days) return;
        var reach = new Window(days[0].Day.AddDays(-UnlikelyNumbers.MostDays), days[^1].Day);
        IReadOnlyList<CountedDay> known = await ledger.Counted(trip.Export.Id, trip.Span, reach, ct);
        DayFigures[] open = [.. days.Where(day => !known.Any(each => each.Day == day.Day && !each.Told))];
        if (open.Length == 0) return;
        await ledger.Count(trip.Export.Id, trip.RunId, trip.Span, [.. open.Select(day => trip.Compared(day, known))], ct);
    }

    /// <summary>An interrupted window is not closed: it is still due.</summary>
    Task Close(ExportJournal trip) =>
        ledger.Close(trip.Export.Id, trip.Window!.Value, trip.RunId, trip.Outcome, CancellationToken.None);
}
