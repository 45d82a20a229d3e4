using Kurir.Connectors;

namespace Kurir.Tests;

public sealed class HeadStartTests
{
    [Fact]
    public async Task Each_part_that_is_used_before_it_is_needed_can_be_used()
    {
        var export = new Export { Pipeline = "-", Name = "-", Settings = new ExportConfig(), Destinations = [] };
        var context = new DestinationContext(Path.GetTempPath(), export.Id, new EnvironmentSecrets(_ => null), TimeProvider.System);
        Task taken = HeadStart.Take(TestContext.Current.CancellationToken);

        await HeadStart.GoOn(taken, [export with { Destinations = [new WorkbookDestination(new WorkbookOptions(), context)] }], TestContext.Current.CancellationToken);

        Assert.True(taken.IsCompletedSuccessfully);
    }
}
