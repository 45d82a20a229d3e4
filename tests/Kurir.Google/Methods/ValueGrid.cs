using System.Text.Json;

namespace Kurir.Google;

/// <summary>The values of a request: a list of lists of text, number, truth or null.</summary>
sealed class ValueGrid
{
    readonly JsonElement[][] lists;
    readonly bool byColumns;

    ValueGrid(JsonElement[][] lists, bool byColumns) => (this.lists, this.byColumns) = (lists, byColumns);

    public int Height => byColumns ? Longest : lists.Length;

    public int Width => byColumns ? lists.Length : Longest;

    int Longest => lists.Length == 0 ? 0 : lists.Max(list => list.Length);

    /// <summary>Of a ValueRange, or of what has its fields.</summary>
    public static ValueGrid Of(JsonElement range)
    {
        JsonElement[][] lists = [.. range.Items("values").Select((list, i) => list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().ToArray() : throw Refusal.Invalid($"Invalid value at 'data.values[{i}]' (type.googleapis.com/google.protobuf.ListValue), {list.GetRawText()}"))];
        for (int i = 0; i < lists.Length; i++)
            for (int j = 0; j < lists[i].Length; j++)
                if (lists[i][j].ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                    throw Refusal.Invalid($"Invalid values[{i}][{j}]: {(lists[i][j].ValueKind == JsonValueKind.Array ? "list_value" : "struct_value")} {lists[i][j].GetRawText()}");
        return new ValueGrid(lists, range.Text("majorDimension") == "COLUMNS");
    }

    /// <summary>Null where nothing was given, so that the cell is left alone.</summary>
    public JsonElement? At(int row, int column)
    {
        var (major, minor) = byColumns ? (column, row) : (row, column);
        return major < lists.Length && minor < lists[major].Length && lists[major][minor] is { ValueKind: not JsonValueKind.Null } value ? value : null;
    }
}
