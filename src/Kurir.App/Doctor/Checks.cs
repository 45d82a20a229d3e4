namespace Kurir.App;

/// <summary>The one list of all checks, in the order in which they are made.</summary>
static class Checks
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new MachineCheck(),
        new LedgerCheck(),
        new SiteCheck(),
        new SignInCheck(),
        new DestinationCheck(),
        new ChannelCheck(),
        new GoogleKeyCheck(),
        new GoogleClockCheck(),
        new GoogleSheetsCheck(),
        new BrowserCheck(),
        new RenderCheck(),
    ];

    public static string[] Areas => [.. All.Select(check => check.Area).Distinct()];
}
