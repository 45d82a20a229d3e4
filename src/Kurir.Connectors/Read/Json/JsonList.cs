namespace Kurir.Connectors;

/// <summary>A list of rows inside JSON, as far as it is known from looking through it once.</summary>
/// <param name="Name">The property that holds it; "" for the outermost value.</param>
/// <param name="Position">Where its bracket stands among the bytes.</param>
sealed record JsonList(string Name, long Position)
{
    /// <summary>Each row's names in the order of their first appearance; their positions are the columns'.</summary>
    public Dictionary<string, int> Columns { get; } = new(StringComparer.Ordinal);

    public long Count { get; set; }

    /// <summary>Its rows are lists, the longest of this many cells.</summary>
    public int Width { get; set; }

    /// <summary>It holds texts or numbers, so it is no list of rows.</summary>
    public bool HoldsScalars { get; set; }

    /// <summary>Texts that stand beside it as names of its columns.</summary>
    public IReadOnlyList<string>? Headings { get; set; }

    /// <summary>How many rows there are on all pages, as said beside it.</summary>
    public long? Announced { get; set; }

    /// <summary>It is a grid's reply: its texts are HTML.</summary>
    public bool HoldsHtml { get; set; }
}
