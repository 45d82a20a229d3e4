using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>Steers a panel that runs in a process of its own.</summary>
static class Controls
{
    /// <summary><c>?export=</c> and <c>?times=</c> limit it.</summary>
    public static Task FaultOn(Visit visit) => Do(visit, () => visit.Faults.On(Value(visit, "name"),
        visit.Field("export") is { Length: > 0 } export ? export : null,
        visit.Field("times").Length > 0 ? visit.Number("times", 1) : null));

    public static Task FaultOff(Visit visit) => Do(visit, () => visit.Faults.Off(Value(visit, "name")));

    public static Task Clear(Visit visit) => Do(visit, visit.Faults.Clear);

    public static Task Advance(Visit visit) => Do(visit, () =>
        visit.Panel.Clock.AdvanceDays(int.Parse(Value(visit, "days"), CultureInfo.InvariantCulture)));

    public static Task Era(Visit visit) => Do(visit, () => visit.Panel.Era = Enum.Parse<BackOfficeEra>(Value(visit, "era"), ignoreCase: true));

    public static Task Requests(Visit visit) => visit.Json(visit.Panel.Requests);

    static string Value(Visit visit, string name) => (string)visit.Http.Request.RouteValues[name]!;

    static async Task Do(Visit visit, Action change)
    {
        try
        {
            change();
            var faults = visit.Faults.Active.Select(fault => fault.Name);
            await visit.Json(new { today = visit.Panel.Clock.Today, era = visit.Panel.Era.ToString(), faults });
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            await visit.Json(new { message = wrong.Message }, 422);
        }
    }
}
