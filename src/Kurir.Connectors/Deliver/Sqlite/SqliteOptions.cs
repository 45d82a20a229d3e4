namespace Kurir.Connectors;

[Described("A table of a SQLite database."), ShortForm(nameof(File))]
public sealed record SqliteOptions
{
    [Described("The file, seen from the folder that holds pipelines/.", Example = "out/backend.db", Default = "out/<pipeline>.db")]
    public string? File { get; init; }

    [Described("The table; where there is none of this name it is made.", Example = "transaksi", Default = "the export's name")]
    public string? Table { get; init; }
}
