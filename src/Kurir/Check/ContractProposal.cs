namespace Kurir;

/// <summary>Makes an export's contract: from its first table, and from what is known and a later table.</summary>
/// <remarks>What the pipeline file says is applied at every run, so that a line taken out of the file no longer binds.</remarks>
public static class ContractProposal
{
    /// <summary>From the first table; one pass over its rows.</summary>
    /// <remarks>A column in which nothing stands has type Empty and is decided on by the first table that has something there.</remarks>
    public static Contract Propose(Table table, Export export, Window window, CancellationToken ct = default)
    {
        TableProfile profile = TableProfile.OfAll(table, AskedDays.Of(export, window), export.Language, ct);
        var settings = new ColumnSettings(export.Settings);
        var columns = table.Columns.Select((column, i) => Proposed(column, i, profile, settings)).ToList();
        return new Contract
        {
            Columns = columns,
            Key = Key(export.Settings.Key, columns),
            Dates = settings.Dates ?? profile.DatesIn(columns, table),
            Seen = [.. table.Columns.Select(column => column.Heading)],
            MinRows = export.Settings.Rows.Min,
            MaxRows = export.Settings.Rows.Max,
        };
    }

    /// <summary>What is known, with the table's new columns at the end, the style in which it prints today, and the file's settings.</summary>
    /// <remarks>Looks at the table's first rows; at all of them only where a column is new or has its first values.</remarks>
    public static Contract Merge(Contract known, Table table, Export export, Window window, CancellationToken ct = default)
    {
        // Nothing but empty tables so far.
        if (known.Columns.All(column => column.Type == CellType.Empty)) return Propose(table, export, window, ct);
        var settings = new ColumnSettings(export.Settings);
        var renamed = known.Columns.Select(column => settings.Renamed(column, table)).ToList();
        TableProfile profile = TableProfile.OfLooked(table, AskedDays.Of(export, window), export.Language, ct);
        var fresh = table.Columns.Where(column => !renamed.Exists(old => Headings.Same(old.Heading, column.Heading))).ToList();
        if (fresh.Count > 0 || renamed.Exists(column => IsFirstSeen(column, table, profile)))
            profile = TableProfile.OfAll(table, AskedDays.Of(export, window), export.Language, ct);
        var columns = renamed.ConvertAll(column => settings.Applied(Today(column, table, profile, settings)));
        columns.AddRange(fresh.Select(column => Proposed(column, table.IndexOf(column.Heading), profile, settings)));
        return known with
        {
            Columns = columns,
            Key = Key(export.Settings.Key, columns, known, renamed),
            Dates = settings.Dates ?? Renamed(known.Dates, known, renamed),
            Seen = [.. table.Columns.Select(column => column.Heading)],
            MinRows = export.Settings.Rows.Min,
            MaxRows = export.Settings.Rows.Max,
        };
    }

    static ColumnContract Proposed(Column column, int position, TableProfile profile, ColumnSettings settings)
    {
        bool isKey = settings.IsKey(column.Heading);
        ColumnContract proposed = profile.Propose(position, column.Heading, column.IsCounter && !isKey, isKey);
        if (settings.IsDate(column.Heading) && profile[position].Dates.Count > 0 && proposed.Type == CellType.Text)
            proposed = profile.Styled(proposed with { Type = profile[position].Dates.Clocks > 0 ? CellType.DateTime : CellType.Date }, position);
        return settings.Applied(proposed with { LosesAsNumber = profile[position].LosesAsNumber }, typed => profile.Styled(typed, position));
    }

    static bool IsFirstSeen(ColumnContract column, Table table, TableProfile profile) =>
        column.Type == CellType.Empty && table.IndexOf(column.Heading) is >= 0 and var at && profile[at].Values > 0;

    // A known column as the table prints it: its type stays, its separators and its order of day and month may not have.
    static ColumnContract Today(ColumnContract column, Table table, TableProfile profile, ColumnSettings settings)
    {
        int at = table.IndexOf(column.Heading);
        if (at < 0 || profile[at].Texts == 0) return at >= 0 && column.Type == CellType.Empty && profile[at].Values > 0 ? Anew() : column;
        return column.Type switch
        {
            CellType.Empty => Anew(),
            CellType.Number => column with { NumberStyle = Style(column.NumberStyle, at, profile) },
            CellType.Date or CellType.DateTime => column with { DateOrder = Order(column.DateOrder, at, profile) },
            CellType.Text => column with { LosesAsNumber = column.LosesAsNumber || profile[at].LosesAsNumber },
            _ => column,
        };

        ColumnContract Anew() => Proposed(table.Columns[at], at, profile, settings) with { Heading = column.Heading };
    }

    static NumberStyle Style(NumberStyle known, int at, TableProfile profile) =>
        profile[at].Numbers.IsEvidence ? profile[at].Numbers.OwnStyle!.Value
        : known == NumberStyle.Plain ? profile.NumberStyleOf(at) ?? known : known;

    static DateOrder Order(DateOrder known, int at, TableProfile profile) =>
        profile[at].Dates.IsEvidence ? profile[at].Dates.OwnOrder!.Value
        : known == DateOrder.YearMonthDay ? profile.DateOrderOf(at) ?? known : known;

    static IReadOnlyList<string> Renamed(IReadOnlyList<string> headings, Contract known, List<ColumnContract> renamed)
    {
        var now = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < renamed.Count; i++) now[Headings.Fold(known.Columns[i].Heading)] = renamed[i].Heading;
        return [.. headings.Select(heading => now.GetValueOrDefault(Headings.Fold(heading), heading))];
    }

    static KeyContract Key(KeyConfig? config, List<ColumnContract> columns)
    {
        bool chosen = config is { Columns.Count: > 0 };
        bool duplicates = config?.Duplicates switch { "keep" => true, "refuse" => false, _ => !chosen };
        if (chosen) return new KeyContract(InOrder(config!.Columns, columns), duplicates);
        var except = (config?.AllExcept ?? []).Select(Headings.Fold).ToHashSet(StringComparer.Ordinal);
        var kept = columns.FindAll(column => !column.IsCounter && !except.Contains(Headings.Fold(column.Heading)));
        return new KeyContract([.. kept.Select(column => column.Heading)], duplicates, Whole: true);
    }

    static KeyContract Key(KeyConfig? config, List<ColumnContract> columns, Contract known, List<ColumnContract> renamed)
    {
        KeyContract asked = Key(config, columns);
        if (!asked.Whole || !known.Key.Whole) return asked;
        // Columns that came later stay out of it, or every row would be a new one.
        var before = Renamed(known.Key.Columns, known, renamed).Select(Headings.Fold).ToHashSet(StringComparer.Ordinal);
        return asked with { Columns = [.. asked.Columns.Where(heading => before.Contains(Headings.Fold(heading)))] };
    }

    // As the table writes them; a heading that it does not have stays as the file writes it, for the check to hold.
    static IReadOnlyList<string> InOrder(IReadOnlyList<string> headings, List<ColumnContract> columns)
    {
        var wanted = headings.Select(Headings.Fold).ToHashSet(StringComparer.Ordinal);
        var found = columns.FindAll(column => wanted.Contains(Headings.Fold(column.Heading))).ConvertAll(column => column.Heading);
        return [.. found, .. headings.Where(heading => !found.Exists(each => Headings.Same(each, heading)))];
    }
}
