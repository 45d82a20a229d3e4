namespace Kurir;

/// <summary>A change of the pipeline file that would follow a panel's new page: proposed, never made.</summary>
/// <param name="Setting"><c>form.button</c>.</param>
/// <param name="Was">What the file names, and the page no longer has.</param>
/// <param name="Use">What was used in its place.</param>
/// <param name="At">Where the file says it: <c>backend.yaml:11</c>; null: there is no file.</param>
public sealed record Repair(string Setting, string Was, string Use, string? At)
{
    public override string ToString() => $"{Setting}: {Use} (was {Was}{(At is null ? "" : $", {At}")})";

    /// <summary>What came by another field or button counts only as the report that is known already.</summary>
    /// <exception cref="Fault">It is not.</exception>
    public static void Require(Document document, Contract? known, Table table)
    {
        if (document.Repairs.Count == 0) return;
        if (known is null || !table.Columns.All(column => known.Columns.Any(one => Headings.Same(one.Heading, column.Heading)))) throw Doubtful(document, "other columns came");
    }

    /// <exception cref="Fault">It does not add up.</exception>
    public static void Require(Document document, Verdict verdict)
    {
        if (document.Repairs.Count > 0 && verdict.Held) throw Doubtful(document, verdict.Holds[^1].Cause);
    }

    /// <summary>Holds what would be recorded although it proves nothing.</summary>
    public static Verdict Proven(Document document, Verdict verdict) => document.Repairs.Count == 0 || verdict.Held || verdict is { Proven: true, Rows: > 0 } ? verdict : verdict with
    {
        Holds = [new Hold(FaultName.PageChanged, "rows came that do not prove to be the report of these days", "Correct the file by hand.")],
    };

    static Fault Doubtful(Document document, string cause) => new(Stage.Check, FaultName.PageChanged, FaultKind.Stop, string.Join(", ", document.Repairs.Select(repair => repair.Use)),
        $"what was tried in place of {string.Join(", ", document.Repairs.Select(repair => $"'{repair.Was}'"))} brings something else: {cause}", "Correct the file by hand.");
}

/// <summary>What a step in the browser matched when it last worked: by this a page that changed is searched.</summary>
/// <param name="Setting"><c>form.button</c>.</param>
/// <param name="Asked">What the file named.</param>
/// <param name="Traits">What it was.</param>
public sealed record Matched(string Setting, string Asked, ElementTraits Traits);

/// <summary>What an element of a page says of itself; "" where it says nothing.</summary>
/// <param name="Text">What stands on a button.</param>
/// <param name="Action">Where it leads: its link, or the address or script of its own.</param>
/// <param name="Form">Which form of the page it stands in; -1: none.</param>
/// <param name="Place">Its place among those of its kind there.</param>
public sealed record ElementTraits(string Tag, string Type, string Role, string Id, string Name, string Text, string Label, string Placeholder, string Action, int Form, int Place);

/// <summary>Remembers what steps matched.</summary>
public interface IMatchMemory
{
    /// <summary>Empty where nothing was matched yet.</summary>
    Task<IReadOnlyList<Matched>> FindMatches(ExportId export, CancellationToken ct);

    /// <summary>Whether the export brought a table before.</summary>
    Task<bool> IsKnown(ExportId export, CancellationToken ct);

    /// <summary>In place of what was known.</summary>
    Task KeepMatches(ExportId export, IReadOnlyList<Matched> matches, CancellationToken ct);
}
