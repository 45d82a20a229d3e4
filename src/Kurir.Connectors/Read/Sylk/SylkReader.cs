using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Symbolic link files, which some panels send as <c>.xls</c>.</summary>
public sealed partial class SylkReader : IReader
{
    const int MaxGap = 65_536;

    public string Kind => "sylk";

    public string Description => "symbolic link spreadsheets (.slk), also under the name .xls";

    // "ID;P" alone is also how a text with a column "Product" may begin.
    public bool Recognises(ReadOnlySpan<byte> head) => Signatures.AsText(head) is { } text && Begins().IsMatch(text);

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct) =>
        [new Grid { Place = "sheet 1", Rows = new GuardedRows(document, limits, () => Rows(document, limits, ct), ct) }];

    /// <summary>Cells come in any order within the file, but all writers go row by row; a step back is refused, not sorted.</summary>
    static IEnumerable<GridRow> Rows(Document document, ReadLimits limits, CancellationToken ct)
    {
        using var reader = new StreamReader(document.Open(), TextEncoding.Of(document, ct));
        var formats = new List<NumberFormat>();
        var cells = new List<Cell>();
        int row = 0, column = 0, format = -1, written = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > limits.MaxCellLength) throw Unreadable.TooLarge(document, $"A line has more than {limits.MaxCellLength:N0} characters.");
            var fields = Fields(line);
            string kind = fields[0];
            if (kind == "E")
            {
                if (written > 0) yield return new GridRow(written, [.. cells]);
                yield break;
            }

            if (kind == "P" && Value(fields, 'P') is { } code) formats.Add(new NumberFormat(code.Replace(@"\", "", StringComparison.Ordinal)));
            if (kind == "F" && int.TryParse(Value(fields, 'P'), out int index)) format = index;
            if (kind is not ("C" or "F")) continue;
            if (int.TryParse(Value(fields, 'Y'), out int y)) row = y;
            if (int.TryParse(Value(fields, 'X'), out int x)) column = x;
            if (kind != "C" || Value(fields, 'K') is not { } value) continue;
            if (column < 1 || column > limits.MaxColumns || row < written || row > written + MaxGap) throw new InvalidDataException($"The cell at row {row}, column {column} is out of order.");
            if (row != written && written > 0)
            {
                yield return new GridRow(written, [.. cells]);
                cells.Clear();
            }

            written = row;
            while (cells.Count < column) cells.Add(default);
            cells[column - 1] = Typed(value, format >= 0 && format < formats.Count ? formats[format] : NumberFormat.General);
            format = -1;
        }

        throw new EndOfStreamException();
    }

    /// <summary>What follows a field's letter; null where there is no such field.</summary>
    static string? Value(List<string> fields, char letter) => fields.FindIndex(1, f => f.StartsWith(letter)) is var at and >= 0 ? fields[at][1..] : null;

    static Cell Typed(string value, NumberFormat format)
    {
        if (value is ['"', .. var text]) return Cell.OfText(text.EndsWith('"') ? text[..^1] : text);
        if (value is "TRUE" or "FALSE") return SpreadsheetCell.Boolean(value == "TRUE");
        return value is ['#', ..] ? Cell.OfError(value) : SpreadsheetCell.Number(value, format, date1904: false);
    }

    /// <summary>Fields end at a semicolon; a doubled one is a character, and <c>ESC space :</c> a line's end.</summary>
    static List<string> Fields(string line) =>
        [.. line.Replace(";;", "\uE000", StringComparison.Ordinal).Split(';').Select(f => f.Replace('\uE000', ';').Replace("\u001B :", "\n", StringComparison.Ordinal))];

    [GeneratedRegex(@"^ID;P[^\r\n]*[\r\n]+(P|F|C|B|O|NN|NE|W);", RegexOptions.CultureInvariant)]
    private static partial Regex Begins();
}
