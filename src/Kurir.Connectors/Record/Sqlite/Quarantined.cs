using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

static class Quarantined
{
    /// <summary>Of the columns rule, origin, heading, text, expected.</summary>
    public static Violation Read(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3), reader.GetString(4));
}
