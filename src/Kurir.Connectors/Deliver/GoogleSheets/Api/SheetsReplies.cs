using System.Globalization;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>Reads what the Sheets API answers, token by token.</summary>
static class SheetsReplies
{
    public const string BookFields =
        "properties(title,locale),sheets(properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount,frozenRowCount)),"
        + "developerMetadata(metadataId,metadataKey,metadataValue),data(columnMetadata(developerMetadata(metadataId,metadataKey,metadataValue))))";

    public const string ValueFields = "valueRanges(valueRange(range,values))";

    public const string CellFields = "sheets(data(startRow,startColumn,rowData(values(effectiveValue,userEnteredValue(formulaValue),userEnteredFormat(numberFormat)))))";

    public static async Task<Book> Book(JsonPull json, CancellationToken ct)
    {
        string title = "", locale = "";
        List<BookTab> tabs = [];
        await Begin(json, ct);
        while (await json.Member(ct) is { } name)
        {
            switch (name)
            {
                case "properties":
                    (title, locale) = await Properties(json, ct);
                    break;
                case "sheets":
                    await Each(json, async () => tabs.Add(await Tab(json, ct)), ct);
                    break;
                default:
                    await json.Skip(ct);
                    break;
            }
        }

        return tabs.Count > 0 ? new Book(title, locale, tabs) : throw new InvalidDataException("it names no tab");
    }

    /// <summary>The rows of all ranges of the reply, one by one.</summary>
    /// <param name="row">Gets the place of the range's first cell, the row from 0 and its cells from the range's first column on; good until it returns.</param>
    public static async Task Values(JsonPull json, Action<(int Row, int Column), int, List<Cell>> row, CancellationToken ct)
    {
        await Begin(json, ct);
        while (await json.Member(ct) is { } name)
        {
            if (name != "valueRanges") await json.Skip(ct);
            else await Each(json, () => Inside(json, "valueRange", () => ValueRange(json, row, ct), ct), ct);
        }
    }

    /// <summary>As <see cref="Values"/>, with formulas and formats.</summary>
    public static async Task Cells(JsonPull json, Action<int, int, List<GridCell>> row, CancellationToken ct)
    {
        await Begin(json, ct);
        while (await json.Member(ct) is { } name)
        {
            if (name != "sheets") await json.Skip(ct);
            else await Each(json, () => Inside(json, "data", () => Each(json, () => GridData(json, row, ct), ct, begun: true), ct), ct);
        }
    }

    static async Task<(string Title, string Locale)> Properties(JsonPull json, CancellationToken ct)
    {
        string title = "", locale = "";
        await Begin(json, ct);
        while (await json.Member(ct) is { } name)
        {
            if (name == "title") title = await Text(json, ct);
            else if (name == "locale") locale = await Text(json, ct);
            else await json.Skip(ct);
        }

        return (title, locale);
    }

    static async Task<BookTab> Tab(JsonPull json, CancellationToken ct)
    {
        var tab = new BookTab(0, "", 0, 0, 0, true, [], new Dictionary<int, IReadOnlyList<Mark>>());
        while (await json.Member(ct) is { } name)
        {
            switch (name)
            {
                case "properties":
                    tab = await TabProperties(json, tab, ct);
                    break;
                case "developerMetadata":
                    tab = tab with { Marks = await Marks(json, ct) };
                    break;
                case "data":
                    await Each(json, async () => tab = tab with { ColumnMarks = await ColumnMarks(json, ct) }, ct);
                    break;
                default:
                    await json.Skip(ct);
                    break;
            }
        }

        return tab;
    }

    static async Task<BookTab> TabProperties(JsonPull json, BookTab tab, CancellationToken ct)
    {
        await Begin(json, ct);
        while (await json.Member(ct) is { } name)
        {
            tab = name switch
            {
                "sheetId" => tab with { Id = await Number(json, ct) },
                "title" => tab with { Title = await Text(json, ct) },
                "sheetType" => tab with { HasCells = await Text(json, ct) == "GRID" },
                "gridProperties" => await Size(json, tab, ct),
                _ => await Skipped(json, tab, ct),
            };
        }

        return tab;
    }

    static async Task<BookTab> Size(JsonPull json, BookTab tab, CancellationToken ct)
    {
        await Begin(json, ct);
        while (await json.Member(ct) is { } name)
        {
            tab = name switch
            {
                "rowCount" => tab with { Rows = await Number(json, ct) },
                "columnCount" => tab with { Columns = await Number(json, ct) },
                "frozenRowCount" => tab with { FrozenRows = await Number(json, ct) },
                _ => await Skipped(json, tab, ct),
            };
        }

        return tab;
    }

