using System.Xml;

namespace Kurir.Connectors;

/// <summary>Delivers into a file: plans against what stands there, writes beside it, reads back, renames.</summary>
/// <param name="file">Where.</param>
/// <param name="name">The destination as a person would name it.</param>
/// <param name="open">Opens the format; null: there is no file yet.</param>
sealed class FileDelivery(TargetFile file, string name, Func<Stream?, ITabularFile> open)
{
    const int MaxRowsAboveTable = 50;

    public Task<bool> Exists(CancellationToken ct) => Guarded(() => Task.Run(Stands, ct));

    public Task<string> Probe(CancellationToken ct) => Guarded(() => Task.Run(
        () =>
        {
            file.RefuseIfOpen();
            bool stands = Stands();
            file.ProveWritable();
            return stands ? "it is there, and its folder can be written" : "it is not there yet and can be made";
        },
        ct));

    public Task<Receipt> Deliver(Delivery delivery, CancellationToken ct) => Guarded(async () =>
    {
        if (delivery.DryRun) return await Task.Run(() => Plan(delivery, ct), ct);
        using (await file.Lock(ct)) return await Task.Run(() => PlanAndWrite(delivery, ct), ct);
    });

    async Task<T> Guarded<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.Explain(e, file.Name);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            throw new Fault(
                Stage.Deliver, FaultName.DestinationUnreadable, FaultKind.Ask, file.Name, $"The file cannot be read: {e.Message}",
                "Open it in the program it belongs to and save it anew, or move it away: the next run then builds it from the ledger. Nothing was written.", e);
        }
    }

    bool Stands()
    {
        if (!file.Exists) return false;
        using ITabularFile there = open(file.Read());
        return there.Stands;
    }

    Receipt Plan(Delivery delivery, CancellationToken ct)
    {
        using ITabularFile there = open(file.Exists ? file.Read() : null);
        return Plan(there, delivery, ct).Plan.Receipt(name, [], []);
    }

    Receipt PlanAndWrite(Delivery delivery, CancellationToken ct)
    {
        file.RefuseIfOpen();
        ITabularFile there = open(file.Exists ? file.Read() : null);
        try
        {
            FileEdit edit = Plan(there, delivery, ct);
            if (edit.Plan.ChangesNothing) return edit.Plan.Receipt(name, [], []);
            IReadOnlyList<string> remarks = [];
            IReadOnlyList<Mismatch> mismatches = [];
            file.Replace(
                stream => remarks = there.Write(stream, edit, ct),
                stream =>
                {
                    mismatches = ReadBack(there, stream, edit, ct);
                    there.Dispose(); // some systems do not rename over an open file
                    return mismatches.Count == 0;
                });
            return edit.Plan.Receipt(name, mismatches, remarks);
        }
        finally
        {
            there.Dispose();
        }
    }

    FileEdit Plan(ITabularFile there, Delivery delivery, CancellationToken ct)
    {
        (ColumnPlan columns, long heading) = there.Stands ? FindColumns(there, delivery, ct) : (ColumnPlan.New(delivery), 0);
        if (!there.Stands) RefuseIfLost(delivery);
        var plan = new DeliveryPlan(delivery, columns, there.Fit);
        long last = heading;
        foreach (FileRow row in Below(there, heading, ct))
            if (plan.Stands(row.Number, row.Cells)) last = row.Number;
        plan.Decide(ct);
        if (plan.LooksAgain)
            foreach (FileRow row in Below(there, heading, ct)) plan.Look(row.Number, row.Cells, row.Formulas is { } formulas ? formulas.Contains : null);
        return new FileEdit(plan, heading, last);
    }

    IReadOnlyList<Mismatch> ReadBack(ITabularFile before, Stream stream, FileEdit edit, CancellationToken ct)
    {
        using ITabularFile written = open(stream);
        using var readBack = new ReadBack(edit.Plan, written.NameOf, before.Dropped);
        readBack.Headings(Math.Max(1, edit.HeadingRow), written.Rows(ct).First(row => row.Number >= edit.HeadingRow).Cells);
        foreach (FileRow row in Below(written, Math.Max(1, edit.HeadingRow), ct)) readBack.Row(row.Number, row.Cells);
        readBack.End();
        return [.. readBack.Mismatches, .. before.Damage(written)];
    }

    static IEnumerable<FileRow> Below(ITabularFile there, long heading, CancellationToken ct) =>
        there.Stands ? there.Rows(ct).Where(row => row.Number > heading) : [];

    (ColumnPlan Columns, long HeadingRow) FindColumns(ITabularFile there, Delivery delivery, CancellationToken ct)
    {
        List<(long Number, string[] Texts)> top = [.. there.Rows(ct).Take(MaxRowsAboveTable).Select(row => (row.Number, row.Cells.Select(cell => cell.Text).ToArray()))];
        int index = ColumnPlan.FindHeadings(delivery, [.. top.Select(row => row.Texts)]);
        string[] headings = index < 0 ? [] : top[index].Texts;
        ColumnPlan columns = ColumnPlan.Match(delivery, headings, headings.Length, name);
        if (columns.Added.Count > 0)
            columns = ColumnPlan.Match(delivery, headings, there.Rows(ct).Select(row => row.Cells.Count).DefaultIfEmpty().Max(), name);
        return (columns, index < 0 ? 0 : top[index].Number);
    }

    // Between being asked whether it stands and now, somebody took it away: rows handed over before would be missing from the new one.
    void RefuseIfLost(Delivery delivery)
    {
        if (!delivery.Changes.Any(change => change.Before is not null)) return;
        throw new Fault(
            Stage.Deliver, FaultName.DestinationChanged, FaultKind.Retry, name,
            "It stood there before and is gone.", "Put it back, or let the next run build it anew from the ledger; nothing was written.");
    }
}
