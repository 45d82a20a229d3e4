namespace Kurir.Tests.Formats;

public sealed class PanelTextTests
{
    [Theory]
    [InlineData("Showing 1 to 10 of 1,734 entries", 1, 10, 1734)]
    [InlineData("Menampilkan 1 sampai 10 dari 1.734 entri", 1, 10, 1734)]
    [InlineData("Menampilkan 11 sampai 20 dari 57 data", 11, 20, 57)]
    [InlineData("Showing 1 to 10 of 57 entries (filtered from 1,734 total entries)", 1, 10, 57)]
    [InlineData("Showing 0 to 0 of 0 entries", 0, 0, 0)]
    [InlineData("Prev 1 2 3 Next\nShowing 1 - 25 of 12 345 results\n© 2025", 1, 25, 12345)]
    [InlineData("1–50 of 200", 1, 50, 200)]
    [InlineData("Data 1 s/d 25 dari total 300", 1, 25, 300)]
    [InlineData("Total 300 (showing 1 to 25)", 1, 25, 300)]
    [InlineData("Total 300 data", null, null, 300)]
    [InlineData("Total data: 1.300", null, null, 1300)]
    [InlineData("Showing all 12 entries", null, null, 12)]
    [InlineData("57 records found", null, null, 57)]
    public void The_number_of_rows_is_read_in_words(string text, int? from, int? to, int total) =>
        Assert.Equal(new AnnouncedRows(from, to, total), PanelText.Announced(text));

    [Theory]
    [InlineData("")]
    [InlineData("Total Rp 85.000")]
    [InlineData("Jumlah Belanja 300")]
    [InlineData("10 Sep 2025 to 12 Sep 2025")]
    [InlineData("Page 1 of 7")]
    [InlineData("08:00 - 18:00")]
    public void Other_numbers_announce_nothing(string text) => Assert.Null(PanelText.Announced(text));

    [Theory]
    [InlineData("No data available in table")]
    [InlineData("No matching records found")]
    [InlineData("Tidak ada data yang tersedia pada tabel ini")]
    [InlineData("Tidak ditemukan data yang sesuai")]
    [InlineData("Belum ada transaksi.")]
    [InlineData("Data tidak ditemukan")]
    [InlineData("Data kosong")]
    [InlineData("Data masih kosong!")]
    [InlineData("There are no records to display")]
    [InlineData("No results found.")]
    [InlineData("0 results")]
    [InlineData("Tidak ada data untuk periode ini")]
    [InlineData("- Tidak ada data -")]
    [InlineData("Laporan\n  Nothing to show\nKembali")]
    public void Words_for_no_data_are_known(string text) => Assert.NotNull(PanelText.NoData(text));

    [Theory]
    [InlineData("")]
    [InlineData("No")]
    [InlineData("No,Nama")]
    [InlineData("Nomor Transaksi")]
    [InlineData("Loading...")]
    [InlineData("Halaman")]
    [InlineData("No. Pesanan: 17")]
    [InlineData("Data Penjualan")]
    [InlineData("Terjadi kesalahan")]
    [InlineData("Tidak")]
    [InlineData("10 results")]
    public void Other_words_are_not_no_data(string text) => Assert.Null(PanelText.NoData(text));

    [Theory]
    [InlineData("total        ")]
    [InlineData("1 234 567 890 123 456 to ")]
    [InlineData("1.234.567.890")]
    [InlineData("showing 1 to 10 of ")]
    [InlineData("tidak ada data ")]
    public void A_text_made_to_be_slow_is_searched_to_its_end(string part) =>
        Assert.Equal(17, PanelText.Announced(string.Concat(Enumerable.Repeat(part, 20_000)) + " x showing all 17 rows")?.Total);
}
