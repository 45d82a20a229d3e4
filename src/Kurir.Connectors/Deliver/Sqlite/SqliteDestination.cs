using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

/// <summary>A table of a SQLite database that people and programs use too.</summary>
/// <remarks>
/// One delivery is one transaction, committed after it was read back. Text, dates and times are in TEXT columns (<c>2025-09-23</c>, <c>2025-09-23 18:39:00</c>);
/// number and yes/no columns have no declared type, so that SQLite keeps what it is given: INTEGER or REAL where that is exact, else TEXT.
/// People's columns, indices, views and triggers stay.
/// </remarks>
public sealed class SqliteDestination : IDestination
{
    readonly string path, file, table;
    readonly FileSteps steps;

    public SqliteDestination(SqliteOptions options, DestinationContext context)
        : this(options, context, FileSteps.Undisturbed)
    {
    }

    internal SqliteDestination(SqliteOptions options, DestinationContext context, FileSteps steps)
    {
        this.steps = steps;
        file = (options.File ?? $"out/{context.Export.Pipeline}.db").Replace('\\', '/');
        table = options.Table ?? context.Export.Name;
        path = Path.GetFullPath(Path.Combine(context.Home, file));
        Id = $"{Kind}:{file}#{table}";
        Description = $"{file}, table {table}";
    }

    /// <summary>How long another writer is waited for.</summary>
    internal int PatienceSeconds { get; init; } = 60;

    public string Kind => "sqlite";

    public string Id { get; }

    public string Description { get; }

    public Task<bool> Exists(CancellationToken ct) => Task.Run(() => Guarded(() => File.Exists(path) && Stands()), ct);

    public Task<string> Probe(CancellationToken ct) => Task.Run(
        () => Guarded(() =>
        {
            bool stands = File.Exists(path) && Stands();
            TargetFile.ProveWritable(path);
            return stands ? "it is there, and its folder can be written" : "it is not there yet and can be made";
        }),
        ct);

    public Task<Receipt> Deliver(Delivery delivery, CancellationToken ct) =>
        Task.Run(() => Guarded(() => delivery.DryRun && !File.Exists(path) ? Foreseen(delivery, ct) : Deliver(delivery.DryRun, delivery, ct)), ct);

    bool Stands()
    {
        using SqliteConnection connection = Open(SqliteOpenMode.ReadOnly);
        return new SqliteTable(connection, table, Description).Exists;
    }

    // Without a file, and without making one.
    Receipt Foreseen(Delivery delivery, CancellationToken ct)
    {
        var plan = new DeliveryPlan(delivery, ColumnPlan.New(delivery), SqliteTable.Fit);
        plan.Decide(ct);
        return plan.Receipt(Description, [], []);
    }

    Receipt Deliver(bool dryRun, Delivery delivery, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        steps.Before(FileStep.Lock, path);
        using SqliteConnection connection = Open(dryRun ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate);
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: dryRun);
        steps.Before(FileStep.Read, connection);
        var there = new SqliteTable(connection, table, Description);
        DeliveryPlan plan = Plan(there, delivery, ct);
        if (dryRun || plan.ChangesNothing) return plan.Receipt(Description, [], []);
        steps.Before(FileStep.Create, connection);
        there.AddColumns(plan);
        steps.Before(FileStep.Insert, connection);
        there.Write(plan, ct);
        steps.Before(FileStep.ReadBack, connection);
        IReadOnlyList<Mismatch> mismatches = ReadBack(plan, new SqliteTable(connection, table, Description), ct);
        if (mismatches.Count > 0) return plan.Receipt(Description, mismatches, []);
        steps.Before(FileStep.Rename, connection);
        transaction.Commit();
        return plan.Receipt(Description, [], []);
    }

    DeliveryPlan Plan(SqliteTable there, Delivery delivery, CancellationToken ct)
    {
        if (!there.Exists && delivery.Changes.Any(change => change.Before is not null))
            throw new Fault(
                Stage.Deliver, FaultName.DestinationChanged, FaultKind.Retry, Description,
                "The table stood there before and is gone.", "Put it back, or let the next run build it anew from the ledger; nothing was written.");
        ColumnPlan columns = there.Exists ? ColumnPlan.Match(delivery, there.Columns, there.Columns.Count, Description) : ColumnPlan.New(delivery);
        there.RefuseUnfit(delivery, columns);
        var plan = new DeliveryPlan(delivery, columns, SqliteTable.Fit);
        foreach ((long row, Cell[] cells) in there.Rows(plan, ct)) plan.Stands(row, cells);
        plan.Decide(ct);
        if (plan.LooksAgain)
            foreach ((long row, Cell[] cells) in there.Rows(plan, ct)) plan.Look(row, cells);
        return plan;
    }

    IReadOnlyList<Mismatch> ReadBack(DeliveryPlan plan, SqliteTable written, CancellationToken ct)
    {
        using var readBack = new ReadBack(plan, (row, position) => $"{table}, row {row}, {written.Columns[position]}");
        foreach ((long row, Cell[] cells) in written.Rows(plan, ct)) readBack.Row(row, cells);
        readBack.End();
        return readBack.Mismatches;
    }

    SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = PatienceSeconds,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (SqliteException e)
        {
            throw Explain(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.Explain(e, file);
        }
    }

    Fault Explain(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => Of(FaultName.DestinationBusy, FaultKind.Retry, "Another program writes to the database.", "Nothing was written; the next run, or kurir deliver, brings the rows.", e),
        13 => Of(FaultName.DiskFull, FaultKind.Ask, "The disk is full.", "Make room; the table stands as it did, and the next run brings the rows.", e),
        11 or 26 => Of(FaultName.DestinationUnreadable, FaultKind.Ask, $"The file is no SQLite database, or a damaged or encrypted one: {e.Message}", "Move it away: the next run then builds it from the ledger. Nothing was written.", e),
        3 or 8 or 14 or 23 => Of(FaultName.DestinationDenied, FaultKind.Ask, $"The database may not be written: {e.Message}", "Allow it, or name another file in the pipeline.", e),
        10 => Of(FaultName.Unreachable, FaultKind.Retry, $"The database could not be read or written: {e.Message}", "Look whether its disk is there; the next run brings the rows.", e),
        _ => Of(FaultName.DestinationDenied, FaultKind.Stop, $"The table does not take the rows: {e.Message}", "Change the table's rules, or name another table in the pipeline; nothing was written.", e),
    };

    Fault Of(FaultName name, FaultKind kind, string cause, string remedy, SqliteException e) => new(Stage.Deliver, name, kind, Description, cause, remedy, e);
}
