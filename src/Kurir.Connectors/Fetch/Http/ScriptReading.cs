using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>One walk over the tokens of an expression.</summary>
/// <param name="anchor">The place in the script from which variables are seen.</param>
sealed class ScriptReading(ScriptReader reader, IReadOnlyList<ScriptToken> tokens, int at, int anchor, int depth)
{
    ScriptToken Now => at < tokens.Count ? tokens[at] : default;

    public ScriptValue Expression()
    {
        if (depth++ > ScriptReader.Deepest || !reader.Try()) return ScriptValue.Unknown;
        ScriptValue value = Either();
        if (Take("?"))
        {
            // Which way it goes is not known; the way that says something is taken, as scripts leave out what is empty.
            ScriptValue yes = Expression();
            ScriptValue no = Take(":") ? Expression() : ScriptValue.Unknown;
            value = ScriptReader.AsText(yes) is { Parts.Count: > 0 } ? yes : no;
        }

        depth--;
        return value;
    }

    ScriptValue Either()
    {
        ScriptValue value = Sum();
        while (Now.Is("||") || Now.Is("??") || Now.Is("&&") || Now.Is("===") || Now.Is("==") || Now.Is("!==") || Now.Is("!=") || Now.Is(">") || Now.Is("<") || Now.Is(">=") || Now.Is("<="))
        {
            bool chooses = Now.Is("||") || Now.Is("??");
            at++;
            ScriptValue other = Sum();
            value = chooses && value is not ScriptValue.Unclear ? value : chooses ? other : ScriptValue.Unknown;
        }

        return value;
    }

    ScriptValue Sum()
    {
        ScriptValue value = Postfixed();
        while (Take("+")) value = ScriptReader.Join(value, Postfixed());
        return Now.Is("-") || Now.Is("*") || Now.Is("/") || Now.Is("%") ? ScriptValue.Unknown : value;
    }

    ScriptValue Postfixed()
    {
        ScriptValue value = Primary();
        while (Now.Is(".") || Now.Is("?.") || Now.Is("(") || Now.Is("["))
        {
            if (Take("[") || Take("("))
            {
                SkipRest();
                value = ScriptValue.Unknown;
                continue;
            }

            at++;
            value = Member(value);
        }

        return value;
    }

    ScriptValue Primary()
    {
        ScriptToken token = Now;
        at++;
        switch (token.Kind)
        {
            case ScriptTokenKind.Text: return ScriptReader.Literal(token.Text);
            case ScriptTokenKind.Number: return ScriptReader.Literal(token.Text);
            case ScriptTokenKind.Template: return Template(token.Text);
            case ScriptTokenKind.Sign when token.Text == "(": return InParentheses();
            case ScriptTokenKind.Name: return Named(token.Text);
            default: return ScriptValue.Unknown;
        }
    }

    ScriptValue InParentheses()
    {
        ScriptValue value = Expression();
        SkipRest();
        return value;
    }

    ScriptValue Template(string text)
    {
        ScriptValue value = ScriptReader.Literal("");
        IReadOnlyList<string> pieces = ScriptTokens.Pieces(text);
        for (int i = 0; i < pieces.Count; i++)
            value = ScriptReader.Join(value, i % 2 == 0 ? ScriptReader.Literal(pieces[i]) : new ScriptReading(reader, ScriptTokens.Cut(pieces[i]), 0, anchor, depth + 1).Expression());
        return value;
    }

    ScriptValue Named(string name)
    {
        switch (name)
        {
            case "this": return new ScriptValue.Element(reader.Button);
            case "new": return New();
            case "encodeURIComponent" or "encodeURI" or "escape" or "String" when Take("("): return InParentheses();
            case "$" or "jQuery" when Take("("): return Selected();
            case "$" or "jQuery" when Now.Is(".") && Ahead(1).IsName("param"):
                at += 2;
                return Take("(") ? Parameters() : ScriptValue.Unknown;
            case "window" or "document" or "self" when Now.Is("."):
                at++;
                ScriptToken member = Now;
                at++;
                return name == "document" ? OfDocument(member.Text) : Named(member.Text);
            case "location" when Now.Is("."):
                at++;
                return OfLocation();
            default:
                ScriptValue value = reader.Variable(name, anchor, depth);
                // The parameter of a handler: the event, or the button itself.
                return value is ScriptValue.Unclear && Now.Is(".") ? new ScriptValue.Element(reader.Button) : value;
        }
    }

    ScriptValue OfLocation()
    {
        Uri address = reader.Page.Address;
        string member = Now.Text;
        at++;
        return member switch
        {
            "origin" => ScriptReader.Literal(address.GetLeftPart(UriPartial.Authority)),
            "pathname" => ScriptReader.Literal(address.AbsolutePath),
            "href" => ScriptReader.Literal(address.GetLeftPart(UriPartial.Path)),
            "host" => ScriptReader.Literal(address.Authority),
            "protocol" => ScriptReader.Literal(address.Scheme + ":"),
            _ => ScriptValue.Unknown,
        };
    }

    ScriptValue OfDocument(string member)
    {
        if (member == "location") return Take(".") ? OfLocation() : ScriptValue.Unknown;
        if (!Take("(") || Now.Kind != ScriptTokenKind.Text) return ScriptValue.Unknown;
        string text = Now.Text;
        SkipRest();
        return Found(member switch
        {
            "getElementById" => reader.Page.Document.GetElementById(text),
            "querySelector" => reader.Select(text),
            _ => null,
        });
    }

