using System.Globalization;
using Kurir.PdfTables;

namespace Kurir.Connectors;

/// <summary>Tables of PDF reports; every cell is text.</summary>
public sealed class PdfReader : IReader
{
    /// <value>Rows of all tables that are kept; of a longer report the pages are read again for each enumeration.</value>
    const int MaxKept = 20_000;

    public string Kind => "pdf";

    public string Description => "tables of printed reports; scans are told apart, not read";

    // Some scripts print a line before the file's own.
    public bool Recognises(ReadOnlySpan<byte> head) => head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0;

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct)
    {
        var tables = Guarded(document, () => Outline(document, limits, ct));
        if (tables.Count == 0) throw Unreadable.NoTable(document, "The PDF has text but no table.");
        return [.. tables.Select((table, index) => new Grid
        {
            Place = Page(table.Reader.FirstPage),
            Headings = table.Reader.Columns,
            Announced = table.Reader.Announced.Count > 0 ? table.Reader.Announced.Max(a => a.Count) : null,
            Rows = new GuardedRows(document, limits, () => table.Rows is { } kept ? kept : Again(document, index, limits, ct), ct),
        })];
    }

    /// <summary>Reads the whole report once: its announcements are known only then, and what is broken is found before any row is used.</summary>
    static List<(PdfTableReader Reader, List<GridRow>? Rows)> Outline(Document document, ReadLimits limits, CancellationToken ct)
    {
        using var report = Open(document, limits, ct);
        var tables = new List<(PdfTableReader, List<GridRow>?)>();
        int kept = 0;
        foreach (var table in report.Tables())
        {
            List<GridRow>? rows = [];
            foreach (var row in RowsOf(table))
            {
                if (++kept > MaxKept) rows = null;
                rows?.Add(row);
            }

            tables.Add((table, rows));
        }

        return tables;
    }

    static IEnumerable<GridRow> Again(Document document, int index, ReadLimits limits, CancellationToken ct)
    {
        using var report = Guarded(document, () => Open(document, limits, ct));
        using var rows = Guarded(document, () => RowsOf(report.Tables().ElementAt(index)).GetEnumerator());
        while (Guarded(document, rows.MoveNext)) yield return rows.Current;
    }

    static PdfReport Open(Document document, ReadLimits limits, CancellationToken ct)
    {
        using var stream = document.Open();
        return PdfReport.Open(stream, new PdfTablesOptions { MaxBytes = Math.Min(limits.MaxUnpackedBytes, 200L << 20) }, ct);
    }

    static IEnumerable<GridRow> RowsOf(PdfTableReader table)
    {
        int page = 0, number = 0;
        foreach (var row in table.Rows().Concat(Totals(table)))
        {
            if (row.Page != page) (page, number) = (row.Page, 0);
            // A heading between the rows is no row either.
            yield return new GridRow(++number, [.. row.Cells.Select(c => Cell.OfText(c.Text))], Page(page), row.Kind != PdfRowKind.Row);
        }
    }

    /// <summary>Known only once the rows are through.</summary>
    static IEnumerable<PdfRow> Totals(PdfTableReader table)
    {
        foreach (var row in table.Totals) yield return row;
    }

    static T Guarded<T>(Document document, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PdfTablesException e)
        {
            throw FaultOf(document, e);
        }
    }

    static Fault FaultOf(Document document, PdfTablesException e)
    {
        string cause = e.Page is { } page && !e.Message.Contains("age", StringComparison.Ordinal) ? $"Page {page}: {e.Message}" : e.Message;
        return e.Problem switch
        {
            PdfProblem.NotAPdf => Unreadable.Unknown(document, cause),
            PdfProblem.Truncated => Unreadable.Truncated(document, cause, e),
            PdfProblem.Damaged => Unreadable.Damaged(document, cause, e),
            PdfProblem.PasswordNeeded => Unreadable.Encrypted(document, cause),
            PdfProblem.NoText => Stop(document, FaultName.ScannedPage, cause, "Have the panel export it as xlsx or csv, or as a PDF with text."),
            PdfProblem.UnreadableFonts => Stop(document, FaultName.TextUnreadable, cause, "Have the panel export it as xlsx or csv."),
            PdfProblem.TooLarge or PdfProblem.TooManyPages => Unreadable.TooLarge(document, cause),
            _ => Unreadable.Hostile(document, cause),
        };
    }

    static Fault Stop(Document document, FaultName name, string cause, string remedy) =>
        new(Stage.Read, name, FaultKind.Stop, Unreadable.Subject(document), cause, remedy);

    static string Page(int number) => string.Create(CultureInfo.InvariantCulture, $"page {number}");
}
