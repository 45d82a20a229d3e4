using System.Globalization;
using CsCheck;

namespace Kurir.Tests;

public class NumbersTests
{
    [Theory]
    [InlineData("Rp 85.000", NumberStyle.CommaDecimal, "85000")]
    [InlineData("Rp85.000,00", NumberStyle.CommaDecimal, "85000")]
    [InlineData("Rp. 85.000,-", NumberStyle.CommaDecimal, "85000")]
    [InlineData("-Rp 1.234,50", NumberStyle.CommaDecimal, "-1234.5")]
    [InlineData("Rp -1.234,50", NumberStyle.CommaDecimal, "-1234.5")]
    [InlineData("Rp (1.234)", NumberStyle.CommaDecimal, "-1234")]
    [InlineData("1.234,50", NumberStyle.CommaDecimal, "1234.5")]
    [InlineData("1.023,27 €", NumberStyle.CommaDecimal, "1023.27")]
    [InlineData("1 234,50", NumberStyle.CommaDecimal, "1234.5")]
    [InlineData("1\u00a0234\u00a0567,5", NumberStyle.CommaDecimal, "1234567.5")]
    [InlineData("1,234.50", NumberStyle.DotDecimal, "1234.5")]
    [InlineData("1'234.50", NumberStyle.DotDecimal, "1234.5")]
    [InlineData("(1,234)", NumberStyle.DotDecimal, "-1234")]
    [InlineData("-1.234", NumberStyle.CommaDecimal, "-1234")]
    [InlineData("1.234-", NumberStyle.CommaDecimal, "-1234")]
    [InlineData("−5", NumberStyle.Plain, "-5")]
    [InlineData("12 %", NumberStyle.Plain, "0.12")]
    [InlineData("12,5%", NumberStyle.CommaDecimal, "0.125")]
    [InlineData("100%", NumberStyle.Plain, "1")]
    [InlineData("IDR 1,250,000", NumberStyle.DotDecimal, "1250000")]
    [InlineData("$5.00", NumberStyle.DotDecimal, "5")]
    [InlineData("RM12.90", NumberStyle.DotDecimal, "12.9")]
    [InlineData("S$ 1,000", NumberStyle.DotDecimal, "1000")]
    [InlineData("0", NumberStyle.Plain, "0")]
    [InlineData("-0,00", NumberStyle.CommaDecimal, "0")]
    [InlineData("0,05", NumberStyle.CommaDecimal, "0.05")]
    [InlineData(".5", NumberStyle.DotDecimal, "0.5")]
    [InlineData("  7 ", NumberStyle.Plain, "7")]
    [InlineData("1.234.567.890.123.456.789", NumberStyle.CommaDecimal, "1234567890123456789")]
    [InlineData("123456789012345", NumberStyle.Plain, "123456789012345")]
    public void A_printed_number_has_its_canonical_value(string text, NumberStyle style, string value)
    {
        Assert.True(Numbers.TryParse(text, style, out string? parsed));
        Assert.Equal(value, parsed);
    }

    [Theory]
    [InlineData("00017")]
    [InlineData("007,5")]
    [InlineData("3E10")]
    [InlineData("1e5")]
    [InlineData("+6281234567890")]
    [InlineData("1234567890123456")]
    [InlineData("26000972175850012")]
    [InlineData("N/A")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("Rp")]
    [InlineData("%")]
    [InlineData("1.2.3")]
    [InlineData("1.23.456")]
    [InlineData("0812-3456-789")]
    [InlineData("12/5")]
    [InlineData("5 pcs")]
    [InlineData("TRX250923")]
    [InlineData("1,,5")]
    [InlineData("1.")]
    [InlineData("--5")]
    [InlineData("(-5)")]
    [InlineData("٥٦")]
    public void What_is_an_id_or_a_word_is_no_number_in_any_style(string text) =>
        Assert.All(Enum.GetValues<NumberStyle>(), style => Assert.False(Numbers.TryParse(text, style, out _)));

    [Theory]
    [InlineData("1.234", NumberStyle.DotDecimal, "1.234")]
    [InlineData("1.234", NumberStyle.CommaDecimal, "1234")]
    [InlineData("1,234", NumberStyle.DotDecimal, "1234")]
    [InlineData("1,234", NumberStyle.CommaDecimal, "1.234")]
    public void The_style_decides_what_a_separator_means(string text, NumberStyle style, string value)
    {
        Assert.True(Numbers.TryParse(text, style, out string? parsed));
        Assert.Equal(value, parsed);
        Assert.False(Numbers.TryParse(text, NumberStyle.Plain, out _));
    }

    [Fact]
    public void Printing_any_decimal_in_any_style_and_parsing_it_gives_it_back()
    {
        Gen.Select(Gen.Decimal[-99_999_999_999.9999m, 99_999_999_999.9999m], Gen.Int[0, 6], Gen.Int[0, 5]).Sample((number, decimals, print) =>
        {
            decimal rounded = decimal.Round(number, decimals);
            bool comma = print % 2 == 1;
            string text = rounded.ToString($"N{decimals}", CultureInfo.InvariantCulture);
            if (comma) text = text.Replace(',', '_').Replace('.', ',').Replace('_', '.');
            text = print switch { 2 or 3 => $"Rp {text}", 4 or 5 when rounded < 0 => $"({text[1..]})", _ => text };

            return Numbers.TryParse(text, comma ? NumberStyle.CommaDecimal : NumberStyle.DotDecimal, out string? value) && value == Canonical(rounded);
        });
    }

    [Fact]
    public void A_percentage_is_exactly_its_hundredth() => Gen.Decimal[-999.9999m, 999.9999m].Sample(number =>
    {
        decimal rounded = decimal.Round(number, 4);
        string text = $"{rounded.ToString(CultureInfo.InvariantCulture)} %";
        return Numbers.TryParse(text, NumberStyle.DotDecimal, out string? value) && value == Canonical(rounded / 100);
    });

    [Fact]
    public void Parsing_any_text_ends_and_gives_canonical_values() => Gen.String[Gen.Char["0123456789.,- ()%Rp$€E'+"], 0, 20].Sample(text =>
    {
        foreach (NumberStyle style in Enum.GetValues<NumberStyle>())
            if (Numbers.TryParse(text, style, out string? value) && value != Canonical(decimal.Parse(value, CultureInfo.InvariantCulture))) return false;
        return true;
    });

    static string Canonical(decimal number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        if (text.Contains('.')) text = text.TrimEnd('0').TrimEnd('.');
        return text is "-0" ? "0" : text;
    }
}
