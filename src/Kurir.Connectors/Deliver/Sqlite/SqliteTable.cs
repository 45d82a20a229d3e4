using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

/// <summary>One table as it stands, inside a transaction.</summary>
sealed class SqliteTable
{
    static readonly string[] RowIds = ["rowid", "_rowid_", "oid"], NotNumeric = ["CHAR", "CLOB", "TEXT", "BLOB"];

    readonly SqliteConnection connection;
    readonly string table, description;
    readonly List<string> columns = [];
    readonly HashSet<int> computed = [], numeric = [];
    readonly string rowId;

    public SqliteTable(SqliteConnection connection, string table, string description)
    {
        this.connection = connection;
        this.table = table;
        this.description = description;
        Exists = Describe();
        rowId = RowIds.FirstOrDefault(name => !columns.Contains(name, StringComparer.OrdinalIgnoreCase)) ?? "";
    }

    public bool Exists { get; }

    public IReadOnlyList<string> Columns => columns;

    /// <summary>As SQLite keeps it: see <see cref="SqliteDestination"/>.</summary>
    public static Cell Fit(Cell cell, ColumnContract column)
    {
        bool isTyped = IsTyped(column);
        return cell.Type switch
        {
            CellType.Number when isTyped && Exact(cell.Value) is not null => cell,
            CellType.Boolean when isTyped => Number(cell.Value == "true" ? "1" : "0"),
            CellType.DateTime => Cell.OfText(cell.Value.Replace('T', ' ')),
            _ => Cell.OfText(Unicode.Whole(cell.Value)),
        };
    }

    /// <exception cref="Fault">The table cannot be delivered to: a view, without row ids, a computed column, columns that only differ in case.</exception>
    public void RefuseUnfit(Delivery delivery, ColumnPlan plan)
    {
        string? twice = delivery.Columns.GroupBy(column => column.Heading, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (twice is not null) throw Unfit(FaultName.ColumnsAmbiguous, $"The report has two columns '{twice}' that differ in case only, which SQLite cannot tell apart.", "Deliver this export into a workbook or a csv file.");
        if (Exists && rowId.Length == 0) throw Unfit(FaultName.DestinationChanged, "The table has columns named rowid, _rowid_ and oid.", "Rename one of them; nothing was written.");
        int[] refused = [.. plan.Positions.Where(computed.Contains)];
        if (refused.Length > 0) throw Unfit(FaultName.DestinationChanged, $"The column '{columns[refused[0]]}' is computed by the table.", "Rename it; nothing was written.");
    }

    /// <summary>The rows in the order of their ids, the plan's columns by position.</summary>
    public IEnumerable<(long Row, Cell[] Cells)> Rows(DeliveryPlan plan, CancellationToken ct)
    {
        if (!Exists) yield break;
        HashSet<int> wanted = [.. plan.Columns.Positions];
        string list = string.Join(", ", columns.Select((name, i) => wanted.Contains(i) ? Quoted(name) : "NULL"));
        using SqliteCommand select = Command($"SELECT {rowId}, {list} FROM {Quoted(table)} ORDER BY {rowId}");
        using SqliteDataReader reader = select.ExecuteReader();
        Cell[] cells = new Cell[columns.Count];
        HashSet<int> texts = [.. numeric.Where(position => plan.Columns.Positions.Index().Any(column => column.Item == position && !IsTyped(plan.Delivery.Columns[column.Index])))];
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            for (int i = 0; i < cells.Length; i++) cells[i] = CellOf(reader.GetValue(i + 1), texts.Contains(i));
            yield return (reader.GetInt64(0), cells);
        }
    }

    /// <summary>Makes the table, or adds the columns that it lacks.</summary>
    public void AddColumns(DeliveryPlan plan)
    {
        string[] added = [.. plan.Columns.Added.Select(i => plan.Delivery.Columns[i]).Select(column => Quoted(column.Heading) + (IsTyped(column) ? "" : " TEXT"))];
        if (!Exists) Execute($"CREATE TABLE {Quoted(table)} ({string.Join(", ", added)})");
        else
            foreach (string column in added) Execute($"ALTER TABLE {Quoted(table)} ADD COLUMN {column}");
    }

    public void Write(DeliveryPlan plan, CancellationToken ct)
    {
        Dictionary<string, SqliteCommand> updates = [];
        try
        {
            foreach (RowWrite write in plan.Writes.Values)
            {
                ct.ThrowIfCancellationRequested();
                if (plan.Emptied.Contains(write.Place))
                {
                    Delete(write.Place);
                    continue;
                }

                string list = string.Join(", ", write.Columns.Select((column, i) => $"{Name(plan, column)} = @p{i}"));
                if (!updates.TryGetValue(list, out SqliteCommand? update))
                    updates[list] = update = Command($"UPDATE {Quoted(table)} SET {list} WHERE {rowId} = @row");
                Execute(update, write.Cells, write.Place);
            }
        }
        finally
        {
            foreach (SqliteCommand update in updates.Values) update.Dispose();
        }

        int[] all = [.. Enumerable.Range(0, plan.Delivery.Columns.Count)];
        using SqliteCommand insert = Command(
            $"INSERT INTO {Quoted(table)} ({string.Join(", ", all.Select(i => Name(plan, i)))}) VALUES ({string.Join(", ", all.Select(i => $"@p{i}"))})");
        foreach (Cell[] cells in plan.NewRows)
        {
            ct.ThrowIfCancellationRequested();
            Execute(insert, cells, null);
        }
    }

