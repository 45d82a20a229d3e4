using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

/// <summary>The ledger's file: made once, brought up to date once, and from then on lent out as connections.</summary>
sealed class LedgerFile(string path, TimeSpan patience, IReadOnlyList<string> steps, Action<string>? watch) : IDisposable
{
    const int CacheMegabytes = 4;
    readonly ConcurrentBag<LedgerConnection> idle = [];
    readonly SemaphoreSlim writer = new(1, 1);
    readonly Lock opening = new();
    volatile bool ready;

    public string Path => path;

    /// <summary>Reads in one transaction: everything as of one moment.</summary>
    public Task<T> Read<T>(Func<LedgerConnection, T> work, CancellationToken ct) => Task.Run(() => Within("BEGIN", work, ct), ct);

    /// <summary>Writes in one transaction. Writers of this process queue here instead of polling for SQLite's lock.</summary>
    public async Task<T> Write<T>(Func<LedgerConnection, T> work, CancellationToken ct)
    {
        await writer.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Within("BEGIN IMMEDIATE", work, ct), ct);
        }
        finally
        {
            writer.Release();
        }
    }

    public Task Write(Action<LedgerConnection> work, CancellationToken ct) => Write<object?>(
        db =>
        {
            work(db);
            return null;
        },
        ct);

    /// <summary>Work on a connection of its own that is closed afterwards, with its temporary tables and its cache.</summary>
    /// <param name="work">Is handed the connection, and what takes and gives back this process's turn to write.</param>
    public Task<T> Apart<T>(int cacheMegabytes, Func<LedgerConnection, SemaphoreSlim, T> work, CancellationToken ct) => Task.Run(
        () => Guarded(
            () =>
            {
                using LedgerConnection db = Open(cacheMegabytes);
                using CancellationTokenRegistration _ = db.BreakOff(ct);
                return work(db, writer);
            },
            ct),
        ct);

    /// <summary>A connection for a reader that outlives a call; whoever asked disposes it.</summary>
    public LedgerConnection Lend() => Guarded(() => Open(CacheMegabytes), CancellationToken.None);

    /// <summary>Runs work, and gives what the database and the disk throw a name.</summary>
    public T Guarded<T>(Func<T> work, CancellationToken ct)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == 9)
        {
            throw new OperationCanceledException(exception.Message, exception, ct);
        }
        catch (Exception exception) when (LedgerFaults.Behind(exception, path, patience) is not null)
        {
            throw LedgerFaults.Behind(exception, path, patience)!;
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out LedgerConnection? connection)) connection.Dispose();
        writer.Dispose();
    }

    T Within<T>(string begin, Func<LedgerConnection, T> work, CancellationToken ct) => Guarded(
        () =>
        {
            LedgerConnection db = idle.TryTake(out LedgerConnection? found) ? found : Open(CacheMegabytes);
            try
            {
                T result;
                using (db.BreakOff(ct))
                {
                    db.Execute(begin);
                    result = work(db);
                    db.Execute("COMMIT");
                }

                idle.Add(db);
                return result;
            }
            catch
            {
                db.Dispose(); // which rolls back
                throw;
            }
        },
        ct);

    LedgerConnection Open(int cacheMegabytes)
    {
        if (!ready) Prepare();
        return new LedgerConnection(path, SqliteOpenMode.ReadWrite, patience, cacheMegabytes, watch);
    }

    void Prepare()
    {
        lock (opening)
        {
            if (ready) return;
            MakeSure();
            using var db = new LedgerConnection(path, SqliteOpenMode.ReadWrite, patience, CacheMegabytes, watch);
            LedgerSchema.Upgrade(db, steps, path);
            if (db.Text("PRAGMA journal_mode = WAL") != "wal") throw new LedgerDamage("its file system does not allow several processes at once");
            ready = true;
        }
    }

    void MakeSure()
    {
        try
        {
            if (!File.Exists(path)) Create();
            if (new FileInfo(path).Length == 0) throw LedgerFaults.Empty(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LedgerFaults.NotOpened(path, exception);
        }
    }

    /// <summary>Makes the file aside and moves it into place, so that a ledger that is there is always whole.</summary>
    void Create()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        string aside = $"{path}.new-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        try
        {
            using (var db = new LedgerConnection(aside, SqliteOpenMode.ReadWriteCreate, patience, CacheMegabytes, watch))
            {
                LedgerSchema.Create(db, steps);
                // Here, where nobody else is: to change it later takes the whole file, and of several processes that begin at once only one gets that.
                db.Text("PRAGMA journal_mode = WAL");
            }

            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was quicker; its ledger is ours too.
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
