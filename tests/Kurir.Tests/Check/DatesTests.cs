using System.Globalization;
using CsCheck;

namespace Kurir.Tests;

public class DatesTests
{
    [Theory]
    [InlineData("23 Sep 2025 18:39", "2025-09-23T18:39:00")]
    [InlineData("23 September 2025", "2025-09-23")]
    [InlineData("Selasa, 23 September 2025", "2025-09-23")]
    [InlineData("Jum'at, 1 Agustus 2025 pukul 08.05 WIB", "2025-08-01T08:05:00")]
    [InlineData("26 Agu 2023 13:56", "2023-08-26T13:56:00")]
    [InlineData("1 Agt 2025", "2025-08-01")]
    [InlineData("20 Mei 2025", "2025-05-20")]
    [InlineData("17 Okt 2024 15.10", "2024-10-17T15:10:00")]
    [InlineData("04 Des 2025", "2025-12-04")]
    [InlineData("23-Sep-2025", "2025-09-23")]
    [InlineData("23-Sep-25", "2025-09-23")]
    [InlineData("Sep 23, 2025", "2025-09-23")]
    [InlineData("September 23rd, 2025 6:39 PM", "2025-09-23T18:39:00")]
    [InlineData("Tue, 23 Sep 2025 12:05:06 AM", "2025-09-23T00:05:06")]
    [InlineData("2025-09-23", "2025-09-23")]
    [InlineData("2025/09/23 18:39", "2025-09-23T18:39:00")]
    [InlineData("2025-09-23T18:39:00+07:00", "2025-09-23T18:39:00")]
    [InlineData("2025-09-23T18:39:00Z", "2025-09-23T18:39:00")]
    [InlineData("2025-09-23T18:39:00.000000Z", "2025-09-23T18:39:00")]
    [InlineData("2025-09-23 18:39:05.25", "2025-09-23T18:39:05.25")]
    [InlineData(" 23 Sep 2025, 18:39 WITA ", "2025-09-23T18:39:00")]
    [InlineData("23 Sep 2025 - 18:39", "2025-09-23T18:39:00")]
    public void A_printed_date_has_its_canonical_value_in_any_order(string text, string value) =>
        Assert.All(Enum.GetValues<DateOrder>(), order =>
        {
            Assert.True(Dates.TryParse(text, order, out CellType type, out string? parsed));
            Assert.Equal((value, value.Length > 10 ? CellType.DateTime : CellType.Date), (parsed, type));
        });

    [Theory]
    [InlineData("01/02/2025", "2025-02-01", "2025-01-02")]
    [InlineData("23/09/2025", "2025-09-23", null)]
    [InlineData("09/23/2025", null, "2025-09-23")]
    [InlineData("04.09.2024", "2024-09-04", "2024-04-09")]
    [InlineData("1-2-2025 18.39", "2025-02-01T18:39:00", "2025-01-02T18:39:00")]
    [InlineData("23-09-25", "2025-09-23", null)]
    public void The_order_decides_which_digits_are_the_day(string text, string? dayFirst, string? monthFirst)
    {
        Assert.Equal(dayFirst, Dates.TryParse(text, DateOrder.DayMonthYear, out _, out string? day) ? day : null);
        Assert.Equal(monthFirst, Dates.TryParse(text, DateOrder.MonthDayYear, out _, out string? month) ? month : null);
        Assert.False(Dates.TryParse(text, DateOrder.YearMonthDay, out _, out _));
    }

    [Theory]
    [InlineData("20250923")]
    [InlineData("23 Sep")]
    [InlineData("Sep 2025")]
    [InlineData("31 Feb 2025")]
    [InlineData("23/09/2025 - 30/09/2025")]
    [InlineData("23 Sep 2025 25:00")]
    [InlineData("23 Sep 2025 18:39 lunas")]
    [InlineData("0000-00-00")]
    [InlineData("12-34-5678")]
    [InlineData("1.234.567")]
    [InlineData("INV/2025/10/7571")]
    [InlineData("18:39")]
    [InlineData("192.168.1.20")]
    [InlineData("2025-02-30")]
    [InlineData("23 Foo 2025")]
    public void What_is_no_date_stays_text(string text) =>
        Assert.All(Enum.GetValues<DateOrder>(), order => Assert.False(Dates.TryParse(text, order, out _, out _)));

    [Theory]
    [InlineData("18:39", "18:39:00")]
    [InlineData("6:39:05 pm", "18:39:05")]
    [InlineData("08:00 WIB", "08:00:00")]
    public void A_time_has_its_canonical_value(string text, string value)
    {
        Assert.True(Dates.TryParseTime(text, out string? parsed));
        Assert.Equal(value, parsed);
    }

    [Theory]
    [InlineData("18.39")]
    [InlineData("18:3")]
    [InlineData("24:00")]
    [InlineData("1:2:3")]
    public void What_is_no_time_stays_text(string text) => Assert.False(Dates.TryParseTime(text, out _));

    [Fact]
    public void Printing_any_moment_in_any_form_and_parsing_it_gives_it_back()
    {
        string[] forms =
        [
            "yyyy-MM-ddTHH:mm:ss", "d MMM yyyy HH:mm:ss", "dd MMMM yyyy HH:mm:ss", "dddd, dd MMMM yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss",
            "MMM d, yyyy h:mm:ss tt", "yyyy/MM/dd HH.mm.ss", "d-M-yyyy HH:mm:ss",
        ];
        Gen.Select(Gen.Long[0, 6_000_000_000], Gen.Int[0, forms.Length - 1]).Sample((seconds, form) =>
        {
            var moment = new DateTime(1950, 1, 1).AddSeconds(seconds);
            string text = moment.ToString(forms[form], CultureInfo.InvariantCulture);
            return Dates.TryParse(text, DateOrder.DayMonthYear, out CellType type, out string? value)
                && type == CellType.DateTime && value == moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        });
    }

    [Fact]
    public void Parsing_any_text_ends() => Gen.String[Gen.Char["0123456789-/.: ,TZSepAM+"], 0, 30].Sample(text =>
        Dates.TryParse(text, DateOrder.DayMonthYear, out _, out string? value) == (value is not null)
        && Dates.TryParseTime(text, out string? time) == (time is not null));
}
