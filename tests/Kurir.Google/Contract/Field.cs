namespace Kurir.Google;

/// <summary>A field of a shape, or a parameter of a method.</summary>
/// <param name="Kind">One of <c>text</c>, <c>int</c>, <c>number</c>, <c>bool</c>, <c>mask</c>, <c>enum</c>, <c>any</c>, <c>shape</c>, <c>list</c>, <c>map</c>.</param>
/// <param name="Of">The shape's name.</param>
/// <param name="Items">What a list or a map holds.</param>
/// <param name="Values">The values of an enum.</param>
public sealed record Field(string Name, string Kind, string? Of = null, Field? Items = null, IReadOnlyList<string>? Values = null)
{
    /// <summary>The shape behind lists and maps; null where there is none.</summary>
    public string? Shape => Kind is "list" or "map" ? Items!.Shape : Of;

    /// <summary>Reads <c>name:type</c> as Shapes.txt writes it.</summary>
    public static Field Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return Typed(text[..colon], text[(colon + 1)..]);
    }

    static Field Typed(string name, string type) => type switch
    {
        "text" or "int" or "number" or "bool" or "mask" or "any" => new(name, type),
        ['[', .., ']'] => new(name, "list", Items: Typed(name, type[1..^1])),
        ['{', .., '}'] => new(name, "map", Items: Typed(name, type[1..^1])),
        _ when type.Contains('|', StringComparison.Ordinal) => new(name, "enum", Values: type.Split('|')),
        _ => new(name, "shape", Of: type),
    };
}

/// <param name="Path">With its parameters in braces.</param>
/// <param name="Request">The shape of its body; null: it has none.</param>
/// <param name="Query">Its own parameters, without those that every method has.</param>
public sealed record Method(string Id, string Verb, string Path, string? Request, string Response, IReadOnlyDictionary<string, Field> Query)
{
    /// <summary>What the quota counts it as: reading methods retrieve, writing methods change.</summary>
    public CallKind Kind => Id.Contains("Get", StringComparison.Ordinal) || Id.Contains(".get", StringComparison.Ordinal) || Id.EndsWith("search", StringComparison.Ordinal) ? CallKind.Read : CallKind.Write;
}
