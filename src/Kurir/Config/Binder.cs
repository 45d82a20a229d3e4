using System.Collections;

namespace Kurir;

/// <summary>Gives nodes their types by their shapes. Never throws on what a file holds; what does not fit becomes a problem, and binding goes on.</summary>
/// <param name="file">For the problems.</param>
/// <param name="problems">Added to.</param>
/// <param name="elsewhere">Where settings stand that are known, but not here: from name to words.</param>
sealed class Binder(string file, List<Problem> problems, IReadOnlyDictionary<string, string> elsewhere)
{
    /// <param name="what">The setting's name, for problems.</param>
    /// <returns>The value; null where a problem was reported instead.</returns>
    public object? Bind(Node node, Shape shape, string what) => node is BrokenNode ? null : shape switch
    {
        RecordShape record => BindRecord(node, record, what),
        ListShape list => BindList(node, list, what),
        MapShape map => BindMap(node, map, what),
        KindsShape kinds => BindKinds(node, kinds, what),
        ScalarShape scalar => BindScalar(node, scalar, what),
        _ => throw new NotSupportedException(shape.GetType().Name),
    };

    object? BindScalar(Node node, ScalarShape scalar, string what)
    {
        if (node is not TextNode text) return Report(node.At, $"'{what}' takes one value, not {Kind(node)}. Write {scalar.Expected}");
        if (text.IsEmpty) return Report(text.At, $"'{what}' has no value. {Missing(text, scalar)}");
        return scalar.Parse(text.Text) ?? Report(text.At, $"'{what}' cannot be '{Shown(text.Text)}'. Write {scalar.Expected}{Hint(text.Text, scalar)}");
    }

    static string Missing(TextNode text, ScalarShape scalar) => text.Comment is { } comment
        ? $"What follows is a comment: a value that begins with # must be quoted: \"{Shown(comment)}\""
        : $"Write {scalar.Expected}, or remove the line";

    static string Hint(string text, ScalarShape scalar) => scalar switch
    {
        WordScalar words when Texts.DidYouMean(text, words.Words) is { Length: > 0 } hint => $".{hint}",
        EnumScalar words when Texts.DidYouMean(text, words.Members.Keys) is { Length: > 0 } hint => $".{hint}",
        AddressScalar when !text.Contains("://", StringComparison.Ordinal) => $". Did you mean 'https://{Shown(text)}'?",
        _ => "",
    };

    object? BindRecord(Node node, RecordShape record, string what) => node switch
    {
        MapNode map => BindSettings(map, record, what),
        TextNode { IsEmpty: true, Comment: null } when !record.OneOf && !record.Settings.Any(setting => setting.Required) => record.Create(),
        TextNode { IsEmpty: true } empty when record.OneOf =>
            Report(empty.At, $"'{what}' has no value. Write one of {Texts.Choice([.. record.Settings.Select(setting => setting.Name)])}"),
        TextNode { Plain: true } text when record.Words.Contains(text.Text) => BindWord(text.Text, record),
        _ when record.Short is { } shortForm => BindShort(node, record, shortForm, what),
        TextNode text => Report(text.At, $"'{what}' takes settings, not a value: {NamesOf(record)}"),
        _ => Report(node.At, $"'{what}' takes settings, not {Kind(node)}: {NamesOf(record)}"),
    };

    static object BindWord(string word, RecordShape record)
    {
        Setting setting = record.Find(word)!;
        object bound = record.Create();
        setting.Set(bound, ((RecordShape)setting.Shape).Create());
        return bound;
    }

    object? BindShort(Node node, RecordShape record, Setting shortForm, string what)
    {
        if (Bind(node, shortForm.Shape, what) is not { } value) return null;
        object bound = record.Create();
        shortForm.Set(bound, value);
        return bound;
    }

    object BindSettings(MapNode map, RecordShape record, string what)
    {
        object bound = record.Create();
        foreach (Entry entry in map.Entries)
        {
            if (record.Find(entry.Key.Text) is not { } setting) Unknown(entry.Key, record, what);
            else if (Bind(entry.Value, setting.Shape, setting.Name) is { } value) setting.Set(bound, value);
        }

        foreach (Setting missing in record.Settings.Where(setting => setting.Required && map.Find(setting.Name) is null))
            Report(map.At, $"'{missing.Name}' is missing{In(what)}. {missing.Description}{(missing.Example is null ? "" : $" Example: {missing.Name}: {missing.Example}")}");
        OnlyOne(map, record, what);
        return bound;
    }

