using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>Reads the expressions of one script: texts joined from literals, variables and fields of the page. It reads; nothing runs.</summary>
/// <param name="button">What <c>this</c> is when the button is pressed.</param>
sealed class ScriptReader(PanelPage page, FormControls controls, IElement button, IReadOnlyList<ScriptToken> script)
{
    const int Deepest = 24;
    const int MostParts = 200;
    readonly ILookup<string, int> places = Enumerable.Range(0, script.Count).Where(i => script[i].Kind == ScriptTokenKind.Name).ToLookup(i => script[i].Text, StringComparer.Ordinal);
    int effort = 10_000; // a script that needs more than this to be understood is not understood

    /// <summary>The value of the expression that begins at a token of the script.</summary>
    public ScriptValue Read(int at) => new Reading(this, script, at, at, 0).Expression();

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
    ScriptValue Variable(string name, int anchor, int depth)
    {
        if (depth > Deepest || effort-- <= 0) return ScriptValue.Unknown;
        int[] assigned = [.. places[name].Where(i => i + 1 < script.Count && script[i + 1].Is("=") && (i == 0 || !script[i - 1].Is(".")))];
        if (assigned.Length == 0) return ScriptValue.Unknown;
        int last = assigned.Any(i => i < anchor) ? assigned.Last(i => i < anchor) : assigned[0];
        ScriptValue value = new Reading(this, script, last + 2, last, depth + 1).Expression();
        foreach (int i in places[name].Where(i => i > last && i < anchor && i + 1 < script.Count))
        {
            if (script[i + 1].Is("+=")) value = Join(value, new Reading(this, script, i + 2, i, depth + 1).Expression());
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
        var added = AsText(new Reading(this, script, at + 5, at, depth + 1).Expression());
        return added is null ? ScriptValue.Unknown : new ScriptValue.Parameters(values with { Without = [.. values.Without, name], With = [.. values.With, (name, added)] });
    }

    bool Has(int at, params string[] texts) => at + texts.Length < script.Count && !texts.Where((text, i) => script[at + i].Text != text).Any();

    static ScriptValue Join(ScriptValue a, ScriptValue b) =>
        AsText(a) is { } left && AsText(b) is { } right && left.Parts.Count + right.Parts.Count <= MostParts 
            ? new ScriptValue.Text([.. left.Parts.Concat(right.Parts).Where(part => part is not ScriptPart.Literal { Value: "" })])
            : ScriptValue.Unknown;

    /// <summary>One walk over tokens.</summary>
    /// <param name="anchor">The place in the script from which variables are seen.</param>
    sealed class Reading(ScriptReader reader, IReadOnlyList<ScriptToken> tokens, int at, int anchor, int depth)
    {
        ScriptToken Now => at < tokens.Count ? tokens[at] : default;

        public ScriptValue Expression()
        {
            if (depth++ > Deepest || reader.effort-- <= 0) return ScriptValue.Unknown;
            ScriptValue value = Either();
            if (Take("?"))
            {
                // Which way it goes is not known; the way that says something is taken, as scripts leave out what is empty.
                ScriptValue yes = Expression();
                ScriptValue no = Take(":") ? Expression() : ScriptValue.Unknown;
                value = AsText(yes) is { Parts.Count: > 0 } ? yes : no;
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
            while (Take("+")) value = Join(value, Postfixed());
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
                case ScriptTokenKind.Text: return Literal(token.Text);
                case ScriptTokenKind.Number: return Literal(token.Text);
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
            ScriptValue value = Literal("");
            IReadOnlyList<string> pieces = ScriptTokens.Pieces(text);
            for (int i = 0; i < pieces.Count; i++)
                value = Join(value, i % 2 == 0 ? Literal(pieces[i]) : new Reading(reader, ScriptTokens.Cut(pieces[i]), 0, anchor, depth + 1).Expression());
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
                "origin" => Literal(address.GetLeftPart(UriPartial.Authority)),
                "pathname" => Literal(address.AbsolutePath),
                "href" => Literal(address.GetLeftPart(UriPartial.Path)),
                "host" => Literal(address.Authority),
                "protocol" => Literal(address.Scheme + ":"),
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
                    ScriptValue.Text? path = AsText(Expression());
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
                if (AsText(value) is not { } text) return ScriptValue.Unknown;
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

        static ScriptValue Attribute(IElement node, string name) => node.GetAttribute(name) is { } value ? Literal(value) : ScriptValue.Unknown;

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

    public IElement Button => button;

    PanelPage Page => page;

    FormControls Controls => controls;
}
