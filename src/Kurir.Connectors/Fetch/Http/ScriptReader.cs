using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>Reads the expressions of one script: texts joined from literals, variables and fields of the page. It reads; nothing runs.</summary>
/// <param name="button">What <c>this</c> is when the button is pressed.</param>
sealed class ScriptReader(PanelPage page, FormControls controls, IElement button, IReadOnlyList<ScriptToken> script)
{
    public const int Deepest = 24;
    const int MostParts = 200;
    readonly ILookup<string, int> places = Enumerable.Range(0, script.Count).Where(i => script[i].Kind == ScriptTokenKind.Name).ToLookup(i => script[i].Text, StringComparer.Ordinal);
    int effort = 10_000; // a script that needs more than this to be understood is not understood

    public IElement Button => button;
    public PanelPage Page => page;
    public FormControls Controls => controls;

    /// <summary>The value of the expression that begins at a token of the script.</summary>
    public ScriptValue Read(int at) => new ScriptReading(this, script, at, at, 0).Expression();

    /// <summary>A value as text; null where a part of it is not understood.</summary>
    public static ScriptValue.Text? AsText(ScriptValue value) => value switch
    {
        ScriptValue.Text text => text,
        ScriptValue.Parameters query => new([query.Values]),
        ScriptValue.Address { Query.Values: { Node: null, With: [] } } address => address.Path,
        ScriptValue.Address address => new([.. address.Path.Parts, new ScriptPart.Literal("?"), address.Query.Values]),
        _ => null,
    };

    public static ScriptValue.Text Literal(string text) => new([new ScriptPart.Literal(text)]);

    public IElement? Select(string selector)
    {
        try
        {
            IElement[] found = [.. page.Document.QuerySelectorAll(selector).Take(2)];
            return found.Length == 1 ? found[0] : null;
        }
        catch (DomException)
        {
            return null;
        }
    }

    /// <summary>What a variable holds at a place: its last assignment before it, else its first, and what was appended since.</summary>
    public ScriptValue Variable(string name, int anchor, int depth)
    {
        if (depth > Deepest || !Try()) return ScriptValue.Unknown;
        int[] assigned = [.. places[name].Where(i => i + 1 < script.Count && script[i + 1].Is("=") && (i == 0 || !script[i - 1].Is(".")))];
        if (assigned.Length == 0) return ScriptValue.Unknown;
        int last = assigned.Any(i => i < anchor) ? assigned.Last(i => i < anchor) : assigned[0];
        ScriptValue value = new ScriptReading(this, script, last + 2, last, depth + 1).Expression();
        foreach (int i in places[name].Where(i => i > last && i < anchor && i + 1 < script.Count))
        {
            if (script[i + 1].Is("+=")) value = Join(value, new ScriptReading(this, script, i + 2, i, depth + 1).Expression());
            else value = Changed(value, i + 1, depth);
        }

        return value;
    }

    /// <summary><c>query.set("start", …)</c>, <c>url.searchParams.append(…)</c>, <c>query.delete("start")</c>.</summary>
    ScriptValue Changed(ScriptValue value, int at, int depth)
    {
        if (value is ScriptValue.Address address && Has(at, ".", "searchParams"))
            return Changed(address.Query, at + 2, depth) is ScriptValue.Parameters query ? address with { Query = query } : value;
        if (value is not ScriptValue.Parameters parameters || !Has(at, ".") || !Has(at + 2, "(") || script[at + 3].Kind != ScriptTokenKind.Text) return value;
        string name = script[at + 3].Text;
        ScriptPart.Form values = parameters.Values;
        if (script[at + 1].IsName("delete")) return new ScriptValue.Parameters(values with { Without = [.. values.Without, name] });
        if (!(script[at + 1].IsName("set") || script[at + 1].IsName("append")) || !Has(at + 4, ",")) return value;
        var added = AsText(new ScriptReading(this, script, at + 5, at, depth + 1).Expression());
        return added is null ? ScriptValue.Unknown : new ScriptValue.Parameters(values with { Without = [.. values.Without, name], With = [.. values.With, (name, added)] });
    }

    bool Has(int at, params string[] texts) => at + texts.Length < script.Count && !texts.Where((text, i) => script[at + i].Text != text).Any();

    /// <summary>Takes one of the steps that a script may cost; false: they are used up.</summary>
    public bool Try() => effort-- > 0;

    public static ScriptValue Join(ScriptValue a, ScriptValue b) =>
        AsText(a) is { } left && AsText(b) is { } right && left.Parts.Count + right.Parts.Count <= MostParts 
            ? new ScriptValue.Text([.. left.Parts.Concat(right.Parts).Where(part => part is not ScriptPart.Literal { Value: "" })])
            : ScriptValue.Unknown;
}
