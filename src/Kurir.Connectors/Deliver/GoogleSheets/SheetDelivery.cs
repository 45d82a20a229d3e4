namespace Kurir.Connectors;

/// <summary>One delivery into one tab: read, plan, look, write, read back. In a spreadsheet that was delivered to before that is five calls.</summary>
sealed class SheetDelivery(SheetsClient client, SheetPlace place, SheetTarget target, Delivery delivery, bool restoresRemoved, TimeProvider time)
{
    const int Most = 3;

    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    DeliveryPlan? sent;
    Receipt? sentReceipt;
    int rightEnd;
    bool isLost;

    /// <param name="known">The spreadsheet as it was a moment ago; null: not known.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Receipt> Run(Book? known, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            SheetWriting? writing = null;
            try
            {
                return await Once(known ?? await client.Book(place, ct), begun => writing = begun, ct);
            }
            catch (Fault fault) when (attempt < Most && !isLost && IsWorthAnotherPlan(fault, writing))
            {
                known = null;
            }

            await Task.Delay(FirstPause * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble()), time, ct);
        }
    }

    // After a lost reply, a cut one, or people at work in between, what is to be done is found out anew from what stands there.
    static bool IsWorthAnotherPlan(Fault fault, SheetWriting? writing) => fault.Kind == FaultKind.Retry
        && (fault.Name is FaultName.DownloadCut or FaultName.ReplyMalformed or FaultName.DestinationChanged || (writing is { Began: true } && fault.Name != FaultName.TooManyRequests));

    async Task<Receipt> Once(Book book, Action<SheetWriting> begins, CancellationToken ct)
    {
        (BookTab tab, SheetReading reading) = await Read(book, ct);
        DeliveryPlan plan = reading.Plan;
        plan.Decide(ct);
        var look = new SheetLook(client, place, tab, reading);
        await look.Look(ct);
        if (look.IsRightEndTaken)
        {
            rightEnd = tab.Columns;
            throw SheetsFaults.Moved(place.Name, "the columns at the right end are not free");
        }

        string name = $"{book.Title}, tab {tab.Title}";
        // What a call whose reply was lost had written stands there now: its receipt is the true one.
        if (plan.ChangesNothing && sent is not null) return sentReceipt!;
        if (plan.ChangesNothing) return plan.Receipt(name, [], []);
        var writing = new SheetWriting(client, place, book, tab, target, reading, look);
        writing.RefuseIfFull();
        if (delivery.DryRun) return plan.Receipt(name, [], []);
        begins(writing);
        if (sent is null) (sent, sentReceipt) = (plan, plan.Receipt(name, [], []));
        await writing.Write(ct);
        using var proof = new SheetProof(client, place, tab, reading, look);
        return plan.Receipt(name, await proof.Read(ct), Remarks(writing));
    }

    async Task<(BookTab Tab, SheetReading Reading)> Read(Book book, CancellationToken ct)
    {
        BookTab? there = target.Find(book, place.Name);
        // Its id is ours to choose; should it be taken after all, Google refuses and the next plan chooses another.
        BookTab tab = there ?? new BookTab(Random.Shared.Next(1, int.MaxValue), target.NewTitle, 0, 0, 0, true, [], new Dictionary<int, IReadOnlyList<Mark>>());
        var reading = new SheetReading(client, place, book, tab, delivery) { RestoresRemoved = restoresRemoved, RightEnd = rightEnd };
        if (there is not null) await reading.Read(ct);
        if (there is null || reading.IsEmpty)
        {
            await RefuseIfLost(there, ct);
            reading.SetNew();
        }

        return (tab, reading);
    }

    // Rows handed over before would be missing from a new table. Without its mark the tab counts as new, so that the ledger hands over all of them.
    async Task RefuseIfLost(BookTab? tab, CancellationToken ct)
    {
        bool isMarked = tab is not null && target.IsMarked(tab);
        if (isMarked ? delivery.FirstTime : !delivery.Changes.Any(change => change.Before is not null)) return;
        isLost = true;
        if (isMarked && !delivery.DryRun)
        {
            using var batch = new SheetBatch();
            foreach (Mark mark in tab!.Marks.Where(mark => mark.Key == SheetTarget.TabKey)) batch.RemoveMark(mark.Id);
            await client.Change(place, batch.Close(), ct);
        }

        throw new Fault(
            Stage.Deliver, FaultName.DestinationChanged, FaultKind.Retry, place.Name,
            "It stood there before and is gone.", "Put it back (File, Version history), or let the next run build it anew from the ledger; nothing was written.");
    }

    static IEnumerable<string> Remarks(SheetWriting writing)
    {
        if (writing.CutCells > 0)
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{writing.CutCells:N0} {(writing.CutCells == 1 ? "text" : "texts")} longer than {SheetCells.MaxLength:N0} characters cut to that, and end in …");
    }
}
