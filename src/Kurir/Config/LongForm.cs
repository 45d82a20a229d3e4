using System.Collections;
using System.Text;

namespace Kurir;

/// <summary>Writes bound records as a file in its long form, every default in force; it binds to the same records again.</summary>
/// <remarks>What has no value but a meaning of its own when left out stands there as a comment.</remarks>
sealed class LongForm
{
    readonly StringBuilder text = new();

    public static string Of(object record, RecordShape shape)
    {
        var form = new LongForm();
        form.Settings(record, shape, 0);
        return form.text.ToString();
    }

    void Settings(object record, RecordShape shape, int indent)
    {
        object untouched = shape.Create();
        foreach (Setting setting in shape.Settings)
        {
            object? value = setting.Get(record);
            if (value is not null && !(IsEmpty(value, setting.Shape) && IsEmpty(setting.Get(untouched), setting.Shape)))
                Value(setting.Name, value, setting.Shape, indent);
            else if (setting.DefaultText is { } words && !shape.OneOf && !IsHidden(setting, shape, record))
                Line(indent, $"# {setting.Name}: {words}");
        }
    }

    /// <summary>What another alternative excludes has no default either.</summary>
    static bool IsHidden(Setting setting, RecordShape shape, object record) => shape.HiddenBy(
        [.. shape.Settings.Where(other => !IsEmpty(other.Get(record), other.Shape)).Select(other => other.Name)]).Contains(setting.Name);

    void Value(string name, object value, Shape shape, int indent)
    {
        string key = Yaml.Text(name);
        switch (shape)
        {
            case ScalarShape scalar:
                Line(indent, $"{key}: {Scalar(value, scalar)}");
                break;
            case ListShape { Item: ScalarShape item }:
                Line(indent, $"{key}: [{string.Join(", ", ((IEnumerable)value).Cast<object>().Select(entry => Scalar(entry, item)))}]");
                break;
            case ListShape { Item: RecordShape item }:
                Line(indent, key + ":");
                foreach (object entry in (IEnumerable)value) Item(entry, item, indent);
                break;
            case RecordShape record:
                Nested(key, indent, () => Settings(value, record, indent + 1));
                break;
            case MapShape map:
                Nested(key, indent, () => Entries((IEnumerable)value, map, indent + 1));
                break;
            case KindsShape { Repeats: true } kinds:
                Nested(key, indent, () => Destinations((IReadOnlyList<DestinationConfig>)value, kinds, indent + 1));
                break;
            case KindsShape kinds:
                Nested(key, indent, () => Channels((NotifyConfig)value, kinds, indent + 1));
                break;
            default:
                throw new NotSupportedException(shape.GetType().Name);
        }
    }

    void Nested(string key, int indent, Action content)
    {
        int start = text.Length;
        Line(indent, $"{key}:");
        int filled = text.Length;
        content();
        if (text.Length > filled) return;
        text.Length = start;
        Line(indent, $"{key}: {{}}");
    }

    void Entries(IEnumerable map, MapShape shape, int indent)
    {
        foreach (object entry in map)
        {
            Type type = entry.GetType();
            var name = (string)type.GetProperty("Key")!.GetValue(entry)!;
            Value(name, type.GetProperty("Value")!.GetValue(entry)!, shape.Value, indent);
        }
    }

    void Item(object entry, RecordShape shape, int indent)
    {
        int start = text.Length;
        Settings(entry, shape, indent + 1);
        text[start + (indent * 2)] = '-';
    }

    void Destinations(IReadOnlyList<DestinationConfig> destinations, KindsShape kinds, int indent)
    {
        foreach (DestinationConfig destination in destinations)
        {
            int start = text.Length;
            Value(destination.Kind, destination.Options, kinds.Find(destination.Kind)!.Options, indent + 1);
            text[start + (indent * 2)] = '-';
        }
    }

    void Channels(NotifyConfig notify, KindsShape kinds, int indent)
    {
        foreach (var (kind, options) in notify.Channels) Value(kind, options, kinds.Find(kind)!.Options, indent);
    }

    void Line(int indent, string line) => text.Append(' ', indent * 2).Append(line).Append('\n');

    static string Scalar(object value, ScalarShape scalar) =>
        scalar is BooleanScalar or NumberScalar ? scalar.Write(value) : Yaml.Text(scalar.Write(value));

    static bool IsEmpty(object? value, Shape shape) => value is null || shape switch
    {
        ListShape or MapShape => !((IEnumerable)value).GetEnumerator().MoveNext(),
        KindsShape => value is NotifyConfig { Channels.Count: 0 } or IReadOnlyList<DestinationConfig> { Count: 0 },
        _ => false,
    };
}
