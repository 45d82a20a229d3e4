using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

/// <summary>What can be wrong with a ledger's file, in words.</summary>
static class LedgerFaults
{
    public static Fault NotALedger(string path) => new(
        Stage.Record, FaultName.LedgerUnreadable, FaultKind.Ask, path, "the file is a database, but not a ledger of Kurir",
        "Name another file in KURIR_LEDGER, or move this one away; it was not touched.");

    public static Fault Empty(string path) => new(
        Stage.Record, FaultName.LedgerUnreadable, FaultKind.Ask, path, "the file is empty (0 bytes); a ledger never is",
        "Restore it from a backup. Only if nothing was ever recorded: delete it, and the next run makes a new one.");

    public static Fault TooNew(string path, int version, int newest) => new(
        Stage.Record, FaultName.LedgerTooNew, FaultKind.Ask, path,
        $"the ledger has version {version}, made by a newer kurir; this one knows versions up to {newest}",
        "Use the newer kurir, or name another file in KURIR_LEDGER.");

    public static Fault LeaseLost(Lease lease) => new(
        Stage.Deliver, FaultName.BusyElsewhere, FaultKind.Retry, lease.Name,
        "another process has taken over this export, or the time for it ran out", "The next run, or kurir deliver, brings what is missing.");

    public static Fault SignInBusy(string account, Exception inner) => new(
        Stage.SignIn, FaultName.BusyElsewhere, FaultKind.Retry, account, $"nobody else may sign in while another process does, and that one takes minutes: {inner.Message}", "Run again later.", inner);

    public static Fault Damaged(string path, string seen, Exception inner) => new(
        Stage.Record, FaultName.LedgerUnreadable, FaultKind.Ask, path, $"the ledger cannot be read: {seen}",
        "Restore the file from a backup; until then nothing is recorded or delivered.", inner);

    /// <summary>The fault behind an exception of the database; null: none of the ledger's (a reader's, a bug of ours), to be let out as it is.</summary>
    public static Fault? Behind(Exception exception, string path, TimeSpan patience) => exception switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => new Fault(
            Stage.Record, FaultName.LedgerBusy, FaultKind.Retry, path,
            $"another process kept the ledger for itself for more than {patience.TotalSeconds:0.#} s", "Try again when it has ended.", exception),
        SqliteException { SqliteErrorCode: 13 } => new Fault(
            Stage.Record, FaultName.DiskFull, FaultKind.Ask, path,
            "the disk is full (the ledger's own, or the one for temporary files); nothing of this step was kept",
            "Free space on it, then run again.", exception),
        SqliteException { SqliteErrorCode: 3 or 8 or 14 or 23 } => NotOpened(path, exception),
        SqliteException { SqliteErrorCode: 10 or 11 or 26 } => Damaged(path, exception.Message, exception),
        LedgerDamage => Damaged(path, exception.Message, exception),
        _ => null,
    };

    public static Fault NotOpened(string path, Exception exception) => new(
        Stage.Record, FaultName.LedgerUnreadable, FaultKind.Ask, path, $"the ledger cannot be opened for writing: {exception.Message}",
        "Give this user the right to read and write the file and its folder, or name another file in KURIR_LEDGER.", exception);
}
