using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Writes tables as xlsx, csv or JSON, row by row.</summary>
static class TableFile
{
    /// <summary>Writes aside and renames: a file that was there stays whole until the new one is.</summary>
    /// <returns>How many rows were written.</returns>
    public static long Write(string file, IReadOnlyList<Table> tables, CancellationToken ct)
    {
        string kind = Path.GetExtension(file).ToLowerInvariant();
        if (kind is not (".xlsx" or ".csv" or ".json"))
            throw new Fault(Stage.Deliver, FaultName.ConfigurationInvalid, FaultKind.Stop, file, $"cannot write a {(kind.Length == 0 ? "file without an extension" : kind + " file")}", "Name a file that ends in .xlsx, .csv or .json");
        if (kind == ".csv" && tables.Count != 1)
            throw new Fault(Stage.Deliver, FaultName.TableAmbiguous, FaultKind.Stop, file, $"CSV holds one table, and there are {tables.Count}", "Write an .xlsx, or name one with --table");
        string aside = file + ".part";
        try
        {
            long rows;
            using (FileStream stream = File.Create(aside)) rows = Write(stream, kind, tables, ct);
            File.Move(aside, file, overwrite: true);
            return rows;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Fault(Stage.Deliver, FaultName.DestinationDenied, FaultKind.Stop, file, failure.Message, "See to it that the folder can be written and has room.", failure);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    public static long WriteCsv(TextWriter output, Table table, CancellationToken ct)
    {
        long rows = 0;
        WriteLine(output, table.Columns.Select(column => column.Heading));
        foreach (Row row in table.Rows)
        {
            ct.ThrowIfCancellationRequested();
            WriteLine(output, row.Cells.Select(cell => cell.Text));
            rows++;
        }

        output.Flush();
        return rows;
    }

    static long Write(Stream stream, string kind, IReadOnlyList<Table> tables, CancellationToken ct)
    {
        if (kind == ".json") return WriteJson(stream, tables, ct);
        if (kind == ".xlsx") return WriteXlsx(stream, tables, ct);
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        return WriteCsv(writer, tables[0], ct);
    }

    static long WriteXlsx(Stream stream, IReadOnlyList<Table> tables, CancellationToken ct)
    {
        long rows = 0;
        XlsxWriter.Write(stream, tables.Select((table, index) => new XlsxTable(
            table.Name.Length > 0 ? table.Name : $"Table {index + 1}",
            [.. table.Columns.Select(column => column.Heading)],
            Counted(table))), ct);
        return rows;

        IEnumerable<Cell[]> Counted(Table table)
        {
            foreach (Row row in table.Rows)
            {
                ct.ThrowIfCancellationRequested();
                rows++;
                yield return row.Cells;
            }
        }
    }

    public static long WriteJson(Stream stream, IReadOnlyList<Table> tables, CancellationToken ct)
    {
        long rows = 0;
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("tables");
        foreach (Table table in tables)
        {
            json.WriteStartObject();
            if (table.Name.Length > 0) json.WriteString("name", table.Name);
            WriteTexts(json, "columns", table.Columns.Select(column => column.Heading));
            json.WriteStartArray("rows");
            foreach (Row row in table.Rows)
            {
                ct.ThrowIfCancellationRequested();
                json.WriteStartArray();
                foreach (Cell cell in row.Cells) json.WriteStringValue(cell.Text);
                json.WriteEndArray();
                if (json.BytesPending > 64 * 1024) json.Flush();
                rows++;
            }

            json.WriteEndArray();
            if (table.Totals.Count > 0) WriteTotals(json, table);
            if (table.Announced is { } announced) json.WriteNumber("announced", announced);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
        return rows;
    }

    static void WriteTotals(Utf8JsonWriter json, Table table)
    {
        json.WriteStartArray("totals");
        foreach (Row total in table.Totals)
        {
            json.WriteStartArray();
            foreach (Cell cell in total.Cells) json.WriteStringValue(cell.Text);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static void WriteLine(TextWriter output, IEnumerable<string> fields)
    {
        bool first = true;
        foreach (string field in fields)
        {
            if (!first) output.Write(',');
            first = false;
            bool quoted = field.AsSpan().IndexOfAny(",\"\r\n") >= 0;
            output.Write(quoted ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field);
        }

        output.Write("\r\n"); // RFC 4180
    }
}
