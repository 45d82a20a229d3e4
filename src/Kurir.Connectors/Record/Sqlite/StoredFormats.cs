namespace Kurir.Connectors;

/// <summary>The number formats that each recording's cells name by number.</summary>
sealed class StoredFormats(LedgerConnection db)
{
    readonly Dictionary<long, IReadOnlyList<string>> known = [];

    public IReadOnlyList<string> Of(long recording)
    {
        if (known.TryGetValue(recording, out IReadOnlyList<string>? formats)) return formats;
        string text = db.Text("SELECT formats FROM recording WHERE id = $id", ("$id", recording))
            ?? throw new LedgerDamage($"recording {recording} is missing");
        return known[recording] = LedgerJson.Read<IReadOnlyList<string>>(text);
    }

    public Cell[] Cells(long recording, byte[] bytes, int atLeast = 0) => CellReader.Read(bytes, Of(recording), atLeast);
}
