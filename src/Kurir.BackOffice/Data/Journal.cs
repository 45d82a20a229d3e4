using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>
/// Invents one day of one report. What a careless courier loses is there every day, not only with luck: an id with leading zeros,
/// a row that appears a day late, a status that changes, two equal payments, and a third one that arrives a day later.
/// </summary>
sealed class Journal(int seed, int rowsPerDay)
{
    static readonly DateOnly s_opening = new(2024, 1, 1);
    static readonly string[] s_months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    readonly People _people = new(seed);
    readonly int _stride = Math.Max(64, rowsPerDay * 2);

    public IEnumerable<Entry> Day(BackOfficeExport export, DateOnly day) => export.Name switch
    {
        "transaksi" => Sales(day),
        "point_trx" => Points(day),
        "user" => Customers(day),
        _ => Payments(day),
    };

    /// <summary>The first number that a day may give away; no other day uses the numbers up to the next day's.</summary>
    int FirstNumber(DateOnly day) => (day.DayNumber - s_opening.DayNumber) * _stride;

    int Count(DateOnly day, double share)
    {
        var sunday = day.DayOfWeek == DayOfWeek.Sunday ? 0.6 : 1;
        var weather = new Dice(seed, "weather", day.DayNumber).Between(85, 115) / 100.0;
        return rowsPerDay == 0 ? 0 : Math.Max(1, (int)(rowsPerDay * share * sunday * weather));
    }

    static DateTime At(DateOnly day, Dice dice) => day.ToDateTime(new TimeOnly(dice.Between(8, 20), dice.Below(60)));

    Person Somebody(DateOnly day, Dice dice) => _people.At(Math.Max(1, FirstNumber(day.AddDays(-dice.Between(1, 90))) + dice.Below(12) + 1));

