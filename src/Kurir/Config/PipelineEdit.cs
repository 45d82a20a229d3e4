namespace Kurir;

/// <summary>Writes changes of a contract into a pipeline file's text. Everything else in it stays as it is, comments too.</summary>
/// <remarks>One change at a time, each found anew by the places of a fresh reading; what was written is read again by whoever asked, before it is kept.</remarks>
public sealed class PipelineEdit
{
    readonly string file;
    readonly string export;
    readonly string newLine;
    string text;

    PipelineEdit(string text, string file, string export)
    {
        (this.text, this.file, this.export) = (text, file, export);
        newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
    }

    /// <returns>The new text; null where the file does not have the export, or writes it in a way that is left to a person.</returns>
    public static string? Apply(string text, string file, string export, IEnumerable<ContractEdit> edits)
    {
        var edit = new PipelineEdit(text, file, export);
        return edits.All(edit.Apply) ? edit.text : null;
    }

    /// <summary>Sets one of the file's own settings.</summary>
    /// <returns>The new text; null where the file writes it in a way that is left to a person.</returns>
    public static string? Set(string text, string file, string setting, string value)
    {
        var edit = new PipelineEdit(text, file, "");
        return NodeReader.Read(text, file, []) is MapNode { Entries.Count: > 0 } root && edit.Set(root, setting, value) ? edit.text : null;
    }

    bool Set(MapNode root, string setting, string value) => root.Find(setting) switch
    {
        null => Insert(root, $"{setting}: {value}"),
        TextNode there => Replace(there, value),
        _ => false,
    };

    bool Apply(ContractEdit edit)
    {
        if (NodeReader.Read(text, file, []) is not { } root || root.Find("exports") is not MapNode exports || exports.Find(export) is not { } own) return false;
        return edit.Setting switch
        {
            "key" or "date" => own is MapNode map && map.Find(edit.Setting) is { } node ? Rename(node, edit) : IsInherited(root, edit.Setting),
            "unlikely" => Ignore(own, edit.Value),
            _ => SetColumn(own, edit),
        };
    }

    // Defaults hold for other exports too, of which this one says nothing.
    static bool IsInherited(MapNode root, string setting) => root.Find("defaults") is not MapNode defaults || defaults.Find(setting) is null;

    bool Rename(Node node, ContractEdit edit) => node switch
    {
        TextNode scalar => Headings.Same(scalar.Text, edit.Column) && Replace(scalar, Yaml.Text(edit.Value)),
        ListNode list => list.Items.OfType<TextNode>().FirstOrDefault(item => Headings.Same(item.Text, edit.Column)) is { } item && Replace(item, Yaml.Text(edit.Value)),
        MapNode map => map.Entries.Any(entry => Rename(entry.Value, edit)),
        _ => false,
    };

    bool Ignore(Node own, string what)
    {
        string item = Yaml.Text(what);
        if (own is TextNode page) return Replace(page, $"{{ page: {Yaml.Text(page.Text)}, unlikely: {{ ignore: [{item}] }} }}");
        if (own is not MapNode map || map.Entries.Count == 0) return false;
        Node? there = map.Find("unlikely");
        if (there is MapNode settings) there = settings.Find("ignore");
        return there switch
        {
            null => Insert(map, $"unlikely: {{ ignore: [{item}] }}"),
            TextNode { IsEmpty: false } one => Replace(one, $"[{Yaml.Text(one.Text)}, {item}]"),
            ListNode { Items: [TextNode first, ..] } => Replace(first, $"{Yaml.Text(first.Text)}, {item}"),
            _ => false,
        };
    }

    bool SetColumn(Node own, ContractEdit edit)
    {
        string pair = $"{edit.Setting}: {Yaml.Text(edit.Value)}";
        string entry = $"{Yaml.Text(edit.Column)}: {{ {pair} }}";
        if (own is TextNode page) return Replace(page, $"{{ page: {Yaml.Text(page.Text)}, columns: {{ {entry} }} }}");
        if (own is not MapNode map || map.Entries.Count == 0) return false;
        if (map.Find("columns") is not { } columns) return Insert(map, $"columns: {{ {entry} }}");
        if (columns is not MapNode all || all.Entries.Count == 0) return false;
        // Under its old name the column may have rules already, which are the renamed one's now.
        if (edit.Setting == "was" && Find(all, edit.Value) is { } old && Find(all, edit.Column) is null)
            return Replace(old.Key, Yaml.Text(edit.Column)) && Apply(edit);
        if (Find(all, edit.Column) is not { } there) return Insert(all, entry);
        return there.Value switch
        {
            TextNode { IsEmpty: false } type => edit.Setting == "type" ? Replace(type, Yaml.Text(edit.Value)) : Replace(type, $"{{ type: {Yaml.Text(type.Text)}, {pair} }}"),
            MapNode { Entries.Count: > 0 } rules => rules.Find(edit.Setting) is TextNode value ? Replace(value, Yaml.Text(edit.Value)) : Insert(rules, pair),
            _ => false,
        };
    }

    static Entry? Find(MapNode columns, string heading) => columns.Entries.FirstOrDefault(entry => Headings.Same(entry.Key.Text, heading));

    /// <summary>Puts a setting before the mapping's first one, in braces or on a line of its own.</summary>
    bool Insert(MapNode map, string setting)
    {
        int at = IndexOf(map.At), first = IndexOf(map.Entries[0].Key.At);
        if (at < 0 || first < 0) return false;
        if (text[at] == '{') text = text.Insert(at + 1, $" {setting},");
        else text = text.Insert(first, setting + newLine + new string(' ', map.Entries[0].Key.At.Column - 1));
        return true;
    }

    bool Replace(TextNode node, string value)
    {
        int from = IndexOf(node.At);
        if (from < 0 || node.IsEmpty) return false;
        int to = node.Plain ? from + node.Text.Length : EndOfQuoted(from);
        // A plain text that goes on in the next line does not stand there as it reads.
        if (to < 0 || (node.Plain && (to > text.Length || text[from..to] != node.Text))) return false;
        text = text[..from] + value + text[to..];
        return true;
    }

    int EndOfQuoted(int from)
    {
        char quote = text[from];
        if (quote is not ('"' or '\'')) return -1;
        for (int i = from + 1; i < text.Length; i++)
        {
            if (quote == '"' && text[i] == '\\') i++;
            else if (text[i] != quote) continue;
            else if (quote == '\'' && i + 1 < text.Length && text[i + 1] == '\'') i++;
            else return i + 1;
        }

        return -1;
    }

    /// <summary>-1 where the text has no such place.</summary>
    int IndexOf(Place place)
    {
        int index = text.StartsWith('\uFEFF') ? 1 : 0;
        for (int line = 1; line < place.Line; line++)
        {
            index = text.IndexOf('\n', index) + 1;
            if (index == 0) return -1;
        }

        index += place.Column - 1;
        return index < text.Length ? index : -1;
    }
}
