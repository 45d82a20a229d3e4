using System.IO.Compression;
using System.Text;

namespace Kurir.Connectors;

/// <summary>The document of a failed stage as it may be stored.</summary>
/// <remarks>
/// With personal columns its tables as CSV, those columns masked; a document in which they are not found is left out, since nobody knows what else is in it.
/// Without any, text is masked as text, and other kinds are kept as they came.
/// </remarks>
sealed class MaskedDocument(Document document, Mask mask)
{
    const int MostText = 8_000_000, MostRows = 20_000, HeadRows = 60;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    readonly List<(string Name, Func<byte[]> Bytes)> files = [];

    /// <summary>Why it is not there; null: it is.</summary>
    public string? LeftOut { get; private set; }

    /// <summary>Looks at it, so that the mask knows its personal values.</summary>
    /// <param name="most">Larger ones are left out, in bytes.</param>
    public MaskedDocument Looked(long most)
    {
        if (document.Length > most)
        {
            LeftOut = $"it has {document.Length:N0} bytes";
            return this;
        }

        byte[] bytes = Bytes();
        string? text = bytes.Length <= MostText && !bytes.AsSpan(0, Math.Min(bytes.Length, 4096)).Contains((byte)0) ? Signatures.AsText(bytes) : null;
        if (text?.TrimStart() is ['<', ..] && !HostileHtml.IsTooDeep(text)) Page(text);
        else if (text is not null && MaskedJson.Read(text, mask) is { } json) files.Add(("document.json", () => Encoding.UTF8.GetBytes(mask.Text(json.ToJsonString()))));
        else if (mask.HasPersonal) Tables();
        else if (text is not null) files.Add(("document.txt", () => Encoding.UTF8.GetBytes(mask.Text(text))));
        else Raw(bytes);
        return this;
    }

    /// <summary>Once the mask knows everything.</summary>
    public IEnumerable<(string Name, byte[] Bytes)> Files => files.Select(file => (file.Name, file.Bytes()));

    byte[] Bytes()
    {
        using Stream stream = document.Open();
        byte[] bytes = new byte[document.Length];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    void Page(string html)
    {
        var page = new MaskedPage(html, mask);
        files.Add(("document.html", () => Encoding.UTF8.GetBytes(page.Html())));
    }

    void Raw(byte[] bytes)
    {
        if (HoldsSecret(bytes)) LeftOut = "it holds a secret";
        else files.Add(($"document{Ending(bytes)}", () => bytes));
    }

    bool HoldsSecret(byte[] bytes)
    {
        if (mask.Holds(Encoding.Latin1.GetString(bytes))) return true;
        if (!bytes.AsSpan().StartsWith("PK"u8)) return false;
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                using Stream stream = entry.Open();
                byte[] part = new byte[MostText];
                if (mask.Holds(Encoding.UTF8.GetString(part, 0, stream.ReadAtLeast(part, part.Length, throwOnEndOfStream: false)))) return true;
            }

            return false;
        }
        catch (InvalidDataException)
        {
            return false; // no archive after all: its bytes were looked at
        }
    }

    static string Ending(byte[] bytes) => bytes switch
    {
        [(byte)'P', (byte)'K', ..] => Encoding.Latin1.GetString(bytes).Contains("xl/", StringComparison.Ordinal) ? ".xlsx" : ".zip",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => ".pdf",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => ".xls",
        _ => ".bin",
    };

    void Tables()
    {
        var masked = new List<List<string[]>>();
        try
        {
            using var late = new CancellationTokenSource(Longest, TimeProvider.System);
            foreach (Grid grid in new DocumentReader().Read(document, ReadLimits.Default, late.Token))
                if (Rows(grid) is { } rows) masked.Add(rows);
        }
        catch (Exception broken) when (broken is Fault or OperationCanceledException)
        {
            LeftOut = "it cannot be read, so that its personal columns cannot be masked";
            return;
        }

        if (masked.Count == 0) LeftOut = "none of the personal columns was found in it";
        for (int i = 0; i < masked.Count; i++)
        {
            List<string[]> rows = masked[i];
            files.Add(($"document-{i + 1}.csv", () => Encoding.UTF8.GetBytes(mask.Known(string.Join("\r\n", rows.Select(row => string.Join(',', row.Select(Quoted))))))));
        }
    }

    /// <returns>Null: it has no personal column.</returns>
    List<string[]>? Rows(Grid grid)
    {
        var rows = new List<string[]>();
        if (grid.Headings is { } headings) rows.Add([.. headings]);
        foreach (GridRow row in grid.Rows.Take(MostRows)) rows.Add([.. row.Cells.Select(cell => cell.Text)]);
        int head = rows.Take(HeadRows).ToList().FindIndex(row => row.Any(mask.IsPersonal));
        if (head < 0) return null;
        int[] columns = [.. Enumerable.Range(0, rows[head].Length).Where(i => mask.IsPersonal(rows[head][i]))];
        foreach (string[] row in rows.Skip(head + 1))
        {
            foreach (int column in columns.Where(column => column < row.Length && row[column].Length > 0))
            {
                mask.Learn(row[column]);
                row[column] = Mask.Hidden;
            }
        }

        return rows;
    }

    static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
