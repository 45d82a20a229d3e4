using System.Security.Cryptography;
using System.Text;

namespace Kurir.Tests;

/// <summary>Rows of invented tables, as the checker would hand them over.</summary>
static class TestRows
{
    public static readonly ExportId Export = new("backend", "transaksi");

    public static Contract Contract(bool duplicates, params string[] more) => new()
    {
        Columns = [.. new[] { "Key", "Value" }.Concat(more).Select(heading => new ColumnContract { Heading = heading })],
        Key = new KeyContract(["Key"], duplicates),
    };

    /// <summary>Day <paramref name="n"/> of the tests' calendar.</summary>
    public static DateOnly Day(int n) => new DateOnly(2026, 11, 1).AddDays(n - 1);

    public static Window Days(int from, int to) => new(Day(from), Day(to));

    public static CheckedRow Row(string key, string content, int? day = null, string origin = "sheet 1, row 2") => Row([key, content], day, origin);

    public static CheckedRow Row(string[] cells, int? day = null, string origin = "sheet 1, row 2") => new(
        origin, [.. cells.Select(Cell.OfText)], Hash(cells[0]), Hash(string.Join('\n', cells)), day is { } n ? Day(n) : null);

    public static CheckedRow Bad(string key, string content) => Row(key, content) with
    {
        Violations = [new Violation("allowed", "sheet 1, B2", "Value", content, "one of A, B")],
    };

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];

    public static Verdict Accept(ChangeSet changes) => new() { Rows = changes.Total };

    public static Verdict Hold(ChangeSet changes) => new() { Rows = changes.Total, Holds = [new Hold(FaultName.EverythingNew, "all new", "look")] };
}
