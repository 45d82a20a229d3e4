using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>One atomic batchUpdate while it is being written.</summary>
sealed class SheetBatch : IDisposable
{
    /// <value>Google recommends 2 MB a request; 1.8 leaves room for what closes it.</value>
    public const int MaxBytes = 1_800_000;

    /// <value>So that a chunk is applied well within Google's 180 seconds.</value>
    public const int MaxCells = 60_000;

    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly ArrayBufferWriter<byte> bytes = new();
    readonly Utf8JsonWriter json;
    long cells;

    public SheetBatch()
    {
        json = new Utf8JsonWriter(bytes, Plain);
        json.WriteStartObject();
        json.WriteStartArray("requests");
    }

    public bool IsEmpty { get; private set; } = true;

    public bool IsFull => Size >= MaxBytes || cells >= MaxCells;

    /// <summary>In bytes, so far.</summary>
    public long Size => bytes.WrittenCount + json.BytesPending;

    /// <summary>What a text takes at most in the request.</summary>
    public static long SizeOf(string text)
    {
        long size = System.Text.Encoding.UTF8.GetByteCount(text);
        foreach (char c in text)
            if (c is < ' ' or '"' or '\\' or '\u2028' or '\u2029' || char.IsSurrogate(c)) size += 5;
        return size;
    }

    public static void Write(Utf8JsonWriter json, string name, GridRange range)
    {
        json.WriteStartObject(name);
        json.WriteNumber("sheetId", range.Tab);
        json.WriteNumber("startRowIndex", range.Top);
        json.WriteNumber("endRowIndex", range.Bottom);
        json.WriteNumber("startColumnIndex", range.Left);
        json.WriteNumber("endColumnIndex", range.Right);
        json.WriteEndObject();
    }

    public void AddTab(int tab, string title, long rows, int columns) => Request("addSheet", () =>
    {
        json.WriteStartObject("properties");
        json.WriteNumber("sheetId", tab);
        json.WriteString("title", title);
        json.WriteStartObject("gridProperties");
        json.WriteNumber("rowCount", rows);
        json.WriteNumber("columnCount", columns);
        json.WriteNumber("frozenRowCount", 1);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public void Grow(int tab, bool rows, long by) => Request("appendDimension", () =>
    {
        json.WriteNumber("sheetId", tab);
        json.WriteString("dimension", rows ? "ROWS" : "COLUMNS");
        json.WriteNumber("length", by);
    });

    /// <param name="tab">The tab.</param>
    /// <param name="column">Its position; null: the mark is the tab's own.</param>
    /// <param name="key">The mark's.</param>
    /// <param name="value">The mark's.</param>
    public void AddMark(int tab, int? column, string key, string value) => Request("createDeveloperMetadata", () =>
    {
        json.WriteStartObject("developerMetadata");
        json.WriteString("metadataKey", key);
        json.WriteString("metadataValue", value);
        json.WriteString("visibility", "DOCUMENT");
        json.WriteStartObject("location");
        if (column is { } position)
        {
            json.WriteStartObject("dimensionRange");
            json.WriteNumber("sheetId", tab);
            json.WriteString("dimension", "COLUMNS");
            json.WriteNumber("startIndex", position);
            json.WriteNumber("endIndex", position + 1);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNumber("sheetId", tab);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    public void RemoveMark(int id) => RemoveMarks(() => json.WriteNumber("metadataId", id));

    /// <summary>All marks of one key, of which there may be none.</summary>
    public void RemoveMarks(string key) => RemoveMarks(() => json.WriteString("metadataKey", key));

    /// <summary>Gives a range of cells a number format and nothing else.</summary>
    public void Format(GridRange range, SheetFormat format) => Request("repeatCell", () =>
    {
        Write(json, "range", range);
        json.WriteStartObject("cell");
        Write(format);
        json.WriteEndObject();
        json.WriteString("fields", "userEnteredFormat.numberFormat");
    });

    /// <summary>Writes cells from one on to the right.</summary>
    /// <param name="tab">The tab.</param>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <param name="rows">All of one length; written as values, never evaluated; empty cells are emptied.</param>
    /// <param name="format">For each cell of all rows; null: their formats stay.</param>
    public void Cells(int tab, int row, int column, IEnumerable<ArraySegment<Cell>> rows, SheetFormat? format = null) => Request("updateCells", () =>
    {
        json.WriteStartObject("start");
        json.WriteNumber("sheetId", tab);
        json.WriteNumber("rowIndex", row);
        json.WriteNumber("columnIndex", column);
        json.WriteEndObject();
        json.WriteString("fields", format is null ? "userEnteredValue" : "userEnteredValue,userEnteredFormat.numberFormat");
        json.WriteStartArray("rows");
        foreach (ArraySegment<Cell> written in rows) Row(written, format);
        json.WriteEndArray();
    });

    /// <summary>The request's body; nothing can be added any more.</summary>
    public ReadOnlyMemory<byte> Close()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    public void Dispose() => json.Dispose();

    void Row(ArraySegment<Cell> row, SheetFormat? format)
    {
        json.WriteStartObject();
        json.WriteStartArray("values");
        foreach (Cell cell in row)
        {
            cells++;
            json.WriteStartObject();
            Value(cell);
            if (format is not null) Write(format);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    void Value(Cell cell)
    {
        if (cell.IsEmpty) return;
        json.WriteStartObject("userEnteredValue");
        switch (cell.Type)
        {
            case CellType.Number:
                json.WriteNumber("numberValue", double.Parse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture));
                break;
            case CellType.Boolean:
                json.WriteBoolean("boolValue", cell.Value == "true");
                break;
            case CellType.Date or CellType.DateTime or CellType.Time:
                json.WriteNumber("numberValue", Serial.Of(cell, is1904: false)!.Value);
                break;
            default:
                json.WriteString("stringValue", cell.Text);
                break;
        }

        json.WriteEndObject();
    }

    void Write(SheetFormat format)
    {
        json.WriteStartObject("userEnteredFormat");
        json.WriteStartObject("numberFormat");
        json.WriteString("type", format.Type);
        if (format.Pattern.Length > 0) json.WriteString("pattern", format.Pattern);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    void RemoveMarks(Action which) => Request("deleteDeveloperMetadata", () =>
    {
        json.WriteStartObject("dataFilter");
        json.WriteStartObject("developerMetadataLookup");
        which();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    void Request(string name, Action body)
    {
        IsEmpty = false;
        json.WriteStartObject();
        json.WriteStartObject(name);
        body();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
