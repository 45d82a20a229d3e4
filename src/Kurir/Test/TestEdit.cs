namespace Kurir;

/// <summary>Writes into a test's text what is to be expected from now on. Everything else in it stays as it is, comments too.</summary>
public static class TestEdit
{
    /// <returns>The new text; null where the file is written in a way that is left to a person.</returns>
    public static string? Expect(string text, string file, IReadOnlyDictionary<(int Step, string Export), ExpectConfig> expected)
    {
        if (NodeReader.Read(text, file, []) is not { } root) return null;
        IReadOnlyList<Node> steps = PipelineTestFile.StepsIn(root);
        List<string> lines = [.. text.ReplaceLineEndings("\n").Split('\n')];
        // From below, so that what is above keeps its lines.
        foreach (var ((step, export), expect) in expected.OrderByDescending(each => Line(steps, each.Key)))
            if (!Write(lines, steps[step], export, expect)) return null;
        string edited = string.Join('\n', lines);
        return text.Contains("\r\n", StringComparison.Ordinal) ? edited.ReplaceLineEndings("\r\n") : edited;
    }

    /// <returns>The text with steps of another one added at its end; null where it is written in a way that is left to a person.</returns>
    public static string? Append(string text, string file, TestConfig more)
    {
        if (NodeReader.Read(text, file, []) is not { } root || root.Find("steps") is not ListNode { Items: [MapNode first, ..] } || root.Entries[^1].Key.Text != "steps") return null;
        string indent = new(' ', Math.Max(0, first.At.Column - 3));
        string[] added = [.. PipelineTestFile.Write(more).TrimEnd().Split('\n').Skip(1).Select(line => indent + line)];
        string whole = $"{text.TrimEnd()}\n{string.Join('\n', added)}\n";
        return NodeReader.Read(whole, file, []) is { } read && PipelineTestFile.StepsIn(read).Count == PipelineTestFile.StepsIn(root).Count + more.Steps.Count ? whole : null;
    }

    static int Line(IReadOnlyList<Node> steps, (int Step, string Export) key) => steps[key.Step].LocateKey(["exports", key.Export])?.Line ?? 0;

    static bool Write(List<string> lines, Node step, string export, ExpectConfig expect)
    {
        if (step.LocateKey(["exports", export]) is not { } at || Find(step, export) is not MapNode { Entries: [var first, ..] } given || first.Key.At.Line == at.Line) return false;
        int column = first.Key.At.Column - 1;
        // Each of its settings begins a line: in braces, or two on a line, no line can be taken for one.
        if (given.Entries.Any(entry => entry.Key.At.Column - 1 != column || lines[entry.Key.At.Line - 1][..column].Trim().Length > 0)) return false;
        int from = given.FindEntry("expect") is { } there ? there.Key.At.Line - 1 : End(lines, given.Entries[^1].Key.At.Line, column);
        if (given.FindEntry("expect") is not null) lines.RemoveRange(from, End(lines, from + 1, column) - from);
        lines.InsertRange(from, Block(expect, new string(' ', column)));
        return true;
    }

    static Node? Find(Node step, string export) => step is MapNode map && map.Find("exports") is MapNode exports ? exports.Find(export) : null;

    /// <summary>The first line after a setting that does not belong to it any more: empty lines and comments at its end belong to what follows.</summary>
    static int End(List<string> lines, int after, int column)
    {
        int end = after;
        for (int i = after; i < lines.Count; i++)
        {
            string line = lines[i].TrimStart();
            if (line.Length == 0 || line[0] == '#') continue;
            if (lines[i].Length - line.Length <= column) break;
            end = i + 1;
        }

        return end;
    }

    static IEnumerable<string> Block(ExpectConfig expect, string indent)
    {
        yield return $"{indent}expect:";
        foreach (string line in PipelineTestFile.Write(expect).TrimEnd().Split('\n')) yield return $"{indent}  {line}";
    }
}
