namespace Kurir.Tests;

/// <summary>An invented report, with what invented reports are made of.</summary>
static class Sales
{
    public static ColumnContract Id { get; } = new() { Heading = "Order ID" };

    public static ColumnContract Customer { get; } = new() { Heading = "Customer" };

    public static ColumnContract Amount { get; } = new() { Heading = "Amount", Type = CellType.Number };

    public static ColumnContract Day { get; } = new() { Heading = "Day", Type = CellType.Date };

    public static ColumnContract Status { get; } = new() { Heading = "Status" };

    public static IReadOnlyList<ColumnContract> Columns { get; } = [Id, Customer, Amount, Day, Status];

    public static string[] Heads { get; } = [.. Columns.Select(column => column.Heading)];

    public static Courier Courier() => new(Columns, new KeyContract([Id.Heading], Duplicates: false));

    /// <summary>Every column tells a row from the others, and equal rows are different sales.</summary>
    public static Courier Counting() => new(Columns, new KeyContract(Heads, Duplicates: true));

    /// <summary>Every column but the status, which changes.</summary>
    public static Courier CountingButStatus() => new(Columns, new KeyContract(Heads[..4], Duplicates: true));

    public static Cell[] Row(string id, string customer, string amount, string day, string status) =>
        [Text(id), Text(customer), Number(amount), Date(day), Text(status)];

    public static Cell[] Budi(string status = "PENDING") => Row("00017233", "Budi", "85000", "2026-11-21", status);

    public static Cell[] Sari(string status = "PENDING") => Row("00017234", "Sari", "1234.5", "2026-11-22", status);

    public static Cell[] Dewi(string status = "PENDING") => Row("00017235", "Dewi", "-7", "2026-11-23", status);

    public static Cell Text(string text) => Cell.OfText(text);

    public static Cell Number(string value) => Cell.Typed(value, CellType.Number, value);

    public static Cell Date(string day) => Cell.Typed(day, CellType.Date, day);

    public static Cell DateTime(string moment) => Cell.Typed(moment, CellType.DateTime, moment);
}
