using System.Reflection;

namespace Kurir;

/// <summary>Derives shapes from records and their attributes, once; read by several threads from then on.</summary>
sealed class Shapes
{
    readonly Dictionary<Type, RecordShape> records = [];

    public Shapes(IReadOnlyList<DestinationKind> destinations, IReadOnlyList<ChannelKind> channels)
    {
        Destinations = new KindsShape("destination", [.. destinations.Select(kind => new KindShape(kind.Name, kind.Description, Record(kind.Options)))], Repeats: true);
        Channels = new KindsShape("channel", [.. channels.Select(kind => new KindShape(kind.Name, kind.Description, Record(kind.Options)))], Repeats: false);
        Pipeline = Record(typeof(PipelineConfig));
        Export = Record(typeof(ExportConfig));
    }

    /// <summary>The shape of files that hold no connectors.</summary>
    public static RecordShape Of(Type type) => new Shapes([], []).Record(type);

    public RecordShape Pipeline { get; }

    public RecordShape Export { get; }

    public KindsShape Destinations { get; }

    public KindsShape Channels { get; }

    RecordShape Record(Type type)
    {
        if (records.TryGetValue(type, out RecordShape? known)) return known;
        List<Setting> settings = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(SettingOf).OfType<Setting>()];
        var oneOf = type.GetCustomAttribute<OneOfAttribute>();
        string? shortForm = type.GetCustomAttribute<ShortFormAttribute>()?.Property;
        return records[type] = new RecordShape
        {
            Type = type,
            Description = type.GetCustomAttribute<DescribedAttribute>()?.Text ?? "",
            Settings = settings,
            Short = shortForm is null ? null : settings.Single(setting => setting.Name == Texts.Snake(shortForm)),
            OneOf = oneOf is not null,
            Words = oneOf?.Words ?? [],
            Alternatives = oneOf is not null ? [.. settings.Select(setting => new[] { setting.Name })] : EitherOf(type),
        };
    }

    static List<IReadOnlyList<string>> EitherOf(Type type) =>
        [.. (type.GetCustomAttribute<EitherAttribute>()?.Groups ?? []).Select(group => group.Split(' '))];

    /// <summary>Properties without a description are computed, not settings.</summary>
    Setting? SettingOf(PropertyInfo property) => property.GetCustomAttribute<DescribedAttribute>() is { } described && property.CanWrite
        ? new Setting(property, described, ShapeOf(property))
        : null;

    Shape ShapeOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<WordsAttribute>() is not { } words) return ShapeOf(property.PropertyType, property.GetCustomAttribute<BetweenAttribute>());
        var word = new WordScalar(words.Words);
        return property.PropertyType == typeof(string) ? word : new ListShape(word, typeof(string));
    }

    Shape ShapeOf(Type declared, BetweenAttribute? between)
    {
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (ScalarShape.Of(type, between) is { } scalar) return scalar;
        if (type == typeof(NotifyConfig)) return Channels;
        if (type == typeof(IReadOnlyList<DestinationConfig>)) return Destinations;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new ListShape(ShapeOf(type.GenericTypeArguments[0], between), type.GenericTypeArguments[0]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return new MapShape(ShapeOf(type.GenericTypeArguments[1], between), type.GenericTypeArguments[1]);
        if (type.IsClass && type.GetConstructor(Type.EmptyTypes) is not null) return Record(type);
        throw new NotSupportedException($"{type} cannot be a setting's type.");
    }
}
