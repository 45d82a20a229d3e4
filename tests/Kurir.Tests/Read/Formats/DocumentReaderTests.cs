namespace Kurir.Tests.Formats;

public sealed class DocumentReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    [InlineData("\uFEFF")]
    [InlineData("\0\0\0\0")]
    public void A_file_without_content_is_empty_and_worth_another_try(string content)
    {
        var fault = Documents.Fails(Documents.Of(content, "report.xlsx"));
        Assert.Equal((FaultName.FileEmpty, FaultKind.Retry, Stage.Read, "report.xlsx"), (fault.Name, fault.Kind, fault.Stage, fault.Subject));
    }

    [Fact]
    public void What_no_reader_knows_is_named()
    {
        Assert.Contains("a picture", Documents.Fails(Documents.Of([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0])).Cause);
        Assert.Contains("gzip", Documents.Fails(Documents.Of([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])).Cause);
        Assert.Contains("an XML document", Documents.Fails(Documents.Of("<?xml version='1.0'?><orders/>")).Cause);
        Assert.Equal(FaultName.FileUnknown, Documents.Fails(Documents.Of([1, 2, 3, 4, 5, 6, 7, 8])).Name);
    }

    [Fact]
    public void A_files_name_is_no_way_to_write_to_a_terminal()
    {
        var fault = Documents.Fails(Documents.Of("", "re\u001B[31mport\r\n.xlsx\u202E"));
        Assert.Equal("re[31mport .xlsx", fault.Subject);
    }
}
