using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Google;

/// <summary>Requests that write or move the contents of cells.</summary>
static class CellRequests
{
    static readonly string[] Computed = ["effectiveValue", "effectiveFormat", "formattedValue"];

    public static Action<MaskedJson> Update(Visit visit, JsonElement said)
    {
        FieldMask mask = CellMask(said);
        JsonElement[][] rows = RowsOf(said);
        int height = rows.Length, width = rows.Length == 0 ? 0 : rows.Max(row => row.Length);
        Area area = said.Object("range") is { } range ? Within(visit.Book.Resolve(range, writes: true), height, width) : From(visit.Book, said.Object("start"), height, width);
        visit.MayWrite(area);
        bool clears = said.Object("range") is not null;
        for (int r = 0; r < area.Height; r++)
        {
            JsonElement[] cells = r < rows.Length ? rows[r] : [];
            area.Tab.Edit(area.Top + r, area.Left, clears ? area.Width : cells.Length, (c, cell) => c < cells.Length ? Merged(visit, cell, cells[c], mask) : Merged(visit, cell, default, mask));
        }

        return Batch.Nothing;
    }

    // With a range, what the rows do not cover is cleared; more than it holds is refused.
    static Area Within(Area range, int height, int width) =>
        height > range.Height ? throw Beyond("row", range.Top + range.Height, "row", range.Bottom - 1)
        : width > range.Width ? throw Beyond("column", range.Left + range.Width, "column", range.Right - 1) : range;

    static Area From(Book book, JsonElement? start, int height, int width)
    {
        if (start is not { } corner) throw Refusal.Invalid("One of range or start must be specified.");
        Tab tab = book.Tab(corner.Int("sheetId") ?? 0);
        int top = corner.Int("rowIndex") ?? 0, left = corner.Int("columnIndex") ?? 0;
        if (top < 0 || left < 0) throw Refusal.Invalid("The start must not be negative.");
        if (top + height > tab.RowCount) throw Beyond("row", Math.Max(top, tab.RowCount), "row", tab.RowCount - 1);
        if (left + width > tab.ColumnCount) throw Beyond("column", Math.Max(left, tab.ColumnCount), "column", tab.ColumnCount - 1);
        return new Area(tab, top, left, top + height, left + width);
    }

    static Refusal Beyond(string what, int at, string unit, int last) => Refusal.Invalid($"Attempting to write {what}: {at}, beyond the last requested {unit} of: {last}");

    public static Action<MaskedJson> Append(Visit visit, JsonElement said)
    {
        FieldMask mask = CellMask(said);
        JsonElement[][] rows = RowsOf(said);
        Tab tab = visit.Book.Tab(said.Int("sheetId") ?? 0);
        int top = tab.LastRow() + 1, width = rows.Length == 0 ? 0 : rows.Max(row => row.Length);
        if (width > tab.ColumnCount) throw Beyond("column", tab.ColumnCount, "column", tab.ColumnCount - 1);
        if (top + rows.Length > tab.RowCount)
        {
            Visit.MayHold(visit.Book.CellCount + ((long)(top + rows.Length - tab.RowCount) * tab.ColumnCount));
            visit.Book.Resize(tab, top + rows.Length, tab.ColumnCount);
        }

        visit.MayWrite(new Area(tab, top, 0, top + rows.Length, Math.Max(1, width)));
        for (int r = 0; r < rows.Length; r++) tab.Edit(top + r, 0, rows[r].Length, (c, cell) => Merged(visit, cell, rows[r][c], mask));
        return Batch.Nothing;
    }

    public static Action<MaskedJson> Repeat(Visit visit, JsonElement said)
    {
        FieldMask mask = CellMask(said);
        Area area = visit.Book.Resolve(said.Object("range") ?? throw Refusal.Invalid("No range specified."), writes: true);
        visit.MayWrite(area);
        JsonElement given = said.Object("cell") ?? default;
        for (int row = area.Top; row < area.Bottom; row++) area.Tab.Edit(row, area.Left, area.Width, (_, cell) => Merged(visit, cell, given, mask));
        return Batch.Nothing;
    }

    public static Action<MaskedJson> Sort(Visit visit, JsonElement said)
    {
        Area area = visit.Book.Resolve(said.Object("range") ?? throw Refusal.Invalid("No range specified."));
        visit.MayWrite(area);
        Sorting.Sort(area, [.. said.Items("sortSpecs").Select(spec => (spec.Int("dimensionIndex") ?? 0, spec.Text("sortOrder") == "DESCENDING"))]);
        return Batch.Nothing;
    }

    static FieldMask CellMask(JsonElement said)
    {
        FieldMask mask = Batch.Mask(said, "CellData");
        return Computed.FirstOrDefault(mask.Children.ContainsKey) is { } computed ? throw Refusal.Invalid($"Invalid field: {BodyCheck.Snake(computed)} is read-only") : mask;
    }

    static JsonElement[][] RowsOf(JsonElement said) => [.. said.Items("rows").Select(row => row.Items("values").ToArray())];

