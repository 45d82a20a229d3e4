namespace Kurir.Tests;

public sealed class CsvRulesTests : FileRules
{
    private protected override IStanding Make(string home) => new CsvStanding(home);
}
