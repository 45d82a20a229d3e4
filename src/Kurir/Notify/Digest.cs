namespace Kurir;

/// <summary>What a run changed, in plain words and in the pipeline's language: <c>transaksi 00017233: Status PENDING → SELESAI</c>.</summary>
/// <param name="language"><c>en</c> or <c>id</c>.</param>
/// <param name="most">How many rows of each kind are named; the others are counted.</param>
/// <param name="withCells">False: keys alone, without what changed in the rows.</param>
public sealed class Digest(string language, int most = 5, bool withCells = true)
{
    const int LongestText = 60;

    readonly NoticeTemplates templates = NoticeTemplates.Of(language);

    /// <summary>Changed rows one by one, then the new and the vanished ones by their keys; empty where nothing changed or nothing was recorded.</summary>
    public IEnumerable<string> Of(ExportRun export)
    {
        if (export.Changes is not { } changes || export.Outcome is Outcome.Held or Outcome.Failed) yield break;
        foreach (Change change in changes.Listed.Where(change => change.Kind == ChangeKind.Changed).Take(most)) yield return Of(export.Export, change);
        if (changes.Changed > most) yield return Fill("digest_more", ("count", templates.Number(changes.Changed - most)));
        if (changes.Added > 0 && NamesNew(changes)) yield return Keys("digest_added", export.Export, changes, ChangeKind.Added, changes.Added);
        if (changes.Vanished > 0) yield return Keys("digest_vanished", export.Export, changes, ChangeKind.Vanished, changes.Vanished);
    }

    /// <summary>A first report is all new: the number alone says that.</summary>
    public static bool NamesNew(ChangeSet changes) => changes.Unchanged + changes.Changed > 0;

    /// <summary>One row.</summary>
    public string Of(string export, Change change)
    {
        if (change.Kind != ChangeKind.Changed) return Fill(change.Kind == ChangeKind.Added ? "digest_added" : "digest_vanished", ("export", export), ("count", "1"), ("keys", Cut(change.Key)));
        string columns = withCells
            ? string.Join(", ", change.Columns.Select(column => $"{column.Heading} {Said(column.Before)} → {Said(column.After)}"))
            : string.Join(", ", change.Columns.Select(column => column.Heading));
        return $"{export} {Cut(change.Key)}: {columns}";
    }

    string Keys(string section, string export, ChangeSet changes, ChangeKind kind, long count)
    {
        string[] keys = [.. changes.Listed.Where(change => change.Kind == kind).Take(most).Select(change => Cut(change.Key))];
        return Fill(section, ("export", export), ("count", templates.Number(count)), ("keys", string.Join("; ", keys) + (count > keys.Length ? " …" : "")));
    }

    string Fill(string section, params (string Name, string Value)[] values) => templates.Fill(section, values.ToDictionary(value => value.Name, value => value.Value));

    static string Said(string text) => text.Length == 0 ? "–" : Cut(text);

    static string Cut(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestText ? line : line[..LongestText] + "…";
    }
}
