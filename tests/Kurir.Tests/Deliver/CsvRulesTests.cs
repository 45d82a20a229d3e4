namespace Kurir.Tests;

public sealed class CsvRulesTests : DestinationRules
{
    private protected override IStanding Make(string home) => new CsvStanding(home);
}
