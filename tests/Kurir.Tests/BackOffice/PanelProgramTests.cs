using System.Diagnostics;

namespace Kurir.Tests.BackOffice;

/// <summary>The panel in a process of its own.</summary>
public sealed class PanelProgramTests
{
    [Fact]
    public async Task It_says_where_it_is_and_who_may_enter()
    {
        using var process = Start("--day", "2026-03-01", "--email", "saya@example.com", "--password", "rahasia", "--fault", "server-error:user:2", "--control");
        try
        {
            var told = new List<string>();
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != "Ctrl-C ends it.") told.Add(line);
            Assert.Contains("Email     saya@example.com", told);
            Assert.Contains("Day       2026-03-01", told);
            Assert.Contains(told, line => line.StartsWith("Fault     server-error", StringComparison.Ordinal));
            using var http = new HttpClient { BaseAddress = new Uri(told.Single(line => line.StartsWith("Address", StringComparison.Ordinal))[10..]) };
            Assert.Contains("Log In", await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("--prot", "5080", "Not understood: --prot")]
    [InlineData("--day", "23 Nov", "--day takes a date such as 2026-11-23")]
    [InlineData("--fault", "hangs", "The panel has no fault 'hangs'")]
    public async Task What_it_does_not_understand_ends_it_with_2(string option, string value, string message)
    {
        using var process = Start(option, value);
        Assert.Contains(message, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
    }

    static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Kurir.BackOffice.BackOfficePanel).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
