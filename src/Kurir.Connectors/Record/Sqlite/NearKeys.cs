namespace Kurir.Connectors;

/// <summary>Gives the rows of an older ledger keys that begin with what they were made of, as <see cref="RowHasher"/> makes them now: rows of one day then lie together, and what a recording touches does
/// not grow with the history.</summary>
static class NearKeys
{
    /// <value>The step that asks for it.</value>
    public const int Step = 9;

    public static void Bring(LedgerConnection db)
    {
        var keys = new Keys();
        db.Define("near_key", keys.Of);
        db.Execute(
            """
            CREATE TABLE row_near (
                export INTEGER NOT NULL, key BLOB NOT NULL, occurrence INTEGER NOT NULL, id INTEGER NOT NULL,
                content BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, vanished INTEGER,
                PRIMARY KEY (export, key, occurrence)) STRICT, WITHOUT ROWID;
            INSERT INTO row_near
                SELECT r.export, near_key(e.contract, c.formats, v.cells, r.key) AS key, r.occurrence, r.id, r.content, r.first, r.last, r.vanished
                FROM row r CROSS JOIN export e ON e.id = r.export
                LEFT JOIN version v ON v.id = (SELECT max(p.id) FROM version p WHERE p.export = r.export AND p.row = r.id AND p.gone IS NULL)
                LEFT JOIN recording c ON c.id = v.recording
                ORDER BY r.export, key, r.occurrence;
            DROP TABLE row;
            ALTER TABLE row_near RENAME TO row;
            CREATE INDEX row_days ON row (export, vanished, last, first);
            """);
    }

    sealed class Keys
    {
        string? contractText, formatsText;
        Contract? contract;
        RowHasher? hasher;
        IReadOnlyList<string> formats = [];

        /// <summary>The key with what it begins with; as it was, where the row cannot be read.</summary>
        public byte[] Of(string? contractOf, string? formatsOf, byte[]? cells, byte[] key)
        {
            if (contractOf is null || formatsOf is null || cells is null) return key;
            try
            {
                if (contractOf != contractText) (contract, contractText, hasher) = (LedgerJson.Read<Contract>(contractOf), contractOf, null);
                hasher ??= new RowHasher(contract!);
                if (formatsOf != formatsText) (formats, formatsText) = (LedgerJson.Read<IReadOnlyList<string>>(formatsOf), formatsOf);
                byte[] now = hasher.Key(CellReader.Read(cells, formats, contract!.Columns.Count));
                return [.. now.AsSpan(0, now.Length - RowHasher.HashLength), .. key];
            }
            catch (LedgerDamage)
            {
                return key;
            }
        }
    }
}
