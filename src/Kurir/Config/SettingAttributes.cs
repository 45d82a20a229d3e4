namespace Kurir;

/// <summary>What a setting is, in one or two sentences: shown by <c>kurir schema</c>, <c>kurir list settings</c> and the reference page.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class DescribedAttribute(string text) : Attribute
{
    public string Text { get; } = text;

    /// <summary>A value as it would stand in the file.</summary>
    public string? Example { get; init; }

    /// <summary>The default in words, where it is not simply the initialiser's value.</summary>
    public string? Default { get; init; }

    public bool Required { get; init; }
}

/// <summary>A plain value (or a list, for a list property) in place of the mapping means this property: <c>sign_in: /login</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShortFormAttribute(string property) : Attribute
{
    public string Property { get; } = property;
}

/// <summary>Exactly one property of the record may be set: the kind is the key.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneOfAttribute : Attribute
{
    /// <summary>Words that, written as a plain value, stand for the property of that name with all its defaults: <c>sign_in: basic</c>.</summary>
    public string[] Words { get; init; } = [];
}

/// <summary>Sets of settings, by their names in the file, of which only one may be used: <c>[Either("words", "from to")]</c>. A set used by an
/// export hides the others that it would get from <c>defaults</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EitherAttribute(params string[] groups) : Attribute
{
    public string[] Groups { get; } = groups;
}

/// <summary>The words a text setting may hold.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordsAttribute(params string[] words) : Attribute
{
    public string[] Words { get; } = words;
}

/// <summary>The inclusive bounds of a number; of a duration in seconds, of a size in bytes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetweenAttribute(double least, double most) : Attribute
{
    public double Least { get; } = least;

    public double Most { get; } = most;
}
