namespace Kurir.Connectors;

/// <summary>Reads a spreadsheet without its cells off a reply.</summary>
static class BookReply
{
    public const string Fields =
        "properties(title,locale),sheets(properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount,frozenRowCount)),"
        + "developerMetadata(metadataId,metadataKey,metadataValue),data(columnMetadata(developerMetadata(metadataId,metadataKey,metadataValue))))";

    public static async Task<Book> Read(JsonPull json, CancellationToken ct)
    {
        string title = "", locale = "";
        List<BookTab> tabs = [];
        await json.Begin(ct);
        while (await json.Member(ct) is { } name)
        {
            switch (name)
            {
                case "properties":
                    (title, locale) = await Properties(json, ct);
                    break;
                case "sheets":
                    await json.Each(async () => tabs.Add(await Tab(json, ct)), ct);
                    break;
                default:
                    await json.Skip(ct);
                    break;
            }
        }

        return tabs.Count > 0 ? new Book(title, locale, tabs) : throw new InvalidDataException("it names no tab");
    }

    static async Task<(string Title, string Locale)> Properties(JsonPull json, CancellationToken ct)
    {
        string title = "", locale = "";
        await json.Begin(ct);
        while (await json.Member(ct) is { } name)
        {
            if (name == "title") title = await json.Text(ct);
            else if (name == "locale") locale = await json.Text(ct);
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
                    await json.Each(async () => tab = tab with { ColumnMarks = await ColumnMarks(json, ct) }, ct);
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
        await json.Begin(ct);
        while (await json.Member(ct) is { } name)
        {
            tab = name switch
            {
                "sheetId" => tab with { Id = await json.Number(ct) },
                "title" => tab with { Title = await json.Text(ct) },
                "sheetType" => tab with { HasCells = await json.Text(ct) == "GRID" },
                "gridProperties" => await Size(json, tab, ct),
                _ => await json.Skipped(tab, ct),
            };
        }

        return tab;
    }

    static async Task<BookTab> Size(JsonPull json, BookTab tab, CancellationToken ct)
    {
        await json.Begin(ct);
        while (await json.Member(ct) is { } name)
        {
            tab = name switch
            {
                "rowCount" => tab with { Rows = await json.Number(ct) },
                "columnCount" => tab with { Columns = await json.Number(ct) },
                "frozenRowCount" => tab with { FrozenRows = await json.Number(ct) },
                _ => await json.Skipped(tab, ct),
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
            await json.Each(async () =>
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
        await json.Each(async () =>
        {
            var mark = new Mark(0, "", "");
            while (await json.Member(ct) is { } name)
            {
                mark = name switch
                {
                    "metadataId" => mark with { Id = await json.Number(ct) },
                    "metadataKey" => mark with { Key = await json.Text(ct) },
                    "metadataValue" => mark with { Value = await json.Text(ct) },
                    _ => await json.Skipped(mark, ct),
                };
            }

            marks.Add(mark);
        }, ct);
        return marks;
    }
}
