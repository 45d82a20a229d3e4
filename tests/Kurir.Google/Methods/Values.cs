using System.Text.Json;

namespace Kurir.Google;

/// <summary>The methods of spreadsheets.values.</summary>
static class Values
{
    public static Action<MaskedJson> Get(Visit visit)
    {
        Area area = visit.Book.Resolve(visit.Path["range"]);
        return json => Range(json, visit, area, "valueRenderOption", "dateTimeRenderOption");
    }

    public static Action<MaskedJson> BatchGet(Visit visit)
    {
        Area[] areas = [.. visit.AllAsked("ranges").Select(range => visit.Book.Resolve(range))];
        return json =>
        {
            json.Value("spreadsheetId", visit.Book.Id);
            json.List("valueRanges", areas, area => Range(json, visit, area, "valueRenderOption", "dateTimeRenderOption"));
        };
    }

    /// <summary>Ranges come in the order in which they lie in the spreadsheet; only which filter found them tells them apart.</summary>
    public static Action<MaskedJson> BatchGetByDataFilter(Visit visit)
    {
        JsonElement[] filters = [.. visit.Body.Items("dataFilters")];
        var found = filters.SelectMany(filter => visit.Book.Select(filter).Select(area => (area, filter))).GroupBy(f => f.area, f => f.filter)
            .OrderBy(f => visit.Book.Tabs.IndexOf(f.Key.Tab)).ThenBy(f => f.Key.Top).ThenBy(f => f.Key.Left).ThenBy(f => f.Key.Bottom).ThenBy(f => f.Key.Right).ToArray();
        return json =>
        {
            json.Value("spreadsheetId", visit.Book.Id);
            json.List("valueRanges", found, match =>
            {
                json.Object("valueRange", () => Range(json, visit, match.Key, "valueRenderOption", "dateTimeRenderOption"));
                json.Raw("dataFilters", raw =>
                {
                    raw.WriteStartArray();
                    foreach (JsonElement filter in match) filter.WriteTo(raw);
                    raw.WriteEndArray();
                });
            });
        };
    }

    public static Action<MaskedJson> Update(Visit visit)
    {
        Area asked = visit.Book.Resolve(visit.Path["range"], writes: true);
        SameRange(visit, visit.Body.Text("range"), visit.Path["range"]);
        Area written = Write(visit, asked, visit.Body);
        return json => Updated(json, visit, written);
    }

    public static Action<MaskedJson> BatchUpdate(Visit visit) =>
        WriteAll(visit, [.. visit.Body.Items("data").Select(range => (visit.Book.Resolve(range.Text("range") ?? throw Refusal.Invalid("Unable to parse range: "), writes: true), range))]);

    public static Action<MaskedJson> BatchUpdateByDataFilter(Visit visit) =>
        WriteAll(visit, [.. visit.Body.Items("data").SelectMany(range => visit.Book.Select(range.Object("dataFilter") ?? throw Refusal.Invalid("Invalid data: dataFilter must be set.")).Select(area => (area, range)))]);

    static Action<MaskedJson> WriteAll(Visit visit, (Area Area, JsonElement Range)[] data)
    {
        Area[] written = [.. data.Select(one => Write(visit, one.Area, one.Range))];
        return json =>
        {
            json.Value("spreadsheetId", visit.Book.Id);
            json.Value("totalUpdatedRows", written.Sum(area => area.Height));
            json.Value("totalUpdatedColumns", written.Sum(area => area.Width));
            json.Value("totalUpdatedCells", written.Sum(area => area.Height * area.Width));
            json.Value("totalUpdatedSheets", written.Select(area => area.Tab.Id).Distinct().Count());
            json.List("responses", written, area => Updated(json, visit, area));
        };
    }

    public static Action<MaskedJson> Append(Visit visit)
    {
        Area asked = visit.Book.Resolve(visit.Path["range"]);
        SameRange(visit, visit.Body.Text("range"), visit.Path["range"]);
        ValueGrid values = ValueGrid.Of(visit.Body);
        Area? table = Tables.Last(asked);
        int top = table?.Bottom ?? asked.Top, left = table?.Left ?? asked.Left;
        Tab tab = asked.Tab;
        if (visit.Asked("insertDataOption") == "INSERT_ROWS" && top < tab.RowCount) Insert(visit, tab, top, values.Height);
        if (left + values.Width > tab.ColumnCount)
            throw Refusal.Invalid($"Range ({new Area(tab, top, left, top + 1, left + values.Width)}) exceeds grid limits. Max rows: {tab.RowCount}, max columns: {tab.ColumnCount}");
        if (top + values.Height > tab.RowCount)
        {
            Visit.MayHold(visit.Book.CellCount + ((long)(top + values.Height - tab.RowCount) * tab.ColumnCount));
            visit.Book.Resize(tab, top + values.Height, tab.ColumnCount);
        }

        Area written = Write(visit, new Area(tab, top, left, top + Math.Max(1, values.Height), left + Math.Max(1, values.Width)), visit.Body);
        return json =>
        {
            json.Value("spreadsheetId", visit.Book.Id);
            json.Value("tableRange", table?.ToString());
            json.Object("updates", () => Updated(json, visit, written));
        };
    }

    static void Insert(Visit visit, Tab tab, int at, int count)
    {
        Visit.MayHold(visit.Book.CellCount + ((long)count * tab.ColumnCount));
        visit.Book.Reorder(tab, Dimension.Rows, [.. Enumerable.Range(0, at), .. Enumerable.Repeat(-1, count), .. Enumerable.Range(at, tab.RowCount - at)]);
    }

    public static Action<MaskedJson> Clear(Visit visit)
    {
        Area area = visit.Book.Resolve(visit.Path["range"]);
        Empty(visit, area);
        return json =>
        {
            json.Value("spreadsheetId", visit.Book.Id);
            json.Value("clearedRange", area.ToString());
        };
    }

