namespace Kurir;

/// <summary>Lays an export's settings over the defaults: mappings merge key by key, lists and values replace. Done on nodes, so that each keeps its place.</summary>
static class Merge
{
    public static Node Over(Node defaults, Node own, Shape shape) => shape switch
    {
        RecordShape record when Long(defaults, record) is { } below && Long(own, record) is { } above => OverRecord(below, above, record),
        MapShape map when defaults is MapNode below && own is MapNode above => Entries(below, above, _ => map.Value, hidden: []),
        KindsShape kinds when Long(defaults) is { } below && Long(own) is { } above => Entries(below, above, name => kinds.Find(name)?.Options, hidden: []),
        _ => own,
    };

    static MapNode OverRecord(MapNode below, MapNode above, RecordShape record) => Entries(
        below, above, name => record.Find(name)?.Shape, [.. record.HiddenBy([.. above.Entries.Select(entry => entry.Key.Text)])]);

    static MapNode Entries(MapNode below, MapNode above, Func<string, Shape?> shapeOf, HashSet<string> hidden)
    {
        IEnumerable<Entry> merged = below.Entries
            .Where(entry => !hidden.Contains(entry.Key.Text))
            .Select(entry => above.FindEntry(entry.Key.Text) is { } own
                ? own with { Value = shapeOf(entry.Key.Text) is { } shape ? Over(entry.Value, own.Value, shape) : own.Value }
                : entry);
        return above with { Entries = [.. merged, .. above.Entries.Where(own => below.Find(own.Key.Text) is null)] };
    }

    /// <summary>The long form of a record's node; null where it has none that could be merged.</summary>
    static MapNode? Long(Node node, RecordShape record) => node switch
    {
        MapNode map => map,
        TextNode { IsEmpty: true, Comment: null } empty => new MapNode(empty.At, []),
        TextNode { Plain: true } word when record.Words.Contains(word.Text) => Single(word.At, word.Text, new TextNode(word.At, "", Plain: true)),
        TextNode or ListNode when record.Short is { } shortForm => Single(node.At, shortForm.Name, node),
        _ => null,
    };

    static MapNode? Long(Node kinds) => kinds switch
    {
        MapNode map => map,
        TextNode { IsEmpty: false } name => Single(name.At, name.Text, new TextNode(name.At, "", Plain: true)),
        _ => null,
    };

    static MapNode Single(Place at, string name, Node value) => new(at, [new Entry(new TextNode(at, name), value)]);
}
