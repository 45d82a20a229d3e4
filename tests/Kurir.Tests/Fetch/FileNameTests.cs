using Kurir.Connectors;

namespace Kurir.Tests.Fetch;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("attachment; filename=report.xlsx", "report.xlsx")]
    [InlineData("attachment; filename=\"laporan penjualan.xlsx\"", "laporan penjualan.xlsx")]
    [InlineData("attachment; filename=\"a;b\\\"c.xlsx\"; size=3", "a;b\"c.xlsx")]
    [InlineData("attachment; filename=\"x.xlsx\"; filename*=UTF-8''laporan%20%C3%A9.xlsx", "laporan é.xlsx")]
    [InlineData("attachment; filename*=iso-8859-1''caf%E9.csv", "café.csv")]
    [InlineData("attachment; filename*=unknown-1''x; filename=y.csv", "y.csv")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment; filename=\"C:\\\\dir\\\\x.xlsx\"", "x.xlsx")]
    [InlineData("attachment; filename=\"a\tb\u0001.csv\"", "ab.csv")]
    [InlineData("attachment; filename=\"\"", null)]
    [InlineData("attachment; filename=\"open", "\"open")]
    [InlineData("attachment", null)]
    [InlineData("inline; FILENAME = report.pdf", "report.pdf")]
    [InlineData("attachment; filename=\"cafÃ©.xlsx\"", "café.xlsx")]
    [InlineData(null, null)]
    public void A_name_is_read_as_a_claim(string? header, string? name) => Assert.Equal(name, FileNames.Parse(header));

    [Fact]
    public void A_name_of_any_length_is_cut() => Assert.Equal(200, FileNames.Parse("attachment; filename=" + new string('x', 5000))!.Length);
}
