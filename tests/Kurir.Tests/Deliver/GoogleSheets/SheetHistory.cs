using System.Globalization;
using CsCheck;
using Kurir.Google;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

/// <summary>
/// A spreadsheet's life: reports arrive, people rearrange it, calls fail and processes are killed. After each delivery every cell is held against a plain
/// model; what the model does not write must be as people left it, to the note and the format.
/// </summary>
sealed class SheetHistory
{
    const int Deliveries = 10;

    static readonly string[] Humans = ["Notes", "Checked by", "Total", "Follow-up"];

    static readonly Disturbance[] Disturbances =
    [
        Disturbance.InternalError, Disturbance.BadGateway, Disturbance.Unavailable, Disturbance.UnavailableAfterAll, Disturbance.CutBefore, Disturbance.ReplyLost, Disturbance.Truncated,
        Disturbance.Malformed, Disturbance.TooMany(), Disturbance.TooMany(7), Disturbance.Redirect("https://example.com/"),
        Disturbance.Kill(applied: false), Disturbance.Kill(applied: true),
    ];

    readonly SheetStanding sheet = new();
    readonly Courier courier = Courier();
    readonly string title = "Sheet1";
    int heading;

    /// <summary>Of each column the report's heading that it had when it was delivered, whatever it is called by now; null: a person's.</summary>
    List<string?> names = [];

    /// <summary>Three to thirty things that happen.</summary>
    public static Gen<Event[]> All { get; } = Gen.Select(Gen.Int[0, 17 + Deliveries], Gen.Int[0, 1000], Gen.Int[0, 1000], (what, a, b) => new Event(what, a, b)).Array[3, 30];

    public static async Task Live(Event[] events)
    {
        var history = new SheetHistory();
        foreach (Event happened in events)
        {
            if (happened.What > 17) await history.Deliver(happened);
            else if (history.names.Count > 0) history.Meddle(happened);
        }

        await history.Deliver(new Event(18, 7, 4), quiet: true);
    }

    Person Person => sheet.Person;

    Tab Tab => sheet.Tab;

    int Last => Math.Max(heading, Tab.LastRow());

    /// <summary>A row of the table, if there is any; the heading's where there is none.</summary>
    int RowOf(int n) => Last == heading ? heading : heading + 1 + (n % (Last - heading));

    int Width => names.Count;

    void Meddle(Event happened)
    {
        int row = RowOf(happened.A), column = happened.B % Width;
        bool any = row > heading;
        switch (happened.What)
        {
            case 0 when any: Person.Type(row, Human(happened), $"note {happened.B}"); break;
            case 1 when any: Person.Type(row, At(Customer), $"edited {happened.B}"); break;
            case 2 when any: Person.DeleteRows(row); break;
            case 3 when any: Person.InsertRows(row, 1 + (happened.B % 3)); break;
            case 4: Person.Sort(column, happened.A % 2 == 0, heading); break;
            case 5: Move(happened.A % Width, happened.B % (Width + 1)); break;
            case 6: Person.Put(Math.Min(Last + 3, Tab.RowCount - 1), Human(happened), "see the accountant"); break;
            case 7: Insert(happened.B % (Width + 1), happened.A % 3 == 0 ? null : Humans[happened.A % Humans.Length]); break;
            case 8 when any: Person.Type(row, Human(happened), happened.A % 2 == 0 ? "=ROW()" : $"={happened.B}*2"); break;
            case 9: Rename(happened.A % Width, happened.B); break;
            case 10 when any: Person.DuplicateRow(row); break;
            case 11: Decorate(happened, row, column); break;
            case 12: Person.RenameTab(happened.A % 2 == 0 ? title : $"Rekap {happened.B % 5}"); break;
            case 13 when any && names.Contains(Amount.Heading): Person.Type(row, At(Amount), $"={happened.B}+1"); break;
            case 14: Remove(column); break;
            case 15: Trim(happened); break;
            case 16 when heading < 6: Above(happened); break;
            case 17 when any: Person.Shuffle(happened.A, heading); break;
            default: break;
        }
    }

    int At(ColumnContract column) => names.IndexOf(column.Heading) is >= 0 and var position ? position : Human(default);

    // A column of a person's own, made where there is none.
    int Human(Event happened)
    {
        if (names.IndexOf(null) < 0) Insert(happened.B % (Width + 1), "Notes");
        int[] own = [.. Enumerable.Range(0, Width).Where(i => names[i] is null)];
        return own[happened.A % own.Length];
    }

