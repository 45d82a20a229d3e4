using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>What an expression of a page's script stands for, as far as it is understood.</summary>
abstract record ScriptValue
{
    public static ScriptValue Unknown { get; } = new Unclear();

    public sealed record Unclear : ScriptValue;

    /// <summary>A text made of parts, in their order.</summary>
    public sealed record Text(IReadOnlyList<ScriptPart> Parts) : ScriptValue;

    public sealed record Element(IElement Node) : ScriptValue;

    /// <summary>The values of a form, without some, with others.</summary>
    public sealed record Parameters(ScriptPart.Form Values) : ScriptValue;

    public sealed record Address(Text Path, Parameters Query) : ScriptValue;
}

/// <summary>One part of an address that a script makes.</summary>
abstract record ScriptPart
{
    public sealed record Literal(string Value) : ScriptPart;

    /// <summary>What stands in a field.</summary>
    public sealed record Field(IElement Node) : ScriptPart;

    /// <summary>A form's values as a query; no form: only what was added.</summary>
    public sealed record Form(IHtmlFormElement? Node, IReadOnlyList<string> Without, IReadOnlyList<(string Name, ScriptValue.Text Value)> With) : ScriptPart;
}
