using System.Text;
using Kurir.Connectors;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

public sealed class CsvTests : IDisposable
{
    readonly string home = Directory.CreateTempSubdirectory("kurir-csv-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task A_file_keeps_its_delimiter_line_ends_and_byte_order_mark()
    {
        Write("\uFEFFOrder ID;Customer;Amount;Day;Status;Notes\n00017233;\"Budi; Jr\";85000;2026-11-21;PENDING;\"said \"\"yes\"\"\"\n");
        Courier courier = Courier();
        courier.Report(Row("00017233", "Budi; Jr", "85000", "2026-11-21", "TERIMA"), Sari());

        await courier.Deliver(Open(new CsvOptions { File = "sales.csv" }));

        Assert.Equal(
            "\uFEFFOrder ID;Customer;Amount;Day;Status;Notes\n00017233;\"Budi; Jr\";85000;2026-11-21;TERIMA;\"said \"\"yes\"\"\"\n00017234;Sari;1234.5;2026-11-22;PENDING\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(home, "sales.csv"))));
    }

    [Fact]
    public async Task A_new_file_is_as_the_options_say()
    {
        Courier courier = Courier();
        courier.Report(Row("1", "a\tb", "85000", "2026-11-21", "\"x\""));

        await courier.Deliver(Open(new CsvOptions { File = "sales.csv", Delimiter = "tab", Bom = true }));

        Assert.Equal("\uFEFFOrder ID\tCustomer\tAmount\tDay\tStatus\r\n1\t\"a\tb\"\t85000\t2026-11-21\t\"\"\"x\"\"\"\r\n", Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(home, "sales.csv"))));
    }

    [Fact]
    public async Task Excel_safe_text_gets_an_apostrophe_and_numbers_do_not()
    {
        var options = new CsvOptions { File = "sales.csv", ExcelSafe = true };
        Courier courier = Courier();
        courier.Report(Row("=1", "@x", "-7", "2026-11-21", "plain"));
        await courier.Deliver(Open(options), killed: true);

        Receipt again = await courier.Deliver(Open(options));

        Assert.EndsWith("'=1,'@x,-7,2026-11-21,plain\r\n", File.ReadAllText(Path.Combine(home, "sales.csv")), StringComparison.Ordinal);
        Assert.Equal(1, again.Unchanged);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'O', (byte)'r', 0xFF, 0xC3, 0x28 }, "UTF-8")]
    [InlineData(new byte[] { (byte)'a', (byte)',', (byte)'"', (byte)'b', (byte)'\n' }, "quotation mark")]
    public async Task An_unreadable_file_is_left_as_it_is(byte[] bytes, string cause)
    {
        string path = Path.Combine(home, "sales.csv");
        File.WriteAllBytes(path, bytes);
        Courier courier = Courier();
        courier.Report(Budi());

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(Open(new CsvOptions { File = "sales.csv" })));

        Assert.Equal((Stage.Deliver, FaultName.DestinationUnreadable), (fault.Stage, fault.Name));
        Assert.Contains(cause, fault.Cause, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    void Write(string text) => File.WriteAllBytes(Path.Combine(home, "sales.csv"), Encoding.UTF8.GetBytes(text));

    CsvDestination Open(CsvOptions options) => new(options, WorkbookStanding.Context(home));
}