    void Insert(int at, string? text)
    {
        if (Tab.ColumnCount == Width) Person.InsertColumn(at);
        else
        {
            Person.InsertColumn(at);
            if (Tab.ColumnCount > 40) Person.Resize(Tab.RowCount, 40);
        }

        Person.Put(heading, at, text);
        names.Insert(at, null);
    }

    void Move(int from, int to)
    {
        Person.MoveColumn(from, to);
        string? name = names[from];
        names.RemoveAt(from);
        names.Insert(to > from ? to - 1 : to, name);
    }

    // Of five headings three may be called something else at a time: without any the table is not found, which is as it should be.
    void Rename(int column, int n)
    {
        bool isOwn = names[column] is { } own && Person.Value(heading, column) as string == own;
        int renamed = Enumerable.Range(0, Width).Count(i => names[i] is { } name && Person.Value(heading, i) as string != name);
        if (names[column] is { } back && !isOwn) Person.Put(heading, column, back);
        else if (names[column] is null || renamed < 3) Person.Put(heading, column, $"Kolom {n}");
    }

    // People delete columns of their own, and of the report all but the key.
    void Remove(int column)
    {
        if (names[column] == Id.Heading || Tab.ColumnCount < 3) return;
        Person.DeleteColumn(column);
        names.RemoveAt(column);
    }

    void Trim(Event happened) => Person.Resize(Math.Max(2, Last + 1 + (happened.A % 2)), Math.Max(Tab.LastColumn() + 1, Width) + (happened.B % 2));

    void Above(Event happened)
    {
        Person.InsertRows(0);
        Person.Put(0, happened.B % Width, "Toko Andalan");
        heading++;
    }

    void Decorate(Event happened, int row, int column)
    {
        switch (happened.A % 7)
        {
            case 0: Person.Note(row, column, $"ask {happened.B}"); break;
            case 1 when Tab.Cell(row, column).NumberFormat is null: Person.Format(row, column, """{"backgroundColor":{"red":1},"textFormat":{"bold":true}}"""); break;
            case 2: Person.HideRow(row, happened.B % 2 == 0); break;
            case 3: Person.HideColumn(column, happened.B % 2 == 0); break;
            case 4: Person.Freeze(Math.Min(heading + 1, Tab.RowCount - 1)); break;
            case 5: Person.Filter(column, "PENDING", ""); break;
            default: Person.Protect(null, Human(happened), null, Human(happened) + 1); break;
        }
    }

    async Task Deliver(Event happened, bool quiet = false)
    {
        courier.Report(happened.Report(counting: false));
        Before before = Look();
        int n = (happened.A * 31) + happened.B;
        Disturbance? disturbance = quiet || n % 5 < 2 ? null : Disturbances[n % Disturbances.Length];
        if (disturbance is not null) sheet.Google.Faults.At(1 + (n / 7 % 7), disturbance);
        Delivery pending = courier.Pending();
        bool delivered = await Delivered(happened.What == 18 && !quiet);
        sheet.Google.Faults.Clear();
        Hold(before, pending, delivered, disturbance?.Name ?? "nothing");
    }

    async Task<bool> Delivered(bool killed)
    {
        try
        {
            Receipt receipt = await courier.Deliver(sheet.Open(), killed);
            Assert.Empty(receipt.Mismatches);
            return true;
        }
        catch (Exception ended) when (ended is Fault or Killed)
        {
            return false;
        }
    }

    Before Look() => new(heading, names, [.. sheet.Load().Select(row => row.ToList())], Cells(), Surroundings(Width, Last), Last);

    Dictionary<(int Row, int Column), Kurir.Google.GridCell> Cells()
    {
        Dictionary<(int Row, int Column), Kurir.Google.GridCell> cells = [];
        for (int row = 0; row < Tab.UsedRows; row++)
            for (int column = 0; column < Tab.Cells(row).Length; column++)
                if (Tab.Cell(row, column) is { IsBlank: false } cell) cells[(row, column)] = cell;
        return cells;
    }

    // What a delivery has no business with.
    string Surroundings(int width, int last) => string.Create(CultureInfo.InvariantCulture,
        $"{Tab.Title}, {Tab.FrozenRows} frozen, filter {Tab.BasicFilter?.Area}, protected {string.Join(',', Tab.Protections)}, hidden columns {Hidden(Dimension.Columns, width)}, hidden rows {Hidden(Dimension.Rows, last + 1)}");

    string Hidden(Dimension dimension, int count) => string.Join(',', Enumerable.Range(0, count).Where(i => Tab.TrackOf(dimension, i) is { HiddenByUser: true } or { HiddenByFilter: true }));

