namespace Kurir.Tests;

public sealed class SqliteRulesTests : DestinationRules
{
    private protected override IStanding Make(string home) => new SqliteStanding(home);
}
