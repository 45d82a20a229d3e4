using Kurir.App;

namespace Kurir.Tests;

/// <summary>How <c>kurir demo</c> ends.</summary>
public sealed class DemoTests
{
    [Theory]
    [InlineData("id_ID.UTF-8", null, "id")]
    [InlineData("id", null, "id")]
    [InlineData("id_ID.UTF-8", "en_US.UTF-8", "en")]
    [InlineData("en_GB.UTF-8", "", "en")]
    [InlineData("idz_XX", null, "en")]
    [InlineData(null, null, "en")]
    public void Its_last_words_are_in_the_language_of_whoever_sits_there(string? lang, string? all, string spoken) =>
        Assert.Equal(spoken, DemoCommand.Spoken(name => name switch { "LANG" => lang, "LC_ALL" => all, _ => null }));

    [Theory]
    [InlineData("en", "Next steps:")]
    [InlineData("id", "Langkah berikutnya:")]
    public void It_ends_with_three_steps(string language, string heading)
    {
        var run = new Run { Id = "1123-0800", Pipeline = "demo", StartedAt = DateTimeOffset.UnixEpoch };
        string[] lines = [.. DemoCommand.NextSteps(language, "/home/sari/demo", run)];
        Assert.Equal(heading, lines[1]);
        Assert.Equal(["  1", "  2", "  3"], lines[2..].Select(line => line[..3]));
        Assert.Contains("KURIR_HOME=/home/sari/demo kurir show 1123-0800 transaksi", lines[3], StringComparison.Ordinal);
    }
}
