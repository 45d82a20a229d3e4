using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Writes one sheet's XML, row by row.</summary>
sealed class XlsxSheetWriter(Stream part, XlsxCellStyles styles, bool selected, int maxRows)
{
    const int MaxText = 32_767;
    const int LooksAhead = 200;
    const int MinWidth = 6, MaxWidth = 60;
    const int FlushAt = 32 << 10;

    static readonly HashSet<string> Errors = new(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"], StringComparer.Ordinal);
    static readonly DateTime Epoch = new(1899, 12, 30);
    static readonly DateTime FirstSafeDay = new(1900, 3, 1);

    readonly ArrayBufferWriter<byte> buffer = new(FlushAt * 2);
    readonly List<string> letters = [];
    int row;

    /// <param name="more">The enumerator stands on a row.</param>
    /// <returns>Whether it still does: a row that this sheet has no place for.</returns>
    public bool Write(IReadOnlyList<string> headings, IEnumerator<Cell[]> rows, bool more, CancellationToken ct)
    {
        var first = new List<Cell[]>();
        for (; more && first.Count < Math.Min(LooksAhead, maxRows - 1); more = rows.MoveNext()) first.Add(rows.Current);
        Begin(headings, first);
        WriteRow([.. headings.Select(Cell.OfText)], XlsxCellStyles.Heading);
        foreach (var cells in first) WriteRow(cells);
        for (; more && row < maxRows; more = rows.MoveNext())
        {
            ct.ThrowIfCancellationRequested();
            WriteRow(rows.Current);
        }

        End(headings.Count);
        return more;
    }

    void Begin(IReadOnlyList<string> headings, List<Cell[]> first)
    {
        Append($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{XlsxWriter.Main}\"><sheetViews><sheetView {(selected ? "tabSelected=\"1\" " : "")}workbookViewId=\"0\">"
            + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        if (headings.Count > 0) Append("<cols>");
        for (int i = 0; i < headings.Count; i++)
        {
            int widest = first.Where(r => i < r.Length).Select(r => LongestLine(r[i].Text)).Append(LongestLine(headings[i]) + 2).Max();
            Append($"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Math.Clamp(widest + 2, MinWidth, MaxWidth)}\" customWidth=\"1\"/>");
        }

        Append(headings.Count > 0 ? "</cols><sheetData>" : "<sheetData>");
    }

    void End(int columns)
    {
        Append("</sheetData>");
        if (columns > 0) Append($"<autoFilter ref=\"A1:{Headings.Letters(columns - 1)}{row}\"/>");
        Append("</worksheet>");
        Flush();
    }

    void WriteRow(Cell[] cells, int style = XlsxCellStyles.Default)
    {
        row++;
        Append("<row r=\"", row, "\">");
        for (int i = 0; i < cells.Length; i++)
            if (!cells[i].IsEmpty) WriteCell(i, cells[i], style);
        Append("</row>");
        if (buffer.WrittenCount >= FlushAt) Flush();
    }

    void WriteCell(int column, Cell cell, int style)
    {
        while (letters.Count <= column) letters.Add(Headings.Letters(letters.Count));
        Append("<c r=\"");
        Append(letters[column], row, "\"");
        switch (cell.Type)
        {
            case CellType.Number when Digits(cell.Value) <= 15:
                Value(cell.Value, cell.Format is { } format ? styles.Of(format) : style);
                break;
            case CellType.Date or CellType.DateTime or CellType.Time when Serial(cell) is { } serial:
                Value(serial, styles.Of(MomentFormat(cell)));
                break;
            case CellType.Boolean:
                Append(cell.Value == "true" ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>");
                break;
            case CellType.Error when Errors.Contains(cell.Value):
                Append($" t=\"e\"><v>{cell.Value}</v></c>");
                break;
            default:
                Text(cell.Text, style);
                break;
        }
    }

    void Value(string number, int style)
    {
        if (style != XlsxCellStyles.Default) Append(" s=\"", style, "\"");
        Append("><v>");
        Append(number);
        Append("</v></c>");
    }

    void Text(string text, int style)
    {
        if (text.Length > MaxText) throw TooLong(text.Length);
        if (style == XlsxCellStyles.Default && XlsxText.LooksTyped(text)) style = XlsxCellStyles.Quoted;
        if (style != XlsxCellStyles.Default) Append(" s=\"", style, "\"");
        Append(char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains('\n') ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">" : " t=\"inlineStr\"><is><t>");
        Append(XlsxText.Escape(text));
        Append("</t></is></c>");
    }

    /// <summary>The source's own format where it has one that shows all that the value holds.</summary>
    static string MomentFormat(Cell cell)
    {
        bool fraction = cell.Value.Contains('.');
        if (!fraction && cell.Format is { } format && new NumberFormat(format) is var known && known.Shows == (cell.Type switch
        {
            CellType.Date => FormatShows.Date,
            CellType.DateTime => FormatShows.DateTime,
            _ => FormatShows.Time,
        }) && (known.Elapsed || cell.Type != CellType.Time)) return format;
        return cell.Type switch
        {
            CellType.Date => "yyyy-mm-dd",
            CellType.DateTime => fraction ? "yyyy-mm-dd hh:mm:ss.000" : "yyyy-mm-dd hh:mm:ss",
            _ => fraction ? "[h]:mm:ss.000" : "[h]:mm:ss",
        };
    }

    /// <summary>The serial number of a moment; null where a workbook has none for it: before March 1900, or more exact than a millisecond.</summary>
    static string? Serial(Cell cell)
    {
        if (cell.Type == CellType.Time) return Duration(cell.Value) is { } time ? Days(time) : null;
        if (!DateTime.TryParseExact(cell.Value, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return null;
        return moment < FirstSafeDay ? null : Days(moment - Epoch);
    }

    static string? Days(TimeSpan time) => time.Ticks % TimeSpan.TicksPerMillisecond == 0
        ? PlainNumber.Canonical((time.Ticks / (double)TimeSpan.TicksPerDay).ToString("R", CultureInfo.InvariantCulture)) : null;

    static TimeSpan? Duration(string value)
    {
        bool negative = value[0] == '-';
        string[] parts = value.TrimStart('-').Split(':');
        if (parts.Length != 3 || !int.TryParse(parts[0], out int hours) || hours > 99_999 || !int.TryParse(parts[1], out int minutes)
            || !decimal.TryParse(parts[2], CultureInfo.InvariantCulture, out decimal seconds)) return null;
        var time = new TimeSpan(hours, minutes, 0) + TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return negative ? -time : time;
    }

    static int Digits(string value)
    {
        int count = 0;
        foreach (char c in value)
            if (char.IsAsciiDigit(c) && (count > 0 || c != '0')) count++;
        return count;
    }

    static int LongestLine(string text)
    {
        int longest = 0;
        foreach (var line in text.AsSpan().EnumerateLines()) longest = Math.Max(longest, line.Length);
        return longest;
    }

    static Fault TooLong(int length) => new(Stage.Deliver, FaultName.DestinationFull, FaultKind.Stop, "workbook",
        $"A cell has {length:N0} characters; a workbook's cells hold {MaxText:N0}.", "Write CSV or JSON instead, or leave that column out.");

    void Append(string text) => Encoding.UTF8.GetBytes(text, buffer);

    void Append(string before, int number, string after)
    {
        Append(before);
        number.TryFormat(buffer.GetSpan(11), out int written, default, CultureInfo.InvariantCulture);
        buffer.Advance(written);
        Append(after);
    }

    void Flush()
    {
        part.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
