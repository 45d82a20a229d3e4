namespace Kurir;

/// <summary>One cell: its text as in the report, its type, and its value in one canonical form.</summary>
/// <remarks>
/// Canonical values, invariant: Number <c>-1234.5</c> (no exponent, no trailing zeros, any length), Date <c>2025-09-23</c>,
/// DateTime <c>2025-09-23T18:39:00</c>, Time <c>18:39:00</c>, Boolean <c>true|false</c>. Two cells mean the same when type and value agree,
/// however they were printed: <c>Rp 85.000</c> in a PDF and 85000 in a workbook.
/// </remarks>
public readonly record struct Cell
{
    readonly string? text;
    readonly string? value;

    Cell(string text, CellType type, string? value, string? format)
    {
        this.text = text;
        this.value = value;
        Type = type;
        Format = format;
    }

    public static Cell Empty => default;

    public CellType Type { get; }

    /// <summary>As in the report; "" for an empty cell, never null.</summary>
    public string Text => text ?? "";

    /// <summary>The canonical value; for Text and Error the text itself.</summary>
    public string Value => value ?? Text;

    /// <summary>The number format of the source (<c>0.00%</c>, <c>"Rp" #,##0</c>); null where there was none.</summary>
    public string? Format { get; }

    public bool IsEmpty => Type == CellType.Empty;

    /// <summary>A text cell; an empty or null text gives <see cref="Empty"/>.</summary>
    public static Cell OfText(string? text) => string.IsNullOrEmpty(text) ? default : new Cell(text, CellType.Text, null, null);

    public static Cell OfError(string text) => new(text, CellType.Error, null, null);

    /// <param name="text">As in the report.</param>
    /// <param name="type">Any type but Empty.</param>
    /// <param name="value">The canonical value of that type; see the remarks.</param>
    /// <param name="format">The source's number format, if any.</param>
    public static Cell Typed(string text, CellType type, string value, string? format = null) =>
        new(text, type, string.Equals(text, value, StringComparison.Ordinal) ? null : value, format);

    public bool Means(Cell other) => Type == other.Type && string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override string ToString() => Text;
}
