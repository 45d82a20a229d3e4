namespace Kurir.BackOffice;

/// <summary>What the invented shop sells and where. Some codes and names are traps for whoever guesses types.</summary>
static class Goods
{
    public static readonly string[] Branches = ["Cabang Melati", "Cabang Kenanga", "Cabang Dahlia", "Cabang Cempaka", "Cabang Anggrek Timur"];
    public static readonly string[] Staff = ["Wulan", "Bagus", "Ratih", "Dimas", "Sekar", "Joko", "Laras"];
    public static readonly string[] Rewards = ["Tumbler Biru", "Voucher Rp 25.000", "Tas Kanvas, ukuran L", "Payung Lipat"];
    public static readonly string[] Reasons = 
    [
        "Struk tidak terbaca", "N/A", "Nominal tidak sesuai, hubungi \"kasir\"",
        "Sudah pernah diklaim pada cabang lain", "-",
    ];
    public static readonly string[] Payments = ["TUNAI", "QRIS", "TRANSFER", "DEBIT"];

    public static readonly string[] Notes =
    [
        "", "", "", "", "Antar sore\nTitip satpam", "=1+1", "@kurir", "-2 pcs rusak", "+bonus pulpen", "N/A",
        "Bungkus kado, pita \"merah\"", "Tanpa nota – lunas",
    ];

    public static readonly (string Sku, string Name, int Price)[] Products =
    [
        ("ATK-0001", "Pulpen Gel Hitam 0,5 mm", 4_500), ("ATK-0002", "Pensil 2B isi 12", 28_000), ("00451", "Buku Tulis 58 Lembar", 5_250),
        ("3E10", "Penghapus Putih 3E10", 3_000), ("1E5", "Stiker Label 1E5", 12_500), ("8990000012345", "Kertas A4 80 gr\n(1 rim)", 52_000),
        ("007", "Gunting Kecil 007", 17_500), ("ATK-0033", "Map \"Snelhecter\" Plastik", 2_750), ("ATK-0034", "Lem Stik 21 g, 3 buah", 24_000),
        ("12-05", "Spidol Papan Tulis", 9_500), ("ATK-0040", "Kalkulator Meja 12 Digit", 85_000), ("TRUE", "Penggaris Besi 30 cm", 11_000),
        ("ATK-0051", "Amplop Coklat Folio isi 100", 38_500), ("ATK-0052", "Tinta Café Noir 30 ml", 67_000), ("0812", "Nota Kontan 3 Ply", 14_250),
        ("ATK-0060", "Binder Clip No. 155", 8_000), ("ATK-0061", "Sticky Notes 3×3", 10_500), ("1.10", "Tipe-X Kertas", 6_900),
    ];
}
