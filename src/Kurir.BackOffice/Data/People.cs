using System.Globalization;

namespace Kurir.BackOffice;

sealed record Person(int Number, string Name, string Email, string Phone, string Branch);

/// <summary>The shop's customers by number. Every one is invented, and some are called what breaks programs.</summary>
sealed class People(int seed)
{
    static readonly string[] First =
    [
        "Siti", "Budi", "Dewi", "Agus", "Rina", "Eko", "Putri", "Hendra", "Maya", "Rizky", "Nur", "Fajar", "Intan", "Yoga", "Lestari",
        "Galih", "Tari", "Bayu",
    ];

    static readonly string[] Last =
    [
        "Aminah", "Santoso", "Lestari", "Wijaya", "Kusuma", "Prasetyo", "Handayani", "Nugroho", "Saputra", "Maharani", "Hidayat", "Permata",
        "Utami", "Siregar",
    ];

    public Person At(int number)
    {
        var dice = new Dice(seed, "person", number);
        var (first, last) = (dice.Pick(First), dice.Pick(Last));
        var email = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}{number}@example.com").ToLowerInvariant();
        var phone = number % 23 == 0 ? "N/A" : "0812" + dice.Digits(8);
        return new Person(number, Odd(number) ?? $"{first} {last}", number % 29 == 0 ? "" : email, phone, dice.Pick(Goods.Branches));
    }

    static string? Odd(int number) => (number % 64) switch
    {
        7 => "Siti \"Titi\" Aminah",
        13 => "Budi Santoso, S.Pd.",
        19 => "=1+1",
        25 => "@dewi",
        31 => "Café Nusantara",
        37 => "N/A",
        43 => "3E10",
        49 => "Nur Ma'rifah",
        55 => "Raden Ayu Sekar Kedaton Mangkubumi Wijayaningrat Kusumawardhani",
        _ => null,
    };
}