    /// <summary>A cell after the fields of a mask have been taken from what was given; a field that was not given is cleared.</summary>
    static GridCell Merged(Visit visit, GridCell cell, JsonElement given, FieldMask mask)
    {
        JsonElement? Given(string name) => given.ValueKind == JsonValueKind.Object ? given.Object(name) : null;
        if (mask.Into("userEnteredValue") is not null) cell = cell with { Entered = Given("userEnteredValue") is { } value ? EnteredOf(visit, value) : null };
        if (mask.Into("note") is not null) cell = cell with { Note = Given("note")?.GetString() is { Length: > 0 } note ? note : null };
        if (mask.Into("userEnteredFormat") is { } format)
            cell = cell with { Format = format.IsAll ? Interned(Given("userEnteredFormat")) : FormatOf(cell.Format, Given("userEnteredFormat"), format) };
        return cell;
    }

    static object? EnteredOf(Visit visit, JsonElement value)
    {
        if (value.EnumerateObject().FirstOrDefault() is not { Name: { } kind } only) return null;
        switch (kind)
        {
            case "numberValue": return only.Value.GetDouble();
            case "boolValue": return only.Value.GetBoolean();
            case "errorValue": throw Refusal.Invalid("Invalid value: error_value is read-only");
            case "formulaValue":
                Visit.MayHold(only.Value.GetString()!);
                return only.Value.GetString()!.StartsWith('=') ? new Formula(only.Value.GetString()!) : throw Refusal.Invalid("Invalid formula: it must start with '='");
            default:
                Visit.MayHold(only.Value.GetString()!);
                return only.Value.GetString() is { Length: > 0 } text ? text : null;
        }
    }

    static JsonElement? FormatOf(JsonElement? before, JsonElement? given, FieldMask mask)
    {
        JsonObject merged = before is { } old ? JsonObject.Create(old)! : [];
        Merge(merged, given is { } wanted ? JsonObject.Create(wanted)! : [], mask);
        return merged.Count == 0 ? null : Interned(JsonSerializer.SerializeToElement(merged));
    }

    static void Merge(JsonObject into, JsonObject given, FieldMask mask)
    {
        foreach (var (name, inner) in mask.Children)
        {
            if (inner.IsAll || into[name] is not JsonObject || given[name] is not JsonObject)
            {
                into.Remove(name);
                if (given[name] is { } value) into[name] = value.DeepClone();
            }
            else Merge((JsonObject)into[name]!, (JsonObject)given[name]!, inner);
        }
    }

    // Equal formats are one object, so that a sheet of dates costs little.
    static readonly System.Collections.Concurrent.ConcurrentDictionary<string, JsonElement> Formats = new();

    static JsonElement? Interned(JsonElement? format) =>
        format is { ValueKind: JsonValueKind.Object } given && given.EnumerateObject().Any() ? Formats.GetOrAdd(given.GetRawText(), _ => given.Clone()) : null;
}

/// <summary>Sorting as people and sortRange do it: numbers, then texts, then truths, then errors, blanks last in both directions.</summary>
static class Sorting
{
    public static void Sort(Area area, IReadOnlyList<(int Column, bool Descending)> specs)
    {
        if (specs.Any(spec => spec.Column < area.Left || spec.Column >= area.Right)) throw Refusal.Invalid("The sort column must lie within the range.");
        int[] rows = [.. Enumerable.Range(area.Top, area.Height)];
        IOrderedEnumerable<int> sorted = rows.OrderBy(_ => 0);
        foreach (var (column, descending) in specs)
        {
            sorted = sorted.ThenBy(row => Rank(area.Tab, row, column) == 9 ? 1 : 0);
            var comparer = Comparer<int>.Create((a, b) => (descending ? -1 : 1) * Compare(area.Tab, a, b, column));
            sorted = sorted.ThenBy(row => row, comparer);
        }

        Permute(area, [.. sorted]);
    }

    /// <summary>Puts the contents of rows into another order.</summary>
    /// <param name="order">Of each row from the top, the row whose contents come there.</param>
    public static void Permute(Area area, int[] order)
    {
        GridCell[][] contents = [.. order.Select(row => Enumerable.Range(area.Left, area.Width).Select(column => area.Tab.Cell(row, column)).ToArray())];
        for (int i = 0; i < contents.Length; i++)
            if (area.Top + i < area.Tab.UsedRows || contents[i].Any(cell => !cell.IsBlank)) area.Tab.Edit(area.Top + i, area.Left, area.Width, (c, _) => contents[i][c]);
    }

    static int Rank(Tab tab, int row, int column) => Calculator.Effective(tab, row, column) switch { double => 0, string => 1, bool => 2, CellError => 3, _ => 9 };

    static int Compare(Tab tab, int a, int b, int column)
    {
        int rank = Rank(tab, a, column).CompareTo(Rank(tab, b, column));
        return rank != 0 ? rank : (Calculator.Effective(tab, a, column), Calculator.Effective(tab, b, column)) switch
        {
            (double x, double y) => x.CompareTo(y),
            (string x, string y) => string.Compare(x, y, CultureInfo.InvariantCulture, CompareOptions.OrdinalIgnoreCase),
            (bool x, bool y) => x.CompareTo(y),
            _ => 0,
        };
    }
}