    public static Action<MaskedJson> BatchClear(Visit visit)
    {
        Area[] areas = [.. visit.Body.Items("ranges").Select(range => visit.Book.Resolve(range.GetString()!))];
        foreach (Area area in areas) Empty(visit, area);
        return json =>
        {
            json.Value("spreadsheetId", visit.Book.Id);
            json.Raw("clearedRanges", raw => JsonSerializer.Serialize(raw, areas.Select(area => area.ToString())));
        };
    }

    // Formats and notes stay.
    static void Empty(Visit visit, Area area)
    {
        visit.MayWrite(area);
        for (int row = area.Top; row < Math.Min(area.Bottom, area.Tab.UsedRows); row++)
            area.Tab.Edit(row, area.Left, area.Width, (_, cell) => cell with { Entered = null });
    }

    static void SameRange(Visit visit, string? named, string asked)
    {
        if (named is not null && visit.Book.Resolve(named) != visit.Book.Resolve(asked))
            throw Refusal.Invalid($"Requested writing within range [{asked}], but tried writing to range [{named}]");
    }

    static Area Write(Visit visit, Area asked, JsonElement range)
    {
        string option = visit.Option("valueInputOption", "");
        if (option is not ("RAW" or "USER_ENTERED")) throw Refusal.Invalid("'valueInputOption' is required but not specified");
        ValueGrid values = ValueGrid.Of(range);
        Area written = Fitting(asked, values);
        visit.MayWrite(written);
        for (int r = 0; r < written.Height; r++)
            written.Tab.Edit(written.Top + r, written.Left, written.Width, (c, cell) => values.At(r, c) is { } value ? Entered(visit, cell, value, option == "RAW") : cell);
        return written;
    }

    // One cell only says where to begin; a larger range must hold everything.
    static Area Fitting(Area asked, ValueGrid values)
    {
        var written = asked with { Bottom = asked.Top + values.Height, Right = asked.Left + values.Width };
        if (!asked.IsOneCell && written.Bottom > asked.Bottom) throw Refusal.Invalid($"Requested writing within range [{asked}], but tried writing to row [{asked.Bottom + 1}]");
        if (!asked.IsOneCell && written.Right > asked.Right) throw Refusal.Invalid($"Requested writing within range [{asked}], but tried writing to column [{A1.Letters(asked.Right)}]");
        Tab tab = asked.Tab;
        return written.Bottom <= tab.RowCount && written.Right <= tab.ColumnCount ? written
            : throw Refusal.Invalid($"Range ({written}) exceeds grid limits. Max rows: {tab.RowCount}, max columns: {tab.ColumnCount}");
    }

    static GridCell Entered(Visit visit, GridCell cell, JsonElement value, bool raw)
    {
        if (value.ValueKind != JsonValueKind.String) return cell with { Entered = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetBoolean() };
        string text = value.GetString()!;
        Visit.MayHold(text);
        if (text.Length == 0) return cell with { Entered = null };
        return raw ? cell with { Entered = text } : Entry.Typed(text, cell, visit.Book.Locale, visit.Now);
    }

    static void Updated(MaskedJson json, Visit visit, Area written)
    {
        json.Value("spreadsheetId", visit.Book.Id);
        json.Value("updatedRange", written.ToString());
        json.Value("updatedRows", written.Height);
        json.Value("updatedColumns", written.Width);
        json.Value("updatedCells", written.Height * written.Width);
        if (visit.Asked("includeValuesInResponse") == "true" || (visit.Body.ValueKind == JsonValueKind.Object && visit.Body.Flag("includeValuesInResponse") == true))
            json.Object("updatedData", () => Range(json, visit, written, "responseValueRenderOption", "responseDateTimeRenderOption"));
    }

    static void Range(MaskedJson json, Visit visit, Area area, string renderOption, string datesOption)
    {
        bool byColumns = visit.Option("majorDimension", "ROWS") == "COLUMNS";
        string render = visit.Option(renderOption, "FORMATTED_VALUE"), dates = visit.Option(datesOption, "SERIAL_NUMBER");
        json.Value("range", area.ToString());
        json.Value("majorDimension", byColumns ? "COLUMNS" : "ROWS");
        var (majors, minors) = byColumns ? (area.Width, area.Height) : (area.Height, area.Width);
        object? At(int major, int minor)
        {
            var (row, column) = byColumns ? (area.Top + minor, area.Left + major) : (area.Top + major, area.Left + minor);
            return row < area.Tab.UsedRows ? Shown.Value(visit.Book, area.Tab, row, column, render, dates) : null;
        }

        int Length(int major)
        {
            int length = byColumns ? Math.Min(minors, Math.Max(0, area.Tab.UsedRows - area.Top)) : minors;
            while (length > 0 && At(major, length - 1) is null) length--;
            return length;
        }

        if (!byColumns) majors = Math.Min(majors, Math.Max(0, area.Tab.UsedRows - area.Top));
        while (majors > 0 && Length(majors - 1) == 0) majors--;
        if (majors > 0) json.Raw("values", raw => Lists(raw, majors, Length, At));
    }

    // Trailing empty cells and lists are left out, inner ones are "" and [].
    static void Lists(Utf8JsonWriter raw, int majors, Func<int, int> length, Func<int, int, object?> at)
    {
        raw.WriteStartArray();
        for (int major = 0; major < majors; major++)
        {
            raw.WriteStartArray();
            int minors = length(major);
            for (int minor = 0; minor < minors; minor++) MaskedJson.Scalar(raw, at(major, minor) ?? "");
            raw.WriteEndArray();
        }

        raw.WriteEndArray();
    }
}
