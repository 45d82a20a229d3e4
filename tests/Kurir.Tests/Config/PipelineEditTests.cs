namespace Kurir.Tests;

/// <summary>What a person accepts is written into the file, and nothing else in it changes.</summary>
public sealed class PipelineEditTests
{
    [Theory]
    [InlineData("transaksi:\n    page: /a # the sales\n    key: Nomor", "transaksi:\n    columns: { Tgl: { was: Tanggal } }\n    page: /a # the sales\n    key: Nomor")]
    [InlineData("transaksi: /a # the sales", "transaksi: { page: /a, columns: { Tgl: { was: Tanggal } } } # the sales")]
    [InlineData("transaksi: { page: /a, key: Nomor }", "transaksi: { columns: { Tgl: { was: Tanggal } }, page: /a, key: Nomor }")]
    [InlineData("transaksi:\n    page: /a\n    columns: { Status: text } # rules", "transaksi:\n    page: /a\n    columns: { Tgl: { was: Tanggal }, Status: text } # rules")]
    [InlineData("transaksi:\n    page: /a\n    columns:\n      # rules\n      Status: text", "transaksi:\n    page: /a\n    columns:\n      # rules\n      Tgl: { was: Tanggal }\n      Status: text")]
    [InlineData("transaksi:\n    page: /a\n    columns:\n      Tanggal: date # a day", "transaksi:\n    page: /a\n    columns:\n      Tgl: { type: date, was: Tanggal } # a day")]
    [InlineData("transaksi:\n    page: /a\n    columns:\n      \"Tanggal\":\n        empty: false", "transaksi:\n    page: /a\n    columns:\n      Tgl:\n        was: Tanggal\n        empty: false")]
    public void A_renamed_column_is_written_where_the_file_has_room_for_it(string before, string after)
    {
        Assert.Equal(File(after), PipelineEdit.Apply(File(before), "toko.yaml", "transaksi", [new ContractEdit("Tgl", "was", "Tanggal")]));
        ExportConfig bound = Export(File(after), "transaksi");
        Assert.Equal("Tanggal", bound.Columns["Tgl"].Was);
    }

    [Theory]
    [InlineData("key: '#ID/ Nama' # both", "key: \"ID Nama\" # both")]
    [InlineData("key: [\"#ID/ Nama\", Email]", "key: [\"ID Nama\", Email]")]
    [InlineData("key:\n      all_except: [Status, \"#ID/ Nama\"]", "key:\n      all_except: [Status, \"ID Nama\"]")]
    public void A_renamed_key_is_renamed_in_the_file(string before, string after)
    {
        string expected = File($"user:\n    page: /u\n    {after.Replace("\"ID Nama\"", "ID Nama", StringComparison.Ordinal)}");
        Assert.Equal(expected, PipelineEdit.Apply(File($"user:\n    page: /u\n    {before}"), "toko.yaml", "user", [new ContractEdit("#ID/ Nama", "key", "ID Nama")]));
    }

    [Fact]
    public void Several_changes_hold_together()
    {
        string text = File("user:\n    page: /u\n    key: Tgl").ReplaceLineEndings("\r\n");

        string? edited = PipelineEdit.Apply(text, "toko.yaml", "user", [new("Hari", "was", "Tgl"), new("Tgl", "key", "Hari"), new("Telepon", "type", "number"), new("Catatan", "required", "false")]);

        ExportConfig bound = Export(edited!, "user");
        Assert.Equal(["Hari"], bound.Key!.Columns);
        Assert.Equal(("Tgl", "number", false), (bound.Columns["Hari"].Was, bound.Columns["Telepon"].Type, bound.Columns["Catatan"].Required));
        Assert.Contains("# the shop\r\n", edited, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user: /u", "transaksi")]
    [InlineData("user:\n    page: /u\n    columns: {}", "user")]
    public void What_cannot_be_written_is_left_to_a_person(string text, string export) =>
        Assert.Null(PipelineEdit.Apply(File(text), "toko.yaml", export, [new ContractEdit("Tgl", "was", "Tanggal")]));

    static ExportConfig Export(string text, string name)
    {
        LoadedPipeline loaded = SampleKinds.Files.Read(text, "toko.yaml", SampleKinds.Around);
        Assert.Empty(loaded.Problems);
        return loaded.Config!.Exports[name];
    }

    static string File(string export) => $"# the shop\nsite: https://backend.example.com\n\nexports:\n  {export}\n\n# the end\n";
}
