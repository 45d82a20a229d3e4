using System.CommandLine;

namespace Kurir.App;

/// <summary><c>kurir show row</c>: where a number comes from.</summary>
static class RowCommand
{
    static readonly Argument<string> Export = new("export") { Description = "The export: transaksi, or andalan-atk/transaksi where several pipelines have one of that name." };
    static readonly Argument<string> Key = new("key") { Description = "The row's key, or a part of it." };
    static readonly Option<int> Most = new("--most") { Description = "How many rows at the most.", DefaultValueFactory = _ => 20 };

    static readonly Option<string?> At = new("--at") { Description = "As it was at the end of this day, 2026-11-22." };

    public static Command Create() => new Command("row", "Shows every version of a row, field by field: run, document and place it came from, and where it was delivered.")
        .Example("kurir show row transaksi 00017233", "kurir show row transaksi 00017233 --at 2026-11-22").Takes(Export, Key, Most, At).Does(Show);

    static async Task<int> Show(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var courier = Courier.At(Workspace.Find(), terminal);
        if (courier.ExistingLedger is not { } ledger) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        string name = parsed.GetValue(Export)!, key = parsed.GetValue(Key)!;
        ExportId[] found = [.. (await ledger.Exports(null, ct)).Select(state => state.Id).Where(id => id.Name == name || id.ToString() == name)];
        if (found.Length != 1)
        {
            return terminal.Usage(
                found.Length == 0 ? $"the ledger knows no export '{name}'" : $"there are several: {string.Join(", ", found)}", "kurir show row PIPELINE/EXPORT KEY");
        }

        IReadOnlyList<RowHistory> rows = await ledger.Row(found[0], key, ct);
        if (rows.Count == 0) rows = await ledger.History(found[0], key, Math.Clamp(parsed.GetValue(Most), 1, 10_000), ct);
        if (parsed.GetValue(At) is not { } day) return ShowCommand.Histories(found[0], rows, terminal);
        return ShowCommand.EndOf(day, courier.ZoneOf(found[0].Pipeline)) is { } end
            ? ShowCommand.Histories(found[0], [.. rows.Select(row => Then(row, end)).OfType<RowHistory>()], terminal)
            : terminal.Usage($"'{day}' is not a day", $"kurir show row {name} {key} --at 2026-11-22");
    }

    /// <summary>Null: it was not known yet.</summary>
    static RowHistory? Then(RowHistory row, DateTimeOffset at) =>
        row.Versions.LastOrDefault(version => version.At <= at) is { } version ? row with { Versions = [version] } : null;
}
