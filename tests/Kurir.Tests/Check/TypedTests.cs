namespace Kurir.Tests;

public class TypedTests
{
    [Theory]
    [InlineData(CellType.Number, "Rp 85.000", "85000")]
    [InlineData(CellType.Number, "85000", "85000")]
    [InlineData(CellType.Date, "23 Sep 2025", "2025-09-23")]
    [InlineData(CellType.DateTime, "23/09/2025", "2025-09-23T00:00:00")]
    [InlineData(CellType.DateTime, "2025-09-23 18:39:00", "2025-09-23T18:39:00")]
    [InlineData(CellType.Time, "18:39", "18:39:00")]
    [InlineData(CellType.Boolean, "TRUE", "true")]
    public void A_text_that_stands_in_a_destination_means_what_its_column_says(CellType type, string text, string value)
    {
        var column = new ColumnContract { Heading = "Jumlah", Type = type, NumberStyle = NumberStyle.CommaDecimal, DateOrder = DateOrder.DayMonthYear };

        Assert.True(Typed.Convert(Cell.OfText(text), column).Means(Cell.Typed(value, type, value)));
    }

    [Theory]
    [InlineData(CellType.Number, "N/A")]
    [InlineData(CellType.Number, "00017")]
    [InlineData(CellType.Date, "23 Sep 2025 lunas")]
    [InlineData(CellType.Boolean, "mungkin")]
    [InlineData(CellType.Text, "85000")]
    public void A_text_that_is_not_of_its_type_stays_text(CellType type, string text)
    {
        var column = new ColumnContract { Heading = "Jumlah", Type = type, NumberStyle = NumberStyle.CommaDecimal };

        Assert.Equal(Cell.OfText(text), Typed.Convert(Cell.OfText(text), column));
    }

    [Fact]
    public void Other_money_than_the_columns_stays_text()
    {
        var rupiah = new ColumnContract { Heading = "Jumlah", Type = CellType.Number, NumberStyle = NumberStyle.CommaDecimal, Format = "\"Rp\" #,##0" };

        Assert.Equal(CellType.Number, Typed.Convert(Cell.OfText("IDR 5.000"), rupiah).Type);
        Assert.Equal(CellType.Text, Typed.Convert(Cell.OfText("$ 5.000"), rupiah).Type);
        Assert.Equal(CellType.Text, Typed.Convert(Cell.OfText("$ 5"), rupiah with { Format = "[$Rp-421]#,##0" }).Type);
    }

    [Fact]
    public void A_date_and_time_at_midnight_is_the_date_where_the_column_holds_dates()
    {
        var dates = new ColumnContract { Heading = "Tanggal", Type = CellType.Date };

        Assert.Equal("2025-09-23", Typed.Convert(Cell.Typed("2025-09-23 00:00:00", CellType.DateTime, "2025-09-23T00:00:00"), dates).Value);
        Assert.Equal(CellType.DateTime, Typed.Convert(Cell.Typed("2025-09-23 18:39:00", CellType.DateTime, "2025-09-23T18:39:00"), dates).Type);
    }

    [Fact]
    public void A_number_in_a_column_that_the_file_says_is_text_becomes_its_text()
    {
        var text = new ColumnContract { Heading = "Kode", Type = CellType.Text, Strict = true };

        Assert.Equal(Cell.OfText("17233"), Typed.Convert(Cell.Typed("17233", CellType.Number, "17233"), text));
        Assert.Equal(CellType.Number, Typed.Convert(Cell.Typed("17233", CellType.Number, "17233"), text with { Strict = false }).Type);
    }

    [Theory]
    [InlineData(CellType.Date, null, "yyyy-mm-dd")]
    [InlineData(CellType.DateTime, null, "yyyy-mm-dd hh:mm:ss")]
    [InlineData(CellType.Number, "\"Rp\" #,##0", "\"Rp\" #,##0")]
    [InlineData(CellType.Number, null, null)]
    [InlineData(CellType.Text, null, null)]
    public void A_column_is_shown_in_the_format_of_its_report(CellType type, string? known, string? format) =>
        Assert.Equal(format, CellFormat.FormatFor(new ColumnContract { Heading = "Jumlah", Type = type, Format = known }));
}