    void OnlyOne(MapNode map, RecordShape record, string what)
    {
        var used = record.Alternatives.Select(group => map.Entries.FirstOrDefault(entry => group.Contains(entry.Key.Text))).OfType<Entry>().ToList();
        if (used.Count > 1)
        {
            Entry second = used.MaxBy(entry => (entry.Key.At.Line, entry.Key.At.Column))!;
            Report(second.Key.At, $"only one of {Texts.Choice([.. used.Select(entry => entry.Key.Text)])} can be used{In(what)}. Remove the others");
        }

        if (record.OneOf && map.Entries.Count == 0)
            Report(map.At, $"'{what}' needs one of {Texts.Choice([.. record.Settings.Select(setting => setting.Name)])}");
    }

    void Unknown(TextNode key, RecordShape record, string what)
    {
        string name = key.Text;
        string text = $"unknown setting '{Shown(name)}'{In(what)}.";
        if (name.ToLowerInvariant() is "password" or "token" or "secret" or "api_key" or "chat_id")
            Report(key.At, $"{text} Secrets never stand in a pipeline file. Set them with: kurir secret set NAME, or in the environment");
        else if (record.Short?.Shape is RecordShape inner && inner.Find(name) is not null)
            Report(key.At, $"{text} It belongs one level deeper: {what}: {{ {record.Short.Name}: {{ {name}: … }} }}");
        else if (Texts.Closest(name, record.Settings.Select(setting => setting.Name)) is { } closest)
            Report(key.At, $"{text} Did you mean '{closest}'?");
        else if (elsewhere.TryGetValue(name, out string? place))
            Report(key.At, $"{text} It is a setting {place}");
        else
            Report(key.At, $"{text} {(record.Settings.Count == 0 ? $"'{what}' has no settings" : $"Known here: {NamesOf(record)}")}");
    }

    object BindList(Node node, ListShape list, string what)
    {
        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(list.ItemType))!;
        // One value is a list of one.
        foreach (Node item in node is ListNode several ? several.Items : [node])
            if (Bind(item, list.Item, what) is { } value) items.Add(value);
        return items;
    }

    object? BindMap(Node node, MapShape map, string what)
    {
        var values = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), map.ValueType))!;
        if (node is TextNode { IsEmpty: true, Comment: null }) return values;
        if (node is not MapNode entries) return Report(node.At, $"'{what}' takes names with values, not {Kind(node)}. Write each as a line of its own: name: value");
        foreach (Entry entry in entries.Entries)
            if (Bind(entry.Value, map.Value, entry.Key.Text) is { } value) values[entry.Key.Text] = value;
        return values;
    }

    object BindKinds(Node node, KindsShape kinds, string what)
    {
        var chosen = new List<DestinationConfig>();
        foreach (Node item in node is ListNode list ? list.Items : [node])
            foreach (Entry entry in KindsIn(item, kinds, what))
                if (BindKind(entry, kinds) is { } kind) chosen.Add(kind);
        if (kinds.Repeats) return chosen;
        return new NotifyConfig { Channels = ByKind(chosen) };
    }

    static OrderedDictionary<string, object> ByKind(List<DestinationConfig> chosen)
    {
        var channels = new OrderedDictionary<string, object>();
        foreach (DestinationConfig channel in chosen) channels[channel.Kind] = channel.Options;
        return channels;
    }

    IReadOnlyList<Entry> KindsIn(Node node, KindsShape kinds, string what)
    {
        if (node is MapNode map) return map.Entries;
        // A name alone: the kind with all its defaults.
        if (node is TextNode { IsEmpty: false } name) return [new Entry(name, new TextNode(name.At, "", Plain: true))];
        if (node is not BrokenNode) Report(node.At, $"'{what}' needs a {kinds.Noun}: {NamesOf(kinds)}");
        return [];
    }

    DestinationConfig? BindKind(Entry entry, KindsShape kinds)
    {
        string name = entry.Key.Text;
        if (kinds.Find(name) is { } kind)
            return Bind(entry.Value, kind.Options, name) is { } options ? new DestinationConfig(name, options) : null;
        string hint = name is "type" or "kind"
            ? $" The kind is itself the name: {(entry.Value is TextNode value ? Shown(value.Text) : kinds.Kinds[0].Name)}: …"
            : Texts.DidYouMean(name, kinds.Kinds.Select(known => known.Name));
        Report(entry.Key.At, $"unknown {kinds.Noun} '{Shown(name)}'.{hint} Known: {NamesOf(kinds)}");
        return null;
    }

    object? Report(Place at, string text)
    {
        problems.Add(new Problem(file, at.Line, at.Column, text));
        return null;
    }

    static string In(string what) => what.Length == 0 ? "" : $" in '{Shown(what)}'";

    static string NamesOf(RecordShape record) => string.Join(", ", record.Settings.Select(setting => setting.Name));

    static string NamesOf(KindsShape kinds) => string.Join(", ", kinds.Kinds.Select(kind => kind.Name));

    static string Kind(Node node) => node switch { ListNode => "a list", MapNode => "settings", _ => "nothing" };

    static string Shown(string text) => Texts.Shown(text);
}
