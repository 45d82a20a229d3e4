using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kurir;

/// <summary>Reads YAML into nodes, in bounds: what makes YAML surprising (anchors, tags, merge keys, several documents) is a problem with what to write instead.</summary>
sealed class NodeReader
{
    public const int MaxBytes = 1024 * 1024;
    public const int MaxDepth = 20;

    /// <summary>As the parser counts lines.</summary>
    static readonly string[] LineBreaks = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"];

    readonly string file;
    readonly string[] lines;
    readonly List<Problem> problems;
    readonly Parser parser;
    readonly Stack<Place> openBraces = new();
    Place last = new(1, 1);
    bool stopped;

    NodeReader(string text, string file, List<Problem> problems)
    {
        this.file = file;
        this.problems = problems;
        lines = text.Split(LineBreaks, StringSplitOptions.None);
        parser = new Parser(new StringReader(text));
    }

    /// <returns>The file's mapping; null where it could not be read, and then the problems say why.</returns>
    public static MapNode? Read(string text, string file, List<Problem> problems)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            problems.Add(new Problem(file, 1, 1, "the file is larger than 1 MiB; a pipeline file holds one site"));
            return null;
        }

        return new NodeReader(text.TrimStart('\uFEFF'), file, problems).ReadDocument();
    }

    MapNode? ReadDocument()
    {
        Next(); // the stream's start
        if (Next() is not DocumentStart)
        {
            if (!stopped) Report(new Place(1, 1), "the file is empty. Write at least: site: https://… and exports:");
            return null;
        }

        Next();
        Node root = ReadNode(0);
        if (stopped) return null;
        Next(); // the document's end
        if (Next() is DocumentStart second)
            Report(At(second), "a second document begins here. Write one pipeline per file, and remove the line ---");
        if (root is MapNode map) return stopped ? null : map;
        if (root is not BrokenNode && !stopped) Report(root.At, "the file must consist of settings, one per line: name: value");
        return null;
    }

    Node ReadNode(int depth)
    {
        if (stopped || parser.Current is not { } at) return new BrokenNode(last);
        if (depth > MaxDepth) return Stop(At(at), $"nested deeper than {MaxDepth} levels");
        Node node = at switch
        {
            Scalar scalar => ReadText(scalar),
            SequenceStart list => ReadList(list, depth),
            MappingStart map => ReadMap(map, depth),
            AnchorAlias alias => Broken(At(alias), $"*{alias.Value} repeats an anchor, which is not supported. Write the value here again, or put it under defaults; "
                + "text that begins with * must be quoted"),
            _ => Stop(At(at), "something is missing here"),
        };
        return at is NodeEvent decorated ? Undecorated(decorated, node) : node;
    }

    Node Undecorated(NodeEvent decorated, Node node)
    {
        if (!decorated.Anchor.IsEmpty)
            return Broken(At(decorated), $"&{decorated.Anchor.Value} is an anchor, which is not supported. Remove it; text that begins with & must be quoted");
        if (!decorated.Tag.IsEmpty)
            return Broken(At(decorated), $"{Shown(decorated.Tag.Value)} is a tag, which is not supported. Remove it; text that begins with ! must be quoted");
        return node;
    }

    TextNode ReadText(Scalar scalar)
    {
        bool plain = scalar.Style == ScalarStyle.Plain;
        string? comment = plain && scalar.Value.Length == 0 ? CommentFrom(scalar) : null;
        return new TextNode(At(scalar), scalar.Value, plain, comment);
    }

    ListNode ReadList(SequenceStart start, int depth)
    {
        bool braces = Open(start, start.Style == SequenceStyle.Flow);
        var items = new List<Node>();
        while (Next() is not (null or SequenceEnd)) items.Add(ReadNode(depth + 1));
        if (braces) openBraces.Pop();
        return new ListNode(At(start), items);
    }

    MapNode ReadMap(MappingStart start, int depth)
    {
        bool braces = Open(start, start.Style == MappingStyle.Flow);
        var entries = new List<Entry>();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (Next() is not (null or MappingEnd))
        {
            Node key = ReadNode(depth + 1);
            if (Next() is null) break;
            Node value = ReadNode(depth + 1);
            if (KeyOf(key, seen) is { } name) entries.Add(new Entry(name, value));
        }

        if (braces) openBraces.Pop();
        return new MapNode(At(start), entries);
    }

    /// <summary>The key, where it is one that can be used; else it is reported and the entry left out.</summary>
    TextNode? KeyOf(Node key, Dictionary<string, Place> seen)
    {
        if (stopped || key is BrokenNode) return null;
        if (key is not TextNode name) Report(key.At, "a setting's name must be plain text. A value with { } or [ ] must be quoted");
        else if (name.Text.Length == 0) Report(name.At, "a name is missing before the colon");
        else if (name is { Plain: true, Text: "<<" }) Report(name.At, "<< (merge) is not supported. What several exports share belongs under defaults");
        else if (!seen.TryAdd(name.Text, name.At))
            Report(name.At, $"'{Shown(name.Text)}' stands here twice; first at line {seen[name.Text].Line}. Remove one of them");
        else return name;
        return null;
    }

    bool Open(ParsingEvent start, bool braces)
    {
        if (braces) openBraces.Push(At(start));
        return braces;
    }

    /// <summary>The next event; null where the file cannot be read further, which is then reported.</summary>
    ParsingEvent? Next()
    {
        if (stopped) return null;
        try
        {
            if (!parser.MoveNext()) return null;
        }
        catch (YamlException wrong)
        {
            Wrong(wrong.Message, new Place(Math.Max(1, (int)wrong.Start.Line), Math.Max(1, (int)wrong.Start.Column)));
            return null;
        }
#pragma warning disable CA1031 // The parser lets undeclared exceptions out on damaged text; to a person they mean the same: it cannot be read here.
        catch (Exception)
#pragma warning restore CA1031
        {
            Wrong("", last);
            return null;
        }

        last = At(parser.Current!);
        return parser.Current;
    }

    void Wrong(string message, Place at)
    {
        Place? brace = openBraces.Count > 0 ? openBraces.Peek() : null;
        var (place, text) = new SyntaxProblem(lines, last).Explain(message, at, brace);
        Stop(place, text);
    }

    /// <summary>What follows the # where a value was expected: <c>- #ID</c>.</summary>
    string? CommentFrom(Scalar scalar)
    {
        int line = (int)scalar.Start.Line - 1;
        if (line >= lines.Length) return null;
        string rest = lines[line][Math.Min((int)scalar.Start.Column - 1, lines[line].Length)..].Trim();
        return rest.StartsWith('#') ? rest : null;
    }

    BrokenNode Stop(Place at, string text)
    {
        if (!stopped) Report(at, text);
        stopped = true;
        return new BrokenNode(at);
    }

    BrokenNode Broken(Place at, string text)
    {
        Report(at, text);
        return new BrokenNode(at);
    }

    void Report(Place at, string text) => problems.Add(new Problem(file, at.Line, at.Column, text));

    static Place At(ParsingEvent part) => new((int)part.Start.Line, (int)part.Start.Column);

    static string Shown(string text) => Texts.Shown(text);
}
