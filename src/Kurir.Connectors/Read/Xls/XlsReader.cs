using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Kurir.Connectors;

/// <summary>Binary Excel workbooks. The library's cells, and the error cells that it leaves out.</summary>
public sealed class XlsReader : IReader
{
    public string Kind => "xls";

    public string Description => "binary Excel workbooks (.xls, Excel 2 to 2003); hidden sheets are left out";

    public bool Recognises(ReadOnlySpan<byte> head) => Signatures.IsOle2(head) || head is [0x09, 0x00 or 0x02 or 0x04 or 0x08, 0x04 or 0x06 or 0x08 or 0x10, 0x00, ..];

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct) => Guarded(document, () =>
    {
        using var stream = document.Open();
        var errors = Look(stream, document);
        stream.Position = 0;
        using var reader = Open(stream);
        var sheets = new List<(string Name, int Index, bool Hidden)>();
        do sheets.Add((reader.Name ?? "", sheets.Count, reader.VisibleState != "visible"));
        while (sheets.Count <= limits.MaxEntries && reader.NextResult());
        if (sheets.Exists(s => !s.Hidden)) sheets.RemoveAll(s => s.Hidden);
        return sheets.ConvertAll(sheet => new Grid
        {
            Name = sheet.Name,
            Place = $"sheet {sheet.Index + 1}",
            Rows = new GuardedRows(document, limits, () => Rows(document, sheet.Index, errors, limits), ct),
        });
    });

    /// <summary>Looks into the container before the library does: what else it is, whether it is sound, and where the errors stand.</summary>
    static XlsErrors Look(Stream stream, Document document)
    {
        byte[] head = new byte[8];
        stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (!Signatures.IsOle2(head)) return new XlsErrors();
        var container = new Ole2(stream);
        if (container.Find("EncryptedPackage") is not null) throw Unreadable.Encrypted(document, "The workbook is locked with a password.");
        if (container.Find("Workbook", "Book") is not { } workbook) throw Unreadable.Unknown(document, "It is an old Office document without a workbook in it.");
        if (workbook.Size > stream.Length) throw new EndOfStreamException();
        return workbook.Size < container.CutOff ? new XlsErrors() : XlsErrors.Read(container.Open(workbook));
    }

    static IEnumerable<GridRow> Rows(Document document, int sheet, XlsErrors errors, ReadLimits limits)
    {
        using var stream = document.Open();
        using var reader = Guarded(document, () => Open(stream));
        for (int i = 0; i < sheet; i++) Guarded(document, reader.NextResult);
        var formats = new Dictionary<string, NumberFormat>(StringComparer.Ordinal);
        while (Guarded(document, reader.Read))
        {
            int row = reader.Depth;
            var cells = Guarded(document, () => Cells(reader, formats, column => errors.Find(sheet, row, column), limits));
            if (cells.Length > 0) yield return new GridRow(row + 1, cells);
        }
    }

    static Cell[] Cells(IExcelDataReader reader, Dictionary<string, NumberFormat> formats, Func<int, string?> error, ReadLimits limits)
    {
        var cells = new Cell[Math.Min(reader.FieldCount, limits.MaxColumns)];
        int used = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = error(i) is { } text ? Cell.OfError(text) : reader.GetValue(i) is { } value ? Typed(value, Format(reader, i, formats)) : default;
            if (!cells[i].IsEmpty) used = i + 1;
        }

        return used == cells.Length ? cells : cells[..used];
    }

    static NumberFormat Format(IExcelDataReader reader, int column, Dictionary<string, NumberFormat> formats)
    {
        string code = reader.GetNumberFormatString(column) ?? "";
        if (!formats.TryGetValue(code, out var format)) formats[code] = format = new NumberFormat(code);
        return format;
    }

    static Cell Typed(object value, NumberFormat format) => value switch
    {
        string text => Cell.OfText(text),
        bool truth => SpreadsheetCell.Boolean(truth),
        DateTime moment => SpreadsheetCell.Moment(moment, format),
        TimeSpan time => SpreadsheetCell.Time(time, format.Code),
        double number => SpreadsheetCell.Number(number.ToString("R", CultureInfo.InvariantCulture), format, date1904: false),
        IFormattable other => SpreadsheetCell.Number(other.ToString(null, CultureInfo.InvariantCulture), format, date1904: false),
        _ => Cell.OfText(value.ToString()),
    };

    static IExcelDataReader Open(Stream stream)
    {
        TextEncoding.Register();
        return ExcelReaderFactory.CreateBinaryReader(stream, new ExcelReaderConfiguration { FallbackEncoding = TextEncoding.Windows1252 });
    }

    /// <summary>The library meets broken files with whatever exception its code runs into; each of them means that the file is broken.</summary>
    static T Guarded<T>(Document document, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw Unreadable.Encrypted(document, "The workbook is locked with a password.");
        }
        catch (EndOfStreamException e)
        {
            throw Unreadable.Truncated(document, "The workbook ends in the middle: it was cut off.", e);
        }
        catch (Exception e) when (e is not (Fault or OperationCanceledException))
        {
            throw Unreadable.Damaged(document, $"The workbook is damaged: {Unreadable.Short(e.Message, 160)}", e);
        }
    }
}
