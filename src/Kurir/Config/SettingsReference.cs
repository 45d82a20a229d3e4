using System.Collections;
using System.Text;

namespace Kurir;

/// <summary>One setting of pipeline files, for <c>kurir list settings</c> and the reference page.</summary>
/// <param name="Path"><c>exports.NAME.form.start</c></param>
/// <param name="Type">What may stand there, in words.</param>
/// <param name="Default">In words or as written; null where leaving it out means nothing of its own.</param>
/// <param name="Example">As written in a file; null where the type says it all.</param>
public sealed record SettingInfo(string Path, string Type, bool Required, string? Default, string Description, string? Example);

/// <summary>Lists settings from the same shapes that bind files.</summary>
static class SettingsReference
{
    public static IReadOnlyList<SettingInfo> List(RecordShape pipeline) => [.. Under("", pipeline)];

    static IEnumerable<SettingInfo> Under(string path, RecordShape record)
    {
        object untouched = record.Create();
        foreach (Setting setting in record.Settings)
        {
            string name = path.Length == 0 ? setting.Name : $"{path}.{setting.Name}";
            yield return new SettingInfo(name, TypeOf(setting.Shape), setting.Required, DefaultOf(setting, untouched), setting.Description, setting.Example);
            // What stands under defaults is what stands under an export.
            if (name == "defaults") continue;
            foreach (SettingInfo inner in Inside(name, setting.Shape)) yield return inner;
        }
    }

    static IEnumerable<SettingInfo> Inside(string path, Shape shape) => shape switch
    {
        RecordShape record => Under(path, record),
        MapShape { Value: RecordShape record } => Under($"{path}.NAME", record),
        KindsShape kinds => kinds.Kinds.SelectMany(kind => Under($"{path}.{kind.Name}", kind.Options)
            .Prepend(new SettingInfo($"{path}.{kind.Name}", TypeOf(kind.Options), false, null, kind.Description, null))),
        _ => [],
    };

    static string TypeOf(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Name,
        RecordShape { Settings.Count: 0 } => "nothing",
        RecordShape { OneOf: true } record => $"one of {string.Join(", ", record.Settings.Select(setting => setting.Name))}{ShortOf(record)}",
        RecordShape record => $"settings{ShortOf(record)}",
        ListShape list => $"list of {TypeOf(list.Item)}",
        MapShape { Value: RecordShape } => "settings by name",
        MapShape map => $"{TypeOf(map.Value)} by name",
        KindsShape kinds => $"{kinds.Noun}: {string.Join(", ", kinds.Kinds.Select(kind => kind.Name))}; one or a list",
        _ => throw new NotSupportedException(shape.GetType().Name),
    };

    static string ShortOf(RecordShape record) => record.Short is { } shortForm ? $", or {shortForm.Name} alone" : "";

    static string? DefaultOf(Setting setting, object untouched) => setting.DefaultText ?? (setting.Get(untouched), setting.Shape) switch
    {
        (null, _) => null,
        ({ } value, ScalarShape scalar) => scalar.Write(value),
        ({ } value, ListShape { Item: ScalarShape item }) => Joined(((IEnumerable)value).Cast<object>().Select(item.Write)),
        ({ } value, RecordShape { Short: { Shape: ScalarShape scalar } shortForm }) => shortForm.Get(value) is { } written ? scalar.Write(written) : null,
        _ => null,
    };

    static string? Joined(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } joined ? joined : null;

    /// <summary>The list as Markdown: one table for each group of settings.</summary>
    public static string Markdown(IReadOnlyList<SettingInfo> settings)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, SettingInfo> group in settings.GroupBy(setting => ParentOf(setting.Path)))
        {
            text.Append(group.Key.Length == 0 ? "### The whole pipeline\n\n" : $"### `{group.Key}`\n\n");
            text.Append("| Setting | What it says | Value | Default | Example |\n|---|---|---|---|---|\n");
            foreach (SettingInfo setting in group) text.Append(Row(setting));
            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    static string Row(SettingInfo setting)
    {
        string fallback = setting.Required ? "**required**" : setting.Default ?? "";
        string example = setting.Example is { } written ? $"`{written}`" : "";
        return $"| `{setting.Path.Split('.')[^1]}` | {Cell(setting.Description)} | {Cell(setting.Type)} | {Cell(fallback)} | {Cell(example)} |\n";
    }

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    static string ParentOf(string path) => path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "";
}
