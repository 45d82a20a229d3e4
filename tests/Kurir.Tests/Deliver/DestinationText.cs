using System.Globalization;

namespace Kurir.Tests;

/// <summary>What stands at a destination, in a form that can be compared.</summary>
static class DestinationText
{
    /// <summary>A row, values told from texts that look like them.</summary>
    public static string Said(List<object?> row) => string.Join(" | ", row.Select(value => value switch
    {
        null => "",
        DateTime moment => "date " + moment.ToString("s", CultureInfo.InvariantCulture),
        IFormattable number => "number " + number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    }));

    /// <summary>Without what is empty at the ends; in place.</summary>
    public static List<List<object?>> Trimmed(List<List<object?>> rows)
    {
        foreach (List<object?> row in rows)
            while (row.Count > 0 && row[^1] is null or "") row.RemoveAt(row.Count - 1);
        while (rows.Count > 0 && rows[^1].Count == 0) rows.RemoveAt(rows.Count - 1);
        foreach (List<object?> row in rows)
            for (int i = 0; i < row.Count; i++)
                if (row[i] is "") row[i] = null;
        return rows;
    }
}
