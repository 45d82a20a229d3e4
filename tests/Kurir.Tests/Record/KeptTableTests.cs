namespace Kurir.Tests;

/// <summary>Which documents say what is true of which days.</summary>
public sealed class KeptTableTests
{
    [Fact]
    public void Of_each_day_the_newest_document_counts()
    {
        KeptTable first = Of("1", 1, 2), second = Of("2", 2, 3), whole = Of("3", 3, 3), late = Of("4", 1, 1);
        KeptTable again = second with { RunId = "5", Window = new Window(Day(2), Day(2)) };

        Assert.Equal(
            [("4", 1, 1, null), ("2", 2, 2, "2026-11-02..2026-11-03"), ("3", 3, 3, null)],
            KeptTable.Newest([first, second, whole, late], Day(1), isDated: true).Select(table => (table.RunId, table.Window.From.Day, table.Window.To.Day, table.Of?.ToString())));
        Assert.Equal([("1", 1, 1), ("2", 2, 2), ("1", 3, 5)], KeptTable.Newest([Of("1", 1, 5), Of("2", 2, 2)], Day(1), isDated: true).Select(table => (table.RunId, table.Window.From.Day, table.Window.To.Day)));
        Assert.Equal([(2, 3)], KeptTable.Newest([first, second], Day(2), isDated: true).Select(table => (table.Window.From.Day, table.Window.To.Day)));
        Assert.Equal(second.Window, KeptTable.Newest([first, second, again], Day(1), isDated: true).Single(table => table.RunId == "5").Of);
        Assert.Equal("2", Assert.Single(KeptTable.Newest([first, second], Day(1), isDated: false)).RunId);
        Assert.Empty(KeptTable.Newest([], Day(1), isDated: false));
    }

    static KeptTable Of(string run, int from, int to) => new(run, new Window(Day(from), Day(to)), run, default, null, null, null, null, Held: false);

    static DateOnly Day(int day) => new(2026, 11, day);
}
