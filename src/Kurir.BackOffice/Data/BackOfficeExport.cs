namespace Kurir.BackOffice;

/// <summary>One report of the panel.</summary>
/// <param name="Name">Its name in a pipeline: <c>transaksi</c>, <c>point_trx</c>, <c>user</c>, <c>pembayaran_koin</c>.</param>
/// <param name="Title">Its title on pages and in files.</param>
/// <param name="Page">The page with its filter and its Export button.</param>
/// <param name="Download">
/// Where the button leads; takes the dates as yyyy-MM-dd under the names of <paramref name="Start"/> and <paramref name="End"/>.
/// </param>
/// <param name="Key">The columns that tell rows apart and never change; for coin payments not unique, because equal payments are real.</param>
/// <param name="DateColumn">The column that the filter looks at.</param>
/// <param name="StatusColumn">The column whose value changes on later days.</param>
public sealed record BackOfficeExport(
    string Name, string Title, string Page, string Download, string Start, string End,
    IReadOnlyList<string> Columns, IReadOnlyList<string> Key, string DateColumn, string? StatusColumn)
{
    /// <summary>
    /// The grid's own source, which takes <c>draw, start, length</c> and the dates as start_date and end_date; posted, it wants the token.
    /// </summary>
    public string Grid => Page.Replace("/index-export", "", StringComparison.Ordinal) + "/data";

    internal int Column(string name) => Columns.ToList().IndexOf(name);

    public static BackOfficeExport Transaksi { get; } = new(
        "transaksi", "Data Penjualan Export", "/transaksi/index-export", "/transaksi/export", "start_date", "end_date",
        ["Transaksi ID", "Tanggal", "Cabang", "Kasir", "Pelanggan", "No. HP", "SKU", "Produk", "Qty", "Harga", "Subtotal",
            "Metode Pembayaran", "No. Referensi", "Status", "Catatan"],
        ["Transaksi ID", "SKU"], "Tanggal", "Status");

    public static BackOfficeExport PointTrx { get; } = new(
        "point_trx", "Histori Poin", "/point_transaction", "/point_transaction/export", "start", "end",
        ["Nomor Transaksi QRCODE", "Cabang", "Checker", "Nama", "Tipe", "Jumlah Total Belanja", "Jumlah", "Tanggal Belanja",
            "Tanggal Scan", "Status", "Alasan Batal"],
        ["Nomor Transaksi QRCODE", "Cabang", "Nama", "Tipe", "Jumlah Total Belanja", "Jumlah", "Tanggal Belanja", "Tanggal Scan"],
        "Tanggal Scan", "Status");

    public static BackOfficeExport User { get; } = new(
        "user", "Data User", "/user-front", "/user-front/export", "start", "end",
        ["#ID/ Nama", "Email", "No. HP", "Cabang", "Tanggal Daftar", "Total Belanja", "Jumlah Koin", "Status"],
        ["#ID/ Nama", "Email"], "Tanggal Daftar", "Status");

    public static BackOfficeExport PembayaranKoin { get; } = new(
        "pembayaran_koin", "Pembayaran Koin", "/koin_pay", "/koin_pay/export", "start", "end",
        ["No", "Tanggal", "Nama", "Cabang", "Jumlah Koin", "Nominal"],
        ["Tanggal", "Nama", "Cabang", "Jumlah Koin", "Nominal"], "Tanggal", null);

    public static IReadOnlyList<BackOfficeExport> All { get; } = [Transaksi, PointTrx, User, PembayaranKoin];

    /// <exception cref="ArgumentException">No report has that name.</exception>
    public static BackOfficeExport Named(string name) => Find(name)
        ?? throw new ArgumentException($"The panel has no export '{name}'. It has: {string.Join(", ", All.Select(e => e.Name))}.", nameof(name));

    internal static BackOfficeExport? Find(string? name) => All.FirstOrDefault(e => e.Name == name);
}
