using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kurir.Connectors;

/// <summary>One open connection with the settings that every use of the ledger relies on. For one thread at a time.</summary>
sealed class LedgerConnection : IDisposable
{
    readonly SqliteConnection connection;
    readonly Action<string>? watch;

    /// <param name="cacheMegabytes">The most memory that pages may take.</param>
    /// <param name="watch">Told each statement before it is executed; tests fail them one by one.</param>
    public LedgerConnection(string path, SqliteOpenMode mode, TimeSpan patience, int cacheMegabytes, Action<string>? watch = null)
    {
        // Never ReadWriteCreate in use: a ledger that was deleted while we run must not come back empty.
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 1, // seconds that the driver itself repeats a busy statement; SQLite's own busy_timeout has waited before
        }.ToString());
        try
        {
            connection.Open();
            Execute(string.Create(CultureInfo.InvariantCulture, $"""
                PRAGMA busy_timeout = {(int)patience.TotalMilliseconds};
                PRAGMA foreign_keys = ON;
                PRAGMA synchronous = FULL;
                PRAGMA trusted_schema = OFF;
                PRAGMA temp_store = FILE;
                PRAGMA cache_size = -{cacheMegabytes * 1024};
                PRAGMA temp.cache_size = -8192;
                PRAGMA journal_size_limit = 67108864;
                """));
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        this.watch = watch;
    }

    /// <summary>For loops over rows, where the driver's parameter objects would cost more than the statement.</summary>
    public sqlite3 Handle => connection.Handle!;

    /// <returns>The number of rows that were written.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null where there is none or it is NULL.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteScalar() as long?;
    }

    public string? Text(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteScalar() as string;
    }

    public List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values) => [.. Each(sql, read, values)];

    /// <summary>Row by row, for results too large for a list.</summary>
    public IEnumerable<T> Each<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read()) yield return read(reader);
    }

    /// <summary>Makes a function known to this connection's statements.</summary>
    public void Define(string name, Func<string?, string?, byte[]?, byte[], byte[]> function) => connection.CreateFunction(name, function, isDeterministic: true);

    /// <summary>Breaks a running statement off when the token says so; it then throws with SQLite's code 9.</summary>
    public CancellationTokenRegistration BreakOff(CancellationToken ct) => ct.Register(() => raw.sqlite3_interrupt(Handle));

    public void Dispose() => connection.Dispose();

    SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        watch?.Invoke(sql);
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // every text is ours; what comes from outside is a parameter
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((string name, object? value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
