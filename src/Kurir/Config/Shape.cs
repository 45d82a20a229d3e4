using System.Reflection;

namespace Kurir;

/// <summary>What a value may look like: derived once from the records, and the source of binding, schema, reference and long form.</summary>
abstract record Shape;

/// <summary>Settings by name.</summary>
sealed record RecordShape : Shape
{
    public required Type Type { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<Setting> Settings { get; init; }

    /// <summary>The setting that a plain value means; null where there is no short form.</summary>
    public Setting? Short { get; init; }

    /// <summary>Exactly one setting must be written.</summary>
    public bool OneOf { get; init; }

    /// <summary>Words for settings with all their defaults.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Sets of settings that exclude each other.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Alternatives { get; init; } = [];

    public Setting? Find(string name) => Settings.FirstOrDefault(setting => setting.Name == name);

    public object Create() => Activator.CreateInstance(Type)!;

    /// <summary>The settings of other alternatives than those of <paramref name="written"/>.</summary>
    public IEnumerable<string> HiddenBy(IReadOnlyCollection<string> written) => Alternatives.Any(group => group.Any(written.Contains))
        ? Alternatives.Where(group => !group.Any(written.Contains)).SelectMany(group => group)
        : [];
}

sealed record ListShape(Shape Item, Type ItemType) : Shape;

/// <summary>Values by a name of one's own.</summary>
sealed record MapShape(Shape Value, Type ValueType) : Shape;

/// <summary>Connectors by kind, each with its own settings: <c>to:</c> and <c>notify:</c>.</summary>
/// <param name="Noun">destination, channel</param>
/// <param name="Repeats">A kind may stand several times, in a list.</param>
sealed record KindsShape(string Noun, IReadOnlyList<KindShape> Kinds, bool Repeats) : Shape
{
    public KindShape? Find(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);
}

sealed record KindShape(string Name, string Description, RecordShape Options);

/// <summary>One property of a record, as people write it.</summary>
sealed class Setting(PropertyInfo property, DescribedAttribute described, Shape shape)
{
    public string Name { get; } = Texts.Snake(property.Name);

    public Shape Shape => shape;

    public string Description => described.Text;

    public string? Example => described.Example;

    /// <summary>The default in words; null where the initialiser's value says it.</summary>
    public string? DefaultText => described.Default;

    public bool Required => described.Required;

    public object? Get(object record) => property.GetValue(record);

    public void Set(object record, object value) => property.SetValue(record, value);
}
