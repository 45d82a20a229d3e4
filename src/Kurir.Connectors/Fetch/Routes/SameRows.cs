using System.Security.Cryptography;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Whether two tables hold the same rows under the same headings, in whatever order; each is read once, and its size does not matter.</summary>
static class SameRows
{
    public static bool In(Table a, Table b) =>
        a.Columns.Select(column => column.Heading).SequenceEqual(b.Columns.Select(column => column.Heading)) && Digest(a) == Digest(b);

    static (long Rows, UInt128 Sum) Digest(Table table)
    {
        long rows = 0;
        UInt128 sum = 0;
        var text = new StringBuilder();
        foreach (Row row in table.Rows)
        {
            text.Clear();
            for (int i = 0; i < table.Columns.Count; i++) text.Append(row[i].Value).Append('\u001F');
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
            rows++;
            sum = unchecked(sum + new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8)));
        }

        return (rows, sum);
    }
}
