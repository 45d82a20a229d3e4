namespace Kurir;

/// <summary>Where something stands in the file, both from 1.</summary>
readonly record struct Place(int Line, int Column);

/// <summary>A piece of a file as written: no value has a type yet.</summary>
abstract record Node(Place At);

/// <param name="Text">As written, without quotes.</param>
/// <param name="Plain">Not quoted: an empty one has no value.</param>
/// <param name="Comment">What stands after a # where a value was expected; null where nothing does.</param>
sealed record TextNode(Place At, string Text, bool Plain = false, string? Comment = null) : Node(At)
{
    public bool IsEmpty => Plain && Text.Length == 0;
}

sealed record ListNode(Place At, IReadOnlyList<Node> Items) : Node(At);

sealed record MapNode(Place At, IReadOnlyList<Entry> Entries) : Node(At)
{
    Dictionary<string, Entry>? index;

    public IReadOnlyList<Entry> Entries
    {
        get;
        init => (field, index) = (value, null);
    } = Entries;

    public Node? Find(string name) => FindEntry(name)?.Value;

    public Place? KeyAt(string name) => FindEntry(name)?.Key.At;

    /// <summary>By an index: a file of a mebibyte may hold many thousand names.</summary>
    public Entry? FindEntry(string name) => (index ??= Entries.ToDictionary(entry => entry.Key.Text)).GetValueOrDefault(name);
}

/// <summary>Something already reported; nothing more is to be said about it.</summary>
sealed record BrokenNode(Place At) : Node(At);

sealed record Entry(TextNode Key, Node Value);

static class Nodes
{
    /// <summary>The place of the value at the end of the path, or of the last part of the path that the file holds.</summary>
    public static Place Locate(this Node node, params ReadOnlySpan<string> path)
    {
        Place place = node.At;
        foreach (string name in path)
        {
            if (node is not MapNode map || map.Find(name) is not { } next) break;
            node = next;
            place = next.At;
        }

        return place;
    }

    /// <summary>The place of the key at the end of the path; null: the file does not hold it.</summary>
    public static Place? LocateKey(this Node node, IEnumerable<string> path)
    {
        Place? place = null;
        foreach (string name in path)
        {
            if (node is not MapNode map || map.FindEntry(name) is not { } entry) return null;
            (node, place) = (entry.Value, entry.Key.At);
        }

        return place;
    }
}
