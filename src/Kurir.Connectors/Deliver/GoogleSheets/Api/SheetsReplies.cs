using System.Globalization;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>Reads cells off a reply, row by row.</summary>
static class SheetsReplies
{
    public const string ValueFields = "valueRanges(valueRange(range,values))";

    public const string CellFields = "sheets(data(startRow,startColumn,rowData(values(effectiveValue,userEnteredValue(formulaValue),userEnteredFormat(numberFormat)))))";

    /// <summary>The rows of all ranges of the reply, one by one.</summary>
    /// <param name="row">Gets the place of the range's first cell, the row from 0 and its cells from the range's first column on; good until it returns.</param>
    public static async Task Values(JsonPull json, Action<(int Row, int Column), int, List<Cell>> row, CancellationToken ct)
    {
        await json.Begin(ct);
        while (await json.Member(ct) is { } name)
        {
            if (name != "valueRanges") await json.Skip(ct);
            else await json.Each(() => json.Inside("valueRange", () => ValueRange(json, row, ct), ct), ct);
        }
    }

    /// <summary>As <see cref="Values"/>, with formulas and formats.</summary>
    public static async Task Cells(JsonPull json, Action<int, int, List<GridCell>> row, CancellationToken ct)
    {
        await json.Begin(ct);
        while (await json.Member(ct) is { } name)
        {
            if (name != "sheets") await json.Skip(ct);
            else await json.Each(() => json.Inside("data", () => json.Each(() => GridData(json, row, ct), ct, begun: true), ct), ct);
        }
    }

    static async Task ValueRange(JsonPull json, Action<(int Row, int Column), int, List<Cell>> row, CancellationToken ct)
    {
        (int Row, int Column)? start = null;
        List<Cell> cells = [];
        while (await json.Member(ct) is { } name)
        {
            if (name == "range") start = A1.Start(await json.Text(ct));
            else if (name != "values") await json.Skip(ct);
            else
            {
                int r = 0;
                (int Row, int Column) first = start ?? throw new InvalidDataException("values came before their range");
                await json.Each(async () =>
                {
                    cells.Clear();
                    json.Expect(JsonTokenType.StartArray);
                    while (await json.Item(ct)) cells.Add(ValueOf(json));
                    row(first, first.Row + r++, cells);
                }, ct);
            }
        }
    }

    static async Task GridData(JsonPull json, Action<int, int, List<GridCell>> row, CancellationToken ct)
    {
        int top = 0, left = 0, r = 0;
        List<GridCell> cells = [];
        while (await json.Member(ct) is { } name)
        {
            if (name == "startRow") top = await json.Number(ct);
            else if (name == "startColumn") left = await json.Number(ct);
            else if (name != "rowData") await json.Skip(ct);
            else
            {
                await json.Each(async () =>
                {
                    cells.Clear();
                    while (await json.Member(ct) is { } member)
                        if (member == "values") await json.Each(async () => cells.Add(await GridCell(json, ct)), ct);
                        else await json.Skip(ct);
                    row(top + r++, left, cells);
                }, ct);
            }
        }
    }

    static async Task<GridCell> GridCell(JsonPull json, CancellationToken ct)
    {
        GridCell cell = default;
        while (await json.Member(ct) is { } name)
        {
            switch (name)
            {
                case "effectiveValue":
                    cell = cell with { Value = await Extended(json, ct) };
                    break;
                case "userEnteredValue":
                    await json.Begin(ct);
                    while (await json.Member(ct) is { } kind)
                    {
                        cell = cell with { IsFormula = cell.IsFormula || kind == "formulaValue" };
                        await json.Skip(ct);
                    }

                    break;
                case "userEnteredFormat":
                    cell = cell with { Format = await Format(json, ct) };
                    break;
                default:
                    await json.Skip(ct);
                    break;
            }
        }

        return cell;
    }

    static async Task<Cell> Extended(JsonPull json, CancellationToken ct)
    {
        Cell cell = default;
        await json.Begin(ct);
        while (await json.Member(ct) is { } name)
        {
            if (name is "numberValue" or "stringValue" or "boolValue")
            {
                await json.Value(ct);
                cell = ValueOf(json);
            }
            else
            {
                await json.Skip(ct);
                if (name == "errorValue") cell = Cell.OfError("#ERROR!");
            }
        }

        return cell;
    }

    static async Task<SheetFormat?> Format(JsonPull json, CancellationToken ct)
    {
        string type = "", pattern = "";
        await json.Begin(ct);
        while (await json.Member(ct) is { } name)
        {
            if (name != "numberFormat")
            {
                await json.Skip(ct);
                continue;
            }

            await json.Begin(ct);
            while (await json.Member(ct) is { } member)
                if (member == "type") type = await json.Text(ct);
                else if (member == "pattern") pattern = await json.Text(ct);
                else await json.Skip(ct);
        }

        return type.Length == 0 ? null : new SheetFormat(type, pattern);
    }

    static Cell ValueOf(JsonPull json) => json.Type switch
    {
        JsonTokenType.String => Cell.OfText(json.Text()),
        JsonTokenType.Number => NumberOf(json.Text()),
        JsonTokenType.True => Cell.Typed("TRUE", CellType.Boolean, "true"),
        JsonTokenType.False => Cell.Typed("FALSE", CellType.Boolean, "false"),
        JsonTokenType.Null => default,
        _ => throw new InvalidDataException("a cell holds neither text nor number nor truth"),
    };

    static Cell NumberOf(string digits) =>
        double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && PlainNumber.OfDouble(number) is { } value
            ? Cell.Typed(value, CellType.Number, value)
            : Cell.OfText(digits);
}
