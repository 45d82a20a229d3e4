using Kurir.App;

namespace Kurir.Tests;

/// <summary>What <c>kurir doctor ledger</c> says before anything has run.</summary>
public sealed class LedgerCheckTests : IDisposable
{
    readonly string home = Directory.CreateTempSubdirectory("kurir-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task A_ledger_that_can_be_made_passes_and_leaves_nothing()
    {
        CheckResult result = await Look();

        Assert.Equal((CheckState.Pass, null), (result.State, result.Remedy));
        Assert.Empty(Directory.GetFileSystemEntries(home));
    }

    [Fact]
    public async Task A_ledger_that_the_first_run_could_not_make_fails_with_the_remedy()
    {
        File.WriteAllText(Path.Combine(home, ".kurir"), "a file where the folder should be");

        CheckResult result = await Look();

        Assert.Equal(CheckState.Fail, result.State);
        Assert.Contains("cannot be opened for writing", result.Seen, StringComparison.Ordinal);
        Assert.Contains("KURIR_LEDGER", result.Remedy, StringComparison.Ordinal);
    }

    async Task<CheckResult> Look()
    {
        var patient = new Patient(new FixedSecrets(new Dictionary<string, string>()), [], TimeProvider.System, home, null, () => throw new InvalidOperationException("No panel is asked."));
        return Assert.Single(await new LedgerCheck().Look(patient, default));
    }
}