    static string Number(int number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    IEnumerable<Entry> Sales(DateOnly day)
    {
        var left = Count(day, 1);
        for (var order = 0; left > 0; order++)
        {
            var dice = new Dice(seed, "sale", FirstNumber(day) + order);
            var lines = Math.Min(left, dice.Between(1, 4));
            left -= lines;
            foreach (var line in Order(day, order, lines, dice)) yield return line;
        }
    }

    IEnumerable<Entry> Order(DateOnly day, int order, int lines, Dice dice)
    {
        var (at, who, branch, clerk) = (At(day, dice), Somebody(day, dice), dice.Pick(Goods.Branches), dice.Pick(Goods.Staff));
        var (payment, note) = (dice.Pick(Goods.Payments), dice.Pick(Goods.Notes));
        var reference = payment == "TUNAI" ? "-" : day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + dice.Digits(9);
        var (slow, ends, days) = (order == 1 || dice.OneIn(6), dice.OneIn(5) ? "BATAL" : "SELESAI", dice.Between(1, 3));
        var (shelf, appears) = (dice.Below(Goods.Products.Length), order == 3 ? day.AddDays(1) : day);
        for (var line = 0; line < lines; line++)
        {
            var (sku, product, price) = Goods.Products[(shelf + line * 5) % Goods.Products.Length];
            var quantity = dice.Between(1, 12);
            BackOfficeCell[] Cells(string status) =>
            [
                new(Number(10_000 + FirstNumber(day) + order, "00000000")), BackOfficeCell.Moment(at), new(branch), new(clerk), new(who.Name),
                new(who.Phone), new(sku), new(product), BackOfficeCell.Integer(quantity), new(BackOfficeCell.Rupiah(price)), BackOfficeCell.Money(price * quantity),
                new(payment), new(reference), new(status), new(note),
            ];
            yield return new Entry(at, slow
                ? [new(appears, Cells("DIPROSES")), new(appears.AddDays(days), Cells(ends))]
                : [new(appears, Cells("SELESAI"))]);
        }
    }

    IEnumerable<Entry> Points(DateOnly day)
    {
        var count = Count(day, 0.8);
        for (var i = 0; i < count; i++) yield return Point(day, i, new Dice(seed, "point", FirstNumber(day) + i));
    }

    Entry Point(DateOnly day, int i, Dice dice)
    {
        var (at, who, branch, checker) = (At(day, dice), Somebody(day, dice), dice.Pick(Goods.Branches), dice.Pick(Goods.Staff));
        var (type, spent) = (dice.OneIn(5) ? "Tukar Hadiah" : dice.OneIn(9) ? "Bonus" : "Scan QRCODE", dice.Between(10, 900) * 1_000);
        var amount = type == "Tukar Hadiah" ? new(dice.Pick(Goods.Rewards)) : BackOfficeCell.Integer(spent / 1_000);
        var (bought, ends) = (day.AddDays(-dice.Below(3)), dice.OneIn(4) ? "TOLAK" : "TERIMA");
        var (reason, days, appears) = (ends == "TOLAK" ? dice.Pick(Goods.Reasons) : "", dice.Between(1, 4), i == 2 ? day.AddDays(1) : day);
        BackOfficeCell[] Cells(string status, string why) =>
        [
            new("26000" + Number(17_000_000 + FirstNumber(day) + i, "00000000")), new(branch), new(checker), new(who.Name), new(type),
            new(type == "Tukar Hadiah" ? "-" : BackOfficeCell.Rupiah(spent)), amount, BackOfficeCell.Date(bought.ToDateTime(default)),
            new(BackOfficeCell.Moment(at).Text), new(status), new(why),
        ];
        return new Entry(at, i == 0 || !dice.OneIn(3)
            ? [new(appears, Cells("PENDING", "")), new(appears.AddDays(days), Cells(ends, reason))]
            : [new(appears, Cells(ends, reason))]);
    }

    IEnumerable<Entry> Customers(DateOnly day)
    {
        var count = Count(day, 0.4);
        for (var i = 0; i < count; i++)
        {
            var (who, dice) = (_people.At(FirstNumber(day) + i + 1), new Dice(seed, "customer", FirstNumber(day) + i));
            var (at, spent) = (At(day, dice), dice.Between(0, 60) * 12_500);
            BackOfficeCell[] Cells(string status, int more) =>
            [
                new($"{Number(who.Number, "0")}/ {who.Name}"), new(who.Email), new(who.Phone), new(who.Branch),
                new($"{Number(day.Day, "0")} {s_months[day.Month - 1]} {Number(day.Year, "0000")}"),
                BackOfficeCell.Money(spent + more), BackOfficeCell.Integer((spent + more) / 1_000), new(status),
            ];
            yield return new Entry(at, i == 0 || dice.OneIn(3)
                ? [new(day, Cells("BELUM VERIFIKASI", 0)), new(day.AddDays(dice.Between(1, 5)), Cells("AKTIF", 25_000))]
                : [new(i == 2 ? day.AddDays(1) : day, Cells("AKTIF", 0))]);
        }
    }

    /// <summary>Payments carry a day and no time, so an equal one, on the same day or reported the day after, is a payment of its own.</summary>
    IEnumerable<Entry> Payments(DateOnly day)
    {
        var count = Count(day, 0.6);
        for (var i = 0; i < count; i++)
        {
            var dice = new Dice(seed, "payment", FirstNumber(day) + i);
            var (at, who, coins) = (At(day, dice), Somebody(day, dice), dice.Between(1, 60) * 5);
            BackOfficeCell[] cells =
            [
                default, BackOfficeCell.Date(day.ToDateTime(default)), new(who.Name), new(dice.Pick(Goods.Branches)),
                BackOfficeCell.Integer(coins), new(BackOfficeCell.Rupiah(coins * 1_000)),
            ];
            yield return new Entry(at, [new(day, cells)]);
            if (i == 1 || dice.OneIn(15)) yield return new Entry(at, [new(day, cells)]);
            if (i == 3 || dice.OneIn(25)) yield return new Entry(at, [new(day.AddDays(1), cells)]);
        }
    }
}