    void Delete(long row)
    {
        using SqliteCommand delete = Command($"DELETE FROM {Quoted(table)} WHERE {rowId} = @row");
        delete.Parameters.AddWithValue("@row", row);
        delete.ExecuteNonQuery();
    }

    static bool IsTyped(ColumnContract column) => column.Type is CellType.Number or CellType.Boolean;

    // As the table writes its name; a new column's is the heading.
    string Name(DeliveryPlan plan, int column) =>
        Quoted(plan.Columns.Positions[column] is var position && position < columns.Count && Exists ? columns[position] : plan.Delivery.Columns[column].Heading);

    bool Describe()
    {
        using (SqliteCommand kind = Command("SELECT type, sql FROM sqlite_schema WHERE name = @name COLLATE NOCASE AND type IN ('table', 'view')"))
        {
            kind.Parameters.AddWithValue("@name", table);
            using SqliteDataReader reader = kind.ExecuteReader();
            if (!reader.Read()) return false;
            if (reader.GetString(0) == "view" || IsSpecial(reader.GetString(1)))
                throw Unfit(FaultName.DestinationChanged, $"'{table}' is a view, or a table without row ids.", "Name another table in the pipeline; nothing was written.");
        }

        using SqliteCommand list = Command("SELECT name, type, hidden FROM pragma_table_xinfo(@table)");
        list.Parameters.AddWithValue("@table", table);
        using SqliteDataReader found = list.ExecuteReader();
        while (found.Read())
        {
            if (found.GetInt32(2) != 0) computed.Add(columns.Count);
            if (IsNumeric(found.GetString(1))) numeric.Add(columns.Count);
            columns.Add(found.GetString(0));
        }

        return true;
    }

    static bool IsSpecial(string sql) =>
        sql.StartsWith("CREATE VIRTUAL", StringComparison.OrdinalIgnoreCase) || sql[(sql.LastIndexOf(')') + 1)..].Replace(" ", "", StringComparison.Ordinal).Contains("WITHOUTROWID", StringComparison.OrdinalIgnoreCase);

    // SQLite's own rule for a declared type.
    static bool IsNumeric(string type) =>
        type.Contains("INT", StringComparison.OrdinalIgnoreCase)
        || !(type.Length == 0 || NotNumeric.Any(word => type.Contains(word, StringComparison.OrdinalIgnoreCase)));

    static Cell CellOf(object value, bool asText) => value switch
    {
        string text => Cell.OfText(text),
        long number => Numeric(number.ToString(CultureInfo.InvariantCulture), asText),
        double number when PlainNumber.OfDouble(number) is { } plain => Numeric(plain, asText),
        double number => Cell.OfText(number.ToString(CultureInfo.InvariantCulture)),
        byte[] bytes => Cell.OfText("0x" + Convert.ToHexString(bytes, 0, Math.Min(bytes.Length, 1000))),
        _ => Cell.Empty,
    };

    // A column that makes numbers of all it can shows the same digits for a text that was one.
    static Cell Numeric(string number, bool asText) => asText ? Cell.OfText(number) : Number(number);

    static Cell Number(string value) => Cell.Typed(value, CellType.Number, value);

    static object? Exact(string number) =>
        long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : Canonical.SignificantDigits(number) <= 15 && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && PlainNumber.OfDouble(real) == number ? real
        : null;

    static object Stored(Cell cell) => cell.Type switch
    {
        CellType.Empty => DBNull.Value,
        CellType.Number => Exact(cell.Value)!,
        _ => cell.Text,
    };

    static void Execute(SqliteCommand command, Cell[] cells, long? row)
    {
        if (command.Parameters.Count == 0)
        {
            for (int i = 0; i < cells.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
            if (row is not null) command.Parameters.Add(new SqliteParameter { ParameterName = "@row" });
        }

        for (int i = 0; i < cells.Length; i++) command.Parameters[i].Value = Stored(cells[i]);
        if (row is not null) command.Parameters[cells.Length].Value = row;
        command.ExecuteNonQuery();
    }

    void Execute(string sql)
    {
        using SqliteCommand command = Command(sql);
        command.ExecuteNonQuery();
    }

    SqliteCommand Command(string sql)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    static string Quoted(string name) => $"\"{name.Replace("\0", "", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    Fault Unfit(FaultName name, string cause, string remedy) => new(Stage.Deliver, name, FaultKind.Ask, description, cause, remedy);
}
