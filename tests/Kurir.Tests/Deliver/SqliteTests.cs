using Kurir.Connectors;
using Microsoft.Data.Sqlite;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

public sealed class SqliteTests : IDisposable
{
    readonly string home = Directory.CreateTempSubdirectory("kurir-sqlite-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task Peoples_columns_indices_views_and_triggers_stay_and_work()
    {
        Run("CREATE TABLE sales (seen TEXT DEFAULT 'no', \"order id\" TEXT, Customer TEXT, Amount, Day TEXT, Status TEXT)");
        Run("CREATE TABLE log (text); CREATE UNIQUE INDEX one ON sales (\"order id\"); CREATE VIEW pending AS SELECT * FROM sales WHERE Status = 'PENDING'");
        Run("CREATE TRIGGER noted AFTER INSERT ON sales BEGIN INSERT INTO log VALUES (new.\"order id\"); END");
        Courier courier = Courier();
        courier.Report(Budi(), Sari("TERIMA"));

        Assert.True((await courier.Deliver(Open())).Verified);

        Assert.Equal("00017233|no", Ask("SELECT \"order id\" || '|' || seen FROM pending"));
        Assert.Equal("2", Ask("SELECT count(*) FROM log"));
        Assert.Equal("text integer text", Ask("SELECT typeof(\"order id\") || ' ' || typeof(Amount) || ' ' || typeof(Day) FROM pending"));
    }

    [Fact]
    public async Task A_table_that_refuses_a_row_is_told_apart_and_left_as_it_was()
    {
        Run("CREATE TABLE sales (\"Order ID\" TEXT, Customer TEXT, Amount, Day TEXT, Status TEXT CHECK (Status <> 'TOLAK'))");
        Courier courier = Courier();
        courier.Report(Budi(), Sari("TOLAK"));

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(Open()));

        Assert.Equal((FaultName.DestinationDenied, FaultKind.Stop), (fault.Name, fault.Kind));
        Assert.Equal("0", Ask("SELECT count(*) FROM sales"));
    }

    [Fact]
    public async Task A_column_that_loses_zeros_is_seen_when_reading_back()
    {
        Run("CREATE TABLE sales (\"Order ID\" INTEGER, Customer TEXT, Amount, Day TEXT, Status TEXT)");
        Courier courier = Courier();
        courier.Report(Budi());

        Receipt receipt = await courier.Deliver(Open());

        Assert.Equal(("00017233", "17233"), (receipt.Mismatches[0].Expected, receipt.Mismatches[0].Found));
        Assert.Equal("0", Ask("SELECT count(*) FROM sales"));
    }

    [Theory]
    [InlineData("CREATE VIEW sales AS SELECT 1 AS \"Order ID\"", "is a view")]
    [InlineData("CREATE TABLE sales (\"Order ID\" TEXT PRIMARY KEY) WITHOUT ROWID", "without row ids")]
    [InlineData("CREATE TABLE sales (\"Order ID\" TEXT, Customer, Amount AS (1), Day, Status)", "computed")]
    public async Task What_cannot_take_rows_is_refused(string sql, string cause)
    {
        Run(sql);
        Courier courier = Courier();
        courier.Report(Budi());

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Open().Deliver(courier.Pending(), default));

        Assert.Equal(FaultName.DestinationChanged, fault.Name);
        Assert.Contains(cause, fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_only_names()
    {
        var options = new SqliteOptions { Table = "a\"; DROP TABLE x; --" };
        ColumnContract[] columns = [Id, new() { Heading = "b\"); --" }, new() { Heading = "rowid" }];
        var courier = new Courier(columns, new KeyContract([Id.Heading], false));
        courier.Report([Text("1"), Text("'; --"), Text("2")]);

        Receipt receipt = await courier.Deliver(new SqliteDestination(options, WorkbookStanding.Context(home)));

        Assert.True(receipt.Verified);
        Assert.Equal("1|'; --|2", Ask("SELECT \"Order ID\" || '|' || \"b\"\"); --\" || '|' || \"rowid\" FROM \"a\"\"; DROP TABLE x; --\""));
    }

    [Fact]
    public async Task Another_writer_and_a_file_that_is_no_database_are_told_apart()
    {
        Run("CREATE TABLE x (y)");
        Courier courier = Courier();
        courier.Report(Budi());
        using (SqliteConnection other = Connect())
        {
            using SqliteTransaction writing = other.BeginTransaction(deferred: false);
            Fault busy = await Assert.ThrowsAsync<Fault>(() => new SqliteDestination(new SqliteOptions(), WorkbookStanding.Context(home)) { PatienceSeconds = 1 }.Deliver(courier.Pending(), default));
            Assert.Equal((FaultName.DestinationBusy, FaultKind.Retry), (busy.Name, busy.Kind));
        }

        byte[] damaged = [.. "This is no database, whatever its name says."u8];
        File.WriteAllBytes(Path.Combine(home, "out", "shop.db"), damaged);
        Fault unreadable = await Assert.ThrowsAsync<Fault>(() => Open().Exists(default));
        Assert.Equal(FaultName.DestinationUnreadable, unreadable.Name);
        Assert.Equal(damaged, File.ReadAllBytes(Path.Combine(home, "out", "shop.db")));
    }

    SqliteDestination Open() => new(new SqliteOptions(), WorkbookStanding.Context(home));

    SqliteConnection Connect()
    {
        Directory.CreateDirectory(Path.Combine(home, "out"));
        var connection = new SqliteConnection($"Data Source={Path.Combine(home, "out", "shop.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    void Run(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    string? Ask(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
