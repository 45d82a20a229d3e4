using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Several entries of one zip: those with the same headings are one grid, in the entries' order.</summary>
sealed partial class ZipBundle(Document document, DocumentReader readers, ReadLimits limits, CancellationToken ct)
{
    /// <summary>Rows that are looked at to tell a repeated title and heading.</summary>
    const int LeadingRows = 10;

    public IReadOnlyList<Grid> Read(IReadOnlyList<Document> entries)
    {
        var groups = new List<List<Part>>();
        Fault? unknown = null;
        foreach (var entry in entries)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                foreach (var part in PartsOf(entry)) Place(part, groups);
            }
            catch (Fault fault) when (fault.Name == FaultName.FileUnknown)
            {
                // A picture or a note beside the reports; alone it is the fault.
                unknown ??= fault;
            }
        }

        if (groups.Count == 0) throw unknown ?? Unreadable.NoTable(document, "No entry of the zip holds a table.");
        return [.. groups.Select(Join)];
    }

    IEnumerable<Part> PartsOf(Document entry)
    {
        var grids = readers.Read(entry, limits, ct);
        for (int i = 0; i < grids.Count; i++)
            yield return new Part(entry, i, grids.Count, grids[i].Headings?.ToList(), grids[i].Headings is null ? Leading(grids[i]) : [], grids[i].Announced, grids[i].Name, grids[i].Place);
    }

    static string[][] Leading(Grid grid) => [.. grid.Rows.Take(LeadingRows).Select(r => r.Cells.Select(c => c.Text).ToArray())];

    static void Place(Part part, List<List<Part>> groups)
    {
        var group = groups.Find(g => g.Exists(part.IsLike)) ?? (part.IsBlank && groups.Count == 1 ? groups[0] : groups.Find(g => g.TrueForAll(p => p.IsBlank)));
        if (group is null) groups.Add([part]);
        else group.Add(part);
    }

    Grid Join(List<Part> parts)
    {
        var first = parts.Find(p => !p.IsBlank) ?? parts[0];
        var headings = parts.Exists(p => p.Headings is not null) ? Union(parts) : null;
        return new Grid
        {
            Name = parts.TrueForAll(p => p.Name == first.Name) ? first.Name : "",
            Place = parts[0].Where,
            Headings = headings,
            Announced = Announced(parts),
            Rows = new GuardedRows(document, limits, () => parts.SelectMany(p => Rows(p, first, headings)), ct),
        };
    }

    IEnumerable<GridRow> Rows(Part part, Part first, List<string>? headings)
    {
        // Read anew: what an entry holds is not kept while the others are read.
        var grid = readers.Read(part.Entry, limits, ct)[part.Index];
        int[]? columns = headings is not null && part.Headings is { } own && !own.SequenceEqual(headings) ? [.. own.Select(h => IndexOf(headings, h))] : null;
        int skip = ReferenceEquals(part, first) || headings is not null ? 0 : part.SameBeginning(first);
        foreach (var row in grid.Rows)
        {
            if (skip-- > 0) continue;
            string place = row.Place is { } inner && part.Count > 1 ? $"{part.Where}, {inner}" : part.Where;
            yield return row with { Place = place, Cells = columns is null ? row.Cells : Moved(row.Cells, columns, headings!.Count) };
        }
    }

    static Cell[] Moved(Cell[] cells, int[] columns, int width)
    {
        var moved = new Cell[width];
        for (int i = 0; i < cells.Length && i < columns.Length; i++) moved[columns[i]] = cells[i];
        return moved;
    }

    static List<string> Union(List<Part> parts)
    {
        var headings = new List<string>();
        foreach (var part in parts)
        {
            // Without names (a grid's reply) or with repeated ones the columns are told by position.
            bool named = part.HasNames;
            foreach (string heading in part.Headings ?? [])
                if (!named ? headings.Count < part.Headings!.Count : IndexOf(headings, heading) < 0) headings.Add(heading);
        }

        return headings;
    }

    static int IndexOf(List<string> headings, string heading)
    {
        for (int i = 0; i < headings.Count; i++)
            if (Headings.Same(headings[i], heading)) return i;
        return -1;
    }

    /// <summary>Each page says the whole; each of several files says its own.</summary>
    static long? Announced(List<Part> parts)
    {
        if (parts.TrueForAll(p => p.IsPage)) return parts.FindLast(p => p.Announced is not null)?.Announced;
        return parts.TrueForAll(p => p.Announced is not null) ? parts.Sum(p => p.Announced) : null;
    }

    /// <summary>One grid of one entry, as far as joining needs to know it.</summary>
    sealed record Part(Document Entry, int Index, int Count, List<string>? Headings, string[][] First, long? Announced, string Name, string Inner)
    {
        readonly Match page = PageName().Match(Path.GetFileName(Entry.FileName!));

        /// <summary>A page of a paged report, as fetching stores it.</summary>
        public bool IsPage => page.Success;

        /// <summary>It has neither headings nor rows: it fits anywhere.</summary>
        public bool IsBlank => Headings is null or { Count: 0 } && First.Length == 0;

        public bool HasNames => Headings is { } names && names.All(h => h.Length > 0) && names.Select(Kurir.Headings.Fold).Distinct().Count() == names.Count;

        public string Where => IsPage ? $"{page.Groups[1].Value.ToLowerInvariant()} {int.Parse(page.Groups[2].Value, CultureInfo.InvariantCulture)}"
            : $"entry {Unreadable.Short(Entry.FileName!, 80)}{(Count > 1 ? $", {Inner}" : "")}";

        public bool IsLike(Part other)
        {
            if (IsBlank || other.IsBlank) return false;
            if (Headings is null || other.Headings is null) return Headings is null && other.Headings is null && First.Length > 0 && SameBeginning(other) > 0;
            if (Same(Headings, other.Headings)) return true;
            // Pages of one reply whose empty values were left out share most of their names.
            return IsPage && other.IsPage && HasNames && other.HasNames && Headings.Count(h => IndexOf(other.Headings, h) >= 0) * 2 >= Math.Min(Headings.Count, other.Headings.Count);
        }

        /// <summary>How many rows at the beginning are the other's, text for text.</summary>
        public int SameBeginning(Part other)
        {
            int same = 0;
            while (same < First.Length && same < other.First.Length && Same(First[same], other.First[same])) same++;
            return same;
        }

        static bool Same(IReadOnlyList<string> a, IReadOnlyList<string> b) => a.Count == b.Count && a.Zip(b).All(p => Kurir.Headings.Same(p.First, p.Second));
    }

    public static bool IsPage(Document entry) => PageName().IsMatch(Path.GetFileName(entry.FileName!));

    [GeneratedRegex(@"^(page|reply)[-_ ]?(\d{1,6})\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageName();
}
