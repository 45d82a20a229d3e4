namespace Kurir.Tests;

public sealed class WorkbookRulesTests : FileRules
{
    private protected override IStanding Make(string home) => new WorkbookStanding(home);
}