    void Hold(Before before, Delivery pending, bool delivered, string disturbance)
    {
        List<List<object?>> after = sheet.Load();
        bool isUntouched = Said(before.Rows).SequenceEqual(Said(after));
        if (!delivered && isUntouched) return;
        List<string?> now = Named(before, pending, after);
        List<List<object?>> expected = Expected(before, pending, now);
        Assert.True(Said(expected).SequenceEqual(Said(after)),
            $"after {disturbance}{(delivered ? "" : ", failed")}\nbefore\n{string.Join('\n', Said(before.Rows))}\nexpected\n{string.Join('\n', Said(expected))}\nstands\n{string.Join('\n', Said(after))}");
        (names, heading) = (now, before.Names.Count == 0 ? 0 : before.Heading);
        foreach (var (place, cell) in before.Cells) HoldCell(place, cell, expected, before);
        if (before.Names.Count > 0) Assert.Equal(before.Around, Surroundings(before.Names.Count, before.Last));
    }

    void HoldCell((int Row, int Column) place, Kurir.Google.GridCell cell, List<List<object?>> expected, Before before)
    {
        Kurir.Google.GridCell now = Tab.Cell(place.Row, place.Column);
        bool isOurs = place.Column < names.Count && names[place.Column] is not null;
        Assert.Equal(cell.Note, now.Note);
        if (!isOurs) Assert.Equal(cell, now);
        else if (cell.Entered is Formula) Assert.Equal(cell.Entered, now.Entered);
        if (cell.Format is { } format && format.TryGetProperty("textFormat", out _)) Assert.True(now.Format is { } kept && kept.TryGetProperty("textFormat", out _), $"the format of {A1.Name(place.Row, place.Column)}");
    }

    // A column that a person deleted comes back at the right end, where nothing stood.
    static List<string?> Named(Before before, Delivery pending, List<List<object?>> after)
    {
        if (before.Names.Count == 0) return [.. pending.Columns.Select(column => column.Heading)];
        List<string?> now = [.. before.Names];
        foreach (string missing in pending.Columns.Select(column => column.Heading).Where(name => !before.Names.Contains(name)))
        {
            int position = after[before.Heading].IndexOf(missing);
            if (position < 0) continue;
            while (now.Count <= position) now.Add(null);
            now[position] = missing;
            Assert.All(before.Rows, row => Assert.True(position >= row.Count || row[position] is null, $"'{missing}' was put over what stood in {A1.Letters(position)}"));
        }

        return now;
    }

    List<List<object?>> Expected(Before before, Delivery pending, List<string?> now)
    {
        var model = new Model(sheet, (row, column) => before.Cells.TryGetValue((before.Heading + row, column), out Kurir.Google.GridCell? cell) && cell.Entered is Formula);
        model.Rows.AddRange(before.Rows.Skip(before.Heading).Select(row => row.ToList()));
        List<object?> heads = model.Rows.Count > 0 ? [.. model.Rows[0]] : [];
        for (int i = 0; i < now.Count && model.Rows.Count > 0; i++) model.Set(0, i, now[i] ?? $"\u0001{i}");
        int dropped = Missing(model, pending, now);
        model.Apply(pending);
        for (int i = 0; i < now.Count && heads.Count > 0; i++) model.Set(0, i, i < heads.Count && heads[i] is { } head ? head : i < before.Names.Count && before.Names[i] == now[i] ? null : now[i]);
        foreach (List<object?> row in model.Rows)
            if (row.Count > dropped) row.RemoveRange(dropped, row.Count - dropped);
        return [.. before.Rows.Take(before.Heading), .. model.Rows];
    }

    // A missing column that did not come back, since nothing was to be written: the model has it beyond everything, and nothing may stand in it.
    static int Missing(Model model, Delivery pending, List<string?> now)
    {
        if (model.Rows.Count == 0) return int.MaxValue;
        int end = Math.Max(now.Count, model.Rows.Max(row => row.Count)), next = end;
        foreach (ColumnContract column in pending.Columns.Where(column => !now.Contains(column.Heading))) model.Set(0, next++, column.Heading);
        return next == end ? int.MaxValue : end;
    }

    static IEnumerable<string> Said(List<List<object?>> rows) => DestinationText.Trimmed([.. rows.Select(row => row.ToList())]).Select(DestinationText.Said);

    sealed record Before(int Heading, List<string?> Names, List<List<object?>> Rows, Dictionary<(int Row, int Column), Kurir.Google.GridCell> Cells, string Around, int Last);
}
