namespace Kurir;

/// <summary>What the pipeline file says about columns, by heading.</summary>
sealed class ColumnSettings(ExportConfig settings)
{
    readonly Dictionary<string, ColumnConfig> byHeading = ByHeading(settings.Columns);
    readonly HashSet<string> keys = [.. (settings.Key?.Columns ?? []).Select(Headings.Fold)];

    static Dictionary<string, ColumnConfig> ByHeading(IReadOnlyDictionary<string, ColumnConfig> columns)
    {
        var folded = new Dictionary<string, ColumnConfig>(StringComparer.Ordinal);
        foreach (var (heading, config) in columns) folded[Headings.Fold(heading)] = config;
        return folded;
    }

    public bool IsKey(string heading) => keys.Contains(Headings.Fold(heading));

    public bool IsDate(string heading) => settings.Date is { } date && Headings.Same(date, heading);

    /// <summary>The column with the row's day; none where the file says <c>none</c>; null where it says nothing.</summary>
    public IReadOnlyList<string>? Dates => settings.Date switch { null => null, "none" => [], var heading => [heading] };

    /// <summary>The column under its new heading, where the file says that it was renamed and the table has come with it.</summary>
    public ColumnContract Renamed(ColumnContract column, Table table)
    {
        if (table.IndexOf(column.Heading) >= 0) return column;
        foreach (var (heading, config) in settings.Columns)
            if (config.Was is { } was && Headings.Same(was, column.Heading) && table.IndexOf(heading) is >= 0 and var at)
                return column with { Heading = table.Columns[at].Heading };
        return column;
    }

    /// <param name="column">Proposed or known.</param>
    /// <param name="restyle">Finds styles and format for the type that the file sets; null: those it has stay.</param>
    public ColumnContract Applied(ColumnContract column, Func<ColumnContract, ColumnContract>? restyle = null)
    {
        ColumnConfig config = byHeading.GetValueOrDefault(Headings.Fold(column.Heading)) ?? new ColumnConfig();
        CellType? type = TypeOf(config.Type);
        bool other = type is not null && type != column.Type;
        column = column with
        {
            Type = type ?? column.Type, Strict = type is not null, Required = config.Required, MayBeEmpty = config.Empty, Allowed = config.Allowed,
        };
        return other && restyle is not null ? restyle(column) : column;
    }

    static CellType? TypeOf(string? word) => word switch
    {
        "text" => CellType.Text,
        "number" => CellType.Number,
        "date" => CellType.Date,
        "datetime" => CellType.DateTime,
        "time" => CellType.Time,
        "boolean" => CellType.Boolean,
        _ => null,
    };
}
