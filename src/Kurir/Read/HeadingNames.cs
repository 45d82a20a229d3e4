namespace Kurir;

/// <summary>Makes one name for each column out of one or two rows of headings.</summary>
static class HeadingNames
{
    /// <summary><c>Top Sub</c> for each position; the top text is carried to the right over empty cells as long as the row below has text there.</summary>
    public static string[] Flatten(Cell[] top, Cell[] sub)
    {
        var names = new string[Math.Max(top.Length, sub.Length)];
        string group = "";
        for (int column = 0; column < names.Length; column++)
        {
            string above = top.TextAt(column), below = sub.TextAt(column);
            // Without a name below there is no group to go on with.
            group = above.Length > 0 ? above : below.Length > 0 ? group : "";
            names[column] = below.Length == 0 || group.Length == 0 || group == below ? (below.Length > 0 ? below : above) : $"{group} {below}";
            if (below.Length == 0) group = "";
        }

        return names;
    }

    /// <summary>Names the nameless after their letter and numbers the repeated: every name stands once, whatever its case and white space.</summary>
    /// <param name="names">Folded texts, "" for none.</param>
    /// <param name="sources">Each column's position in the source.</param>
    public static string[] Unique(IReadOnlyList<string> names, IReadOnlyList<int> sources)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var unique = new string[names.Count];
        for (int i = 0; i < unique.Length; i++)
        {
            string name = names[i].Length > 0 ? names[i] : $"Column {Headings.Letters(sources[i])}";
            unique[i] = name;
            for (int count = 2; !taken.Add(Headings.Fold(unique[i])); count++) unique[i] = $"{name} ({count})";
        }

        return unique;
    }
}
