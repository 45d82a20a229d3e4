using CsCheck;

namespace Kurir.Tests;

public sealed class PartTests
{
    static readonly Window Days = new(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 7));

    [Fact]
    public void Halves_are_the_window_again() => Gen.Int[2, 400].Sample(days =>
    {
        var window = new Window(Days.From, Days.From.AddDays(days - 1));
        (Window earlier, Window later) = Part.Halves(window);
        Assert.Equal((window.From, window.To, earlier.To.AddDays(1)), (earlier.From, later.To, later.From));
        Assert.InRange(later.Days - earlier.Days, 0, 1);
    });

    [Theory]
    [InlineData(100, null, true, null, true)]
    [InlineData(101, null, true, null, false)]
    [InlineData(10, null, true, null, true)]
    [InlineData(10, null, false, null, false)] // ten rows a day is a small shop
    [InlineData(10, null, false, 10L, true)] // ten rows for two days and for each of them is a limit
    [InlineData(1000, null, false, null, true)]
    [InlineData(1000, 0L, false, 1000L, false)]
    [InlineData(750, 750L, false, null, true)]
    [InlineData(100, 750L, true, null, false)]
    [InlineData(0, null, false, 0L, false)]
    public void A_limit_is_suspected_by_the_number_of_rows(long rows, long? cap, bool mayHalve, long? suspect, bool capped) =>
        Assert.Equal(capped, new Part(Days, mayHalve, suspect).IsCapped(rows, cap));
}