    ScriptValue Selected()
    {
        if (Now.IsName("this"))
        {
            SkipRest();
            return new ScriptValue.Element(reader.Button);
        }

        if (Now.Kind != ScriptTokenKind.Text) return InParentheses();
        string selector = Now.Text;
        SkipRest();
        return Found(reader.Select(selector));
    }

    static ScriptValue Found(IElement? element) => element is null ? ScriptValue.Unknown : new ScriptValue.Element(element);

    ScriptValue New()
    {
        string type = Now.Text;
        at++;
        if (!Take("(")) return ScriptValue.Unknown;
        switch (type)
        {
            case "URLSearchParams" or "FormData": return Parameters();
            case "URL":
                ScriptValue.Text? path = ScriptReader.AsText(Expression());
                SkipRest();
                return path is null ? ScriptValue.Unknown : new ScriptValue.Address(path, Empty);
            default:
                SkipRest();
                return ScriptValue.Unknown;
        }
    }

    static ScriptValue.Parameters Empty => new(new ScriptPart.Form(null, [], []));

    /// <summary>Of a form, of other parameters, or of <c>{ name: value }</c>; the opening parenthesis is taken.</summary>
    ScriptValue Parameters()
    {
        if (Take(")")) return Empty;
        ScriptValue value = Now.Is("{") ? OfObject() : Expression();
        SkipRest();
        return value switch
        {
            ScriptValue.Parameters parameters => parameters,
            ScriptValue.Element { Node: IHtmlFormElement form } => new ScriptValue.Parameters(new ScriptPart.Form(form, [], [])),
            _ => ScriptValue.Unknown,
        };
    }

    ScriptValue OfObject()
    {
        at++;
        var with = new List<(string, ScriptValue.Text)>();
        while (at < tokens.Count && !Take("}"))
        {
            string name = Now.Text;
            at++;
            ScriptValue value = Take(":") ? Expression() : reader.Variable(name, anchor, depth);
            if (ScriptReader.AsText(value) is not { } text) return ScriptValue.Unknown;
            with.Add((name, text));
            Take(",");
        }

        return new ScriptValue.Parameters(new ScriptPart.Form(null, [], with));
    }

    ScriptValue Member(ScriptValue of)
    {
        string member = Now.Text;
        at++;
        string? argument = Now.Is("(") && Ahead(1).Kind == ScriptTokenKind.Text ? Ahead(1).Text : null;
        bool called = Take("(");
        if (called) SkipRest();
        return (of, member) switch
        {
            (ScriptValue.Text or ScriptValue.Parameters or ScriptValue.Address, "toString" or "trim") => of,
            (ScriptValue.Address address, "href") => address,
            (ScriptValue.Address address, "searchParams") => address.Query,
            (ScriptValue.Parameters { Values.Node: { } form }, "get") when argument is not null => OfForm(form, argument),
            (ScriptValue.Element { Node: IHtmlFormElement form }, "serialize") => new ScriptValue.Parameters(new ScriptPart.Form(form, [], [])),
            (ScriptValue.Element { Node: { } node }, "value" or "val") when argument is null => new ScriptValue.Text([new ScriptPart.Field(node)]),
            (ScriptValue.Element { Node: { } node }, "data") when argument is not null => Attribute(node, "data-" + argument),
            (ScriptValue.Element { Node: { } node }, "attr" or "prop" or "getAttribute") when argument is not null => Attribute(node, argument),
            (ScriptValue.Element { Node: { } node }, "href" or "action") => Attribute(node, member),
            (ScriptValue.Element { Node: { } node }, "dataset") when Take(".") => Dataset(node),
            (ScriptValue.Element, "target" or "currentTarget") => new ScriptValue.Element(reader.Button),
            _ => ScriptValue.Unknown,
        };
    }

    ScriptValue Dataset(IElement node)
    {
        string name = string.Concat(Now.Text.Select(c => char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : c.ToString()));
        at++;
        return Attribute(node, "data-" + name);
    }

    static ScriptValue Attribute(IElement node, string name) => node.GetAttribute(name) is { } value ? ScriptReader.Literal(value) : ScriptValue.Unknown;

    ScriptValue OfForm(IHtmlFormElement form, string name)
    {
        IElement[] fields = [.. reader.Controls.Of(form).Where(field => field.GetAttribute("name") == name)];
        return fields.Length == 1 ? new ScriptValue.Text([new ScriptPart.Field(fields[0])]) : ScriptValue.Unknown;
    }

    ScriptToken Ahead(int count) => at + count < tokens.Count ? tokens[at + count] : default;

    bool Take(string sign)
    {
        if (!Now.Is(sign)) return false;
        at++;
        return true;
    }

    /// <summary>To behind the sign that closes what was opened before.</summary>
    void SkipRest()
    {
        for (int open = 1; at < tokens.Count; at++)
        {
            if (Now.Is("(") || Now.Is("[") || Now.Is("{")) open++;
            if ((Now.Is(")") || Now.Is("]") || Now.Is("}")) && --open == 0)
            {
                at++;
                return;
            }
        }
    }
}