    static async Task<Dictionary<int, IReadOnlyList<Mark>>> ColumnMarks(JsonPull json, CancellationToken ct)
    {
        Dictionary<int, IReadOnlyList<Mark>> marks = [];
        while (await json.Member(ct) is { } name)
        {
            if (name != "columnMetadata")
            {
                await json.Skip(ct);
                continue;
            }

            int column = 0;
            await Each(json, async () =>
            {
                while (await json.Member(ct) is { } member)
                    if (member == "developerMetadata") marks[column] = await Marks(json, ct);
                    else await json.Skip(ct);
                column++;
            }, ct);
        }

        return marks;
    }

    static async Task<IReadOnlyList<Mark>> Marks(JsonPull json, CancellationToken ct)
    {
        List<Mark> marks = [];
        await Each(json, async () =>
        {
            var mark = new Mark(0, "", "");
            while (await json.Member(ct) is { } name)
            {
                mark = name switch
                {
                    "metadataId" => mark with { Id = await Number(json, ct) },
                    "metadataKey" => mark with { Key = await Text(json, ct) },
                    "metadataValue" => mark with { Value = await Text(json, ct) },
                    _ => await Skipped(json, mark, ct),
                };
            }

            marks.Add(mark);
        }, ct);
        return marks;
    }

    static async Task ValueRange(JsonPull json, Action<(int Row, int Column), int, List<Cell>> row, CancellationToken ct)
    {
        (int Row, int Column)? start = null;
        List<Cell> cells = [];
        while (await json.Member(ct) is { } name)
        {
            if (name == "range") start = A1.Start(await Text(json, ct));
            else if (name != "values") await json.Skip(ct);
            else
            {
                int r = 0;
                (int Row, int Column) first = start ?? throw new InvalidDataException("values came before their range");
                await Each(json, async () =>
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
            if (name == "startRow") top = await Number(json, ct);
            else if (name == "startColumn") left = await Number(json, ct);
            else if (name != "rowData") await json.Skip(ct);
            else
            {
                await Each(json, async () =>
                {
                    cells.Clear();
                    while (await json.Member(ct) is { } member)
                        if (member == "values") await Each(json, async () => cells.Add(await GridCell(json, ct)), ct);
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
                    await Begin(json, ct);
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
        await Begin(json, ct);
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
        await Begin(json, ct);
        while (await json.Member(ct) is { } name)
        {
            if (name != "numberFormat")
            {
                await json.Skip(ct);
                continue;
            }

            await Begin(json, ct);
            while (await json.Member(ct) is { } member)
                if (member == "type") type = await Text(json, ct);
                else if (member == "pattern") pattern = await Text(json, ct);
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

    static async Task Begin(JsonPull json, CancellationToken ct)
    {
        await json.Value(ct);
        json.Expect(JsonTokenType.StartObject);
    }

    // The member of that name of the object that has begun; the others are passed over.
    static async Task Inside(JsonPull json, string member, Func<Task> read, CancellationToken ct)
    {
        while (await json.Member(ct) is { } name)
        {
            if (name != member)
            {
                await json.Skip(ct);
                continue;
            }

            await json.Value(ct);
            await read();
        }
    }

    static async Task Each(JsonPull json, Func<Task> item, CancellationToken ct, bool begun = false)
    {
        if (!begun) await json.Value(ct);
        json.Expect(JsonTokenType.StartArray);
        while (await json.Item(ct)) await item();
    }

    static async Task<string> Text(JsonPull json, CancellationToken ct)
    {
        await json.Value(ct);
        return json.Type == JsonTokenType.String ? json.Text() : throw new InvalidDataException("a text was expected");
    }

    static async Task<int> Number(JsonPull json, CancellationToken ct)
    {
        await json.Value(ct);
        return json.Number();
    }

    static async Task<T> Skipped<T>(JsonPull json, T value, CancellationToken ct)
    {
        await json.Skip(ct);
        return value;
    }
}

/// <summary>Ranges as Sheets writes them: <c>'Sheet 1'!A1:C5</c>.</summary>
static class A1
{
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static (int Row, int Column) Start(string range)
    {
        ReadOnlySpan<char> first = range.AsSpan(range.LastIndexOf('!') + 1);
        int colon = first.IndexOf(':');
        if (colon >= 0) first = first[..colon];
        int letters = first.IndexOfAnyExceptInRange('A', 'Z'), column = 0;
        if (letters < 0) letters = first.Length;
        if (letters > 3) throw new InvalidDataException($"it has a range '{range}'");
        foreach (char c in first[..letters]) column = (column * 26) + (c - 'A' + 1);
        int row = 1;
        if (letters < first.Length && !int.TryParse(first[letters..], NumberStyles.None, CultureInfo.InvariantCulture, out row)) throw new InvalidDataException($"it has a range '{range}'");
        return (row - 1, Math.Max(0, column - 1));
    }
}
