namespace Kurir.Connectors;

/// <summary>The numbers by which the ledger's tables know exports.</summary>
static class Exports
{
    /// <summary>Null where nothing of the export was ever kept.</summary>
    public static long? Find(LedgerConnection db, ExportId export) => db.Number(
        "SELECT id FROM export WHERE pipeline = $pipeline AND name = $name", ("$pipeline", export.Pipeline), ("$name", export.Name));

    public static long FindOrAdd(LedgerConnection db, ExportId export) => Find(db, export) ?? db.Number(
        "INSERT INTO export (pipeline, name) VALUES ($pipeline, $name) RETURNING id", ("$pipeline", export.Pipeline), ("$name", export.Name))!.Value;
}
