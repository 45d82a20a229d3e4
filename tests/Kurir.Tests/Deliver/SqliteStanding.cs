using System.Data.Common;
using System.Globalization;
using Kurir.Connectors;
using Microsoft.Data.Sqlite;

namespace Kurir.Tests;

/// <summary>A table, read and made anew with SQL.</summary>
sealed class SqliteStanding(string home) : IStanding
{
    public string Path { get; } = System.IO.Path.Combine(home, "out", "shop.db");

    public IDestination Open(FileSteps? steps = null) => new SqliteDestination(new SqliteOptions(), WorkbookStanding.Context(home), steps ?? FileSteps.Undisturbed);

    public List<List<object?>> Load()
    {
        List<List<object?>> rows = [];
        if (!File.Exists(Path)) return rows;
        using SqliteConnection connection = Connect();
        using SqliteCommand exists = connection.CreateCommand();
        exists.CommandText = "SELECT count(*) FROM sqlite_schema WHERE name = 'sales'";
        if (exists.ExecuteScalar() is 0L) return rows;
        using SqliteCommand select = connection.CreateCommand();
        select.CommandText = "SELECT * FROM sales ORDER BY rowid";
        using SqliteDataReader reader = select.ExecuteReader();
        rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => (object?)reader.GetName(i))]);
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Value(reader.GetValue(i)))]);
        return rows;
    }

    /// <summary>A table whose columns have no types, as a person's import makes it.</summary>
    public void Save(List<List<object?>> rows)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using SqliteConnection connection = Connect();
        Run(connection, "PRAGMA synchronous = OFF; BEGIN");
        Run(connection, "DROP TABLE IF EXISTS sales");
        if (rows.Count > 0) Fill(connection, rows);
        Run(connection, "COMMIT");
    }

    static void Fill(SqliteConnection connection, List<List<object?>> rows)
    {
        int width = rows.Max(row => row.Count);
        Run(connection, $"CREATE TABLE sales ({string.Join(", ", Enumerable.Range(0, width).Select(i => $"\"{rows[0].ElementAtOrDefault(i) ?? $"c{i}"}\""))})");
        foreach (List<object?> row in rows.Skip(1))
            Run(connection, $"INSERT INTO sales VALUES ({string.Join(", ", Enumerable.Range(0, width).Select(i => $"@p{i}"))})", [.. row.Concat(Enumerable.Repeat<object?>(null, width)).Take(width)]);
    }

    public object? Shown(Cell cell, ColumnContract column) => cell.Type switch
    {
        CellType.Empty => null,
        CellType.Number when long.TryParse(cell.Value, CultureInfo.InvariantCulture, out long whole) => (double)whole,
        CellType.Number when cell.Value.TrimEnd('0').Length <= 16 => double.Parse(cell.Value, CultureInfo.InvariantCulture),
        CellType.Boolean => cell.Value == "true" ? 1.0 : 0.0,
        CellType.DateTime => cell.Value.Replace('T', ' '),
        _ => cell.Value,
    };

    public bool FillsRowsBelow => false;

    public byte[] Bytes() => File.Exists(Path) ? File.ReadAllBytes(Path) : [];

    public FileSteps Corrupting() => new Meddling();

    SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    // All numbers are numbers here; a person's tools do not tell INTEGER from REAL.
    static object? Value(object value) => value switch
    {
        DBNull => null,
        long number => (double)number,
        _ => value,
    };

    static void Run(SqliteConnection connection, string sql, object?[]? values = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((int i, object? value) in (values ?? []).Index())
            command.Parameters.AddWithValue($"@p{i}", value is DateTime moment ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    sealed class Meddling : FileSteps
    {
        public override void Before(FileStep step, DbConnection connection)
        {
            if (step == FileStep.ReadBack) Run((SqliteConnection)connection, "UPDATE sales SET Amount = 4711 WHERE rowid = (SELECT max(rowid) FROM sales)");
        }
    }
}
