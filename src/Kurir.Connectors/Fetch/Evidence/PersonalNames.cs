using System.Buffers;

namespace Kurir.Connectors;

/// <summary>Other names for personal values: <c>Nama 1</c>, <c>Nama 2</c>; the same value has the same one in every document.</summary>
/// <param name="mark">Stands before the numbers, so that names of another time are others.</param>
public sealed class PersonalNames(string mark = "")
{
    /// <value>Shorter values are words of any text.</value>
    const int ShortestKnown = 4;

    readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);

    internal void Rename(string[][] rows, string[] headings, Mask mask)
    {
        int[] personal = [.. Enumerable.Range(0, headings.Length).Where(column => mask.IsPersonal(headings[column]))];
        foreach (int column in personal)
            foreach (string[] row in rows.Where(row => row[column].Length > 0)) row[column] = NameOf(row[column], headings[column]);
        string[] known = [.. names.Keys.Where(value => value.Length >= ShortestKnown)];
        var any = SearchValues.Create(known, StringComparison.OrdinalIgnoreCase);
        foreach (string[] row in rows)
            foreach (int column in Enumerable.Range(0, headings.Length).Except(personal).Where(column => row[column].AsSpan().ContainsAny(any)))
                row[column] = known.OrderByDescending(value => value.Length).Aggregate(row[column], (cell, value) => cell.Replace(value, names[value], StringComparison.OrdinalIgnoreCase));
    }

    string NameOf(string value, string heading) => names.TryGetValue(value, out string? name) ? name : names[value] = $"{heading} {mark}{names.Count + 1}";
}
