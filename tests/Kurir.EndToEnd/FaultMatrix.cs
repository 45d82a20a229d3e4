using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Every fault that the panel can show, in the middle of an ordinary week.</summary>
public sealed class FaultMatrix
{
    /// <summary>What the run with the fault says of its four exports: <c>code</c> for all, or one each for transaksi, point_trx, user, pembayaran_koin.</summary>
    static readonly Dictionary<BackOfficeFault, string> Expected = new()
    {
    };

    public static TheoryData<string> Faults => [.. KnownFault.All.Select(fault => fault.Name)];

    [Theory, MemberData(nameof(Faults))]
    public async Task A_fault_has_its_name_delivers_nothing_false_and_the_next_clean_run_repairs_everything(string name)
    {
        BackOfficeFault fault = KnownFault.Named(name);
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 24 });
        shop.PipelineText = shop.PipelineText.Replace("  window: last 2 days", "  window: last 2 days\n  timeout: 2 s", StringComparison.Ordinal);
        var models = BackOfficeExport.All.ToDictionary(export => export, export => new Model(export));

        Assert.True((await shop.Run()).Succeeded);
        Overlay(shop, models);
        var before = BackOfficeExport.All.ToDictionary(export => export, export => models[export].Of(shop.Delivered(export)!));

        shop.Panel.Clock.AdvanceDays(1);
        shop.Panel.Faults.SlowBy = TimeSpan.FromMilliseconds(300);
        shop.Panel.Faults.RetryAfter = TimeSpan.Zero;
        shop.Panel.Faults.On(fault);
        Run broken = await shop.Run();
        foreach (ExportRun result in broken.Exports.Where(result => result.Outcome is Outcome.Failed or Outcome.Held))
        {
            BackOfficeExport export = BackOfficeExport.Named(result.Export);
            Assert.Equal(before[export], models[export].Of(shop.Delivered(export)!));
        }

        shop.Panel.Faults.Clear();
        await shop.Forgive();
        Run clean = await shop.Run();
        Overlay(shop, models);
        foreach (var (export, model) in models) Assert.Equal(model.Rows, model.Of(shop.Delivered(export)!));
        Assert.All(clean.Exports, result => Assert.True(result.Outcome is Outcome.Proven or Outcome.Empty, $"{result.Export}: {result.Outcome} {result.Fault}"));
        Assert.Equal(Expected.GetValueOrDefault(fault), Said(broken));
    }

    static void Overlay(Shop shop, Dictionary<BackOfficeExport, Model> models)
    {
        foreach (var (export, model) in models) model.Overlay(shop.Panel.Expected(export, shop.Window.From, shop.Window.To));
    }

    static string Said(Run run)
    {
        string[] said = [.. run.Exports.Select(Said)];
        return said.Distinct().Count() == 1 ? said[0] : string.Join(" ", said);
    }

    static string Said(ExportRun export) => export switch
    {
        { Fault: { } fault } => fault.Code,
        { Verdict.Holds: [var hold, ..] } => Fault.CodeOf(hold.Name),
        _ => export.Outcome.ToString().ToLowerInvariant(),
    };
}
