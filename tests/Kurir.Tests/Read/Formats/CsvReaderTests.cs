using System.Text;

namespace Kurir.Tests.Formats;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("No,Nama\n1,Budi\n2,Siti\n", new[] { "No|Nama", "1|Budi", "2|Siti" })]
    [InlineData("No;Harga\r\n1;1,5\r\n2;2,5\r\n", new[] { "No|Harga", "1|1,5", "2|2,5" })]
    [InlineData("No\tNama\r1\tBudi, S.E.\r2\tSiti, S.E.", new[] { "No|Nama", "1|Budi, S.E.", "2|Siti, S.E." })]
    [InlineData("a|b|c\n1|2|3", new[] { "a|b|c", "1|2|3" })]
    [InlineData("Laporan Penjualan, Cabang Timur\n\nNo;Nama;Harga\n1;A;1,5\n2;B;2,5", new[] { "Laporan Penjualan, Cabang Timur", "No|Nama|Harga", "1|A|1,5", "2|B|2,5" })]
    [InlineData("Email\na@example.com\nb@example.com\n", new[] { "Email", "a@example.com", "b@example.com" })]
    [InlineData("sep=;\na;b\n1,1;2", new[] { "a|b", "1,1|2" })]
    [InlineData("a,b,c\n1\n1,2,3,4\n", new[] { "a|b|c", "1", "1|2|3|4" })]
    public void The_delimiter_is_found(string text, string[] rows) => Assert.Equal(rows, Documents.Texts(text));

    [Theory]
    [InlineData("a,b\n\"x, y\",\"two\nlines\"\n", "x, y|two\nlines")]
    [InlineData("a,b\n\"say \"\"hi\"\"\",\"\"\n", "say \"hi\"|")]
    [InlineData("a,b\n\"12\" monitor\",5\n", "12\" monitor|5")]
    [InlineData("a,b\n\"a \\\"b\\\" c\",5\n", "a \\\"b\\\" c|5")]
    [InlineData("a,b\nx\"y, \"q,r\" \n", "x\"y|q,r")]
    [InlineData("a,b\n00017,3E10\n", "00017|3E10")]
    [InlineData("a,b\n\"=\"\"00017\"\"\",=1+1\n", "00017|=1+1")]
    [InlineData("a,b\n  x ,\" y \"\n", "  x | y ")]
    public void Fields_arrive_as_they_were(string text, string row) => Assert.Equal(row, Documents.Texts(text)[1]);

    [Fact]
    public void Every_cell_is_text_and_empty_ones_are_empty()
    {
        var cells = Documents.Grid(Documents.Of("a,b,c\n1,,2025-09-23\n")).Rows.Last().Cells;
        Assert.Equal([CellType.Text, CellType.Empty, CellType.Text], cells.Select(c => c.Type));
    }

    [Fact]
    public void Rows_are_numbered_as_a_spreadsheet_shows_them()
    {
        var grid = Documents.Grid(Documents.Of("sep=,\na,b\n\n\"1\n1\",2\n3,4\n"));
        Assert.Equal([1, 3, 4], grid.Rows.Select(r => r.Number));
        Assert.Equal("file", grid.Place);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("windows-1252", false)]
    public void The_encoding_is_found(string name, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        byte[] text = encoding.GetBytes("Nama;Catatan\nJosé;naïve café – 5 € – Müller\nBudi;“ok”\n");
        byte[] bytes = mark ? [.. encoding.GetPreamble(), .. text] : text;
        Assert.Equal(["Nama|Catatan", "José|naïve café – 5 € – Müller", "Budi|“ok”"], Documents.Grid(Documents.Of(bytes)).Texts());
    }

    [Theory]
    [InlineData(932, "氏名,住所\n山田太郎,東京都千代田区\n鈴木一郎,大阪府大阪市北区梅田\nひらがな,カタカナのテスト文章です\n")]
    [InlineData(1251, "Имя,Город\nИван Петрович,Москва\nМария Ивановна,Санкт-Петербург\nСергей Сергеевич,Новосибирск и область\n")]
    public void An_old_code_page_is_found_where_the_bytes_show_it(int codePage, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var rows = Documents.Grid(Documents.Of(Encoding.GetEncoding(codePage).GetBytes(text))).Texts();
        Assert.Equal(text.Trim().Replace(',', '|').Split('\n'), rows);
    }

    [Fact]
    public void One_broken_character_does_not_make_a_text_another_encoding()
    {
        byte[] bytes = [.. "Nama,Kota\nJosé,Malang\nRené,Solo\nAndr"u8, 0xC3, .. ",Batu\n"u8];
        Assert.Equal(["Nama|Kota", "José|Malang", "René|Solo", "Andr\uFFFD|Batu"], Documents.Grid(Documents.Of(bytes)).Texts());
    }

    [Fact]
    public void Broken_texts_have_a_named_fault()
    {
        Assert.Equal(FaultName.FileTruncated, Documents.Fails(Documents.Of("a,b\n1,\"never closed\n2,3\n")).Name);
        Assert.Equal(FaultName.FileTruncated, Documents.Fails(Documents.Of([.. "Nama,Kota\nJosé,Malang\nRen"u8, 0xC3])).Name);
        Assert.Equal(FaultName.FileDamaged, Documents.Fails(Documents.Of([.. "Nama,Kota\nBudi,Malang\n"u8, 0, 0, 0, 0])).Name);
        Assert.Equal(FaultName.FileTooLarge, Documents.Fails(Documents.Of("a,b\n" + new string(',', 20_000))).Name);
        Assert.Equal(FaultName.FileTooLarge, Documents.Fails(Documents.Of("a,b\n\"" + new string('x', 1_100_000) + "\",2\n")).Name);
    }

    [Theory]
    [InlineData("Export failed, please contact your administrator.", FaultKind.Stop)]
    [InlineData("Internal Server Error", FaultKind.Retry)]
    [InlineData("Terjadi kesalahan pada sistem, coba lagi nanti", FaultKind.Retry)]
    public void A_sentence_is_an_error_message(string text, FaultKind kind)
    {
        var fault = Documents.Fails(Documents.Of(text));
        Assert.Equal((FaultName.FileIsErrorPage, kind), (fault.Name, fault.Kind));
        Assert.Contains(text, fault.Cause);
    }

    [Fact]
    public void A_heading_alone_and_words_for_no_data_are_no_errors()
    {
        Assert.Equal(["Transaksi ID|Nama|Jumlah Koin"], Documents.Texts("Transaksi ID,Nama,Jumlah Koin\n"));
        Assert.Equal(["Transaksi ID"], Documents.Texts("Transaksi ID\n"));
        var none = Documents.Grid(Documents.Of("Tidak ada data"));
        Assert.Equal((0L, 0), (none.Announced, none.Rows.Count()));
    }

    [Fact]
    public void Fields_may_lie_across_the_ends_of_buffers()
    {
        var rows = Enumerable.Range(1, 5000).Select(i => $"{i},\"{new string('x', i % 97)}\"\"{i}\",Kota {i}").ToList();
        var texts = Documents.Texts("a,b,c\r\n" + string.Join("\r\n", rows));
        Assert.Equal(5001, texts.Length);
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => $"{i}|{new string('x', i % 97)}\"{i}|Kota {i}"), texts.Skip(1));
    }
}
