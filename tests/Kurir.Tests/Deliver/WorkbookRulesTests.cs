namespace Kurir.Tests;

public sealed class WorkbookRulesTests : DestinationRules
{
    private protected override IStanding Make(string home) => new WorkbookStanding(home);
}
