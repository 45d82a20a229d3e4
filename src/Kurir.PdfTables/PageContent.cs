namespace Kurir.PdfTables;

/// <summary>How a word hangs on the one before it in the content stream.</summary>
enum Link
{
    /// <summary>Nothing joins them.</summary>
    None,

    /// <summary>A gap no wider than a space, but no space character was printed in it.</summary>
    Soft,

    /// <summary>A space character was printed between them.</summary>
    Space,
}

/// <summary>Letters without a gap. Coordinates are of the upright page, y downwards.</summary>
sealed class Word
{
    public required string Text { get; set; }
    public double X0 { get; set; }
    public double X1 { get; set; }
    public double Baseline { get; init; }
    public double Size { get; init; }
    public bool Bold { get; init; }
    public int Colour { get; init; }
    public Link Link { get; init; }

    /// <summary>Printed by the same text operation as the word before it.</summary>
    public bool SameText { get; init; }

    /// <summary>A column's edge parts it from the word to its left, however near that stands.</summary>
    public bool OwnCell { get; set; }

    /// <summary>Printed letter by letter from right to left, as it is read.</summary>
    public bool Leftward { get; init; }

    /// <summary>Null where the word was printed at once.</summary>
    public List<Seam>? Seams { get; init; }

    /// <summary>Right end of the space printed after the word, or the word's own right end.</summary>
    public double SpaceEnd { get; set; }
    public int SpacesAfter { get; set; }
    public double Top => Baseline - (0.74 * Size);
    public double Bottom => Baseline + (0.22 * Size);
    public double Middle => Baseline - (0.26 * Size);
}

/// <summary>A level line: a stroke, a thin filled rectangle, or an edge of an area.</summary>
/// <param name="Edge">Only the edge of a filled area, nothing was drawn along it.</param>
readonly record struct HRule(double Y, double X0, double X1, bool Edge);

/// <summary>An upright line.</summary>
readonly record struct VRule(double X, double Y0, double Y1, bool Edge);

/// <summary>A filled area that is not the page's white.</summary>
readonly record struct Fill(double X0, double Y0, double X1, double Y1, int Colour);

/// <summary>What one page shows, turned upright.</summary>
sealed class PageContent
{
    public required int Number { get; init; }

    /// <summary>The document has no other page.</summary>
    public bool Only { get; init; }
    public required Deadline Deadline { get; init; }
    public required double Width { get; init; }
    public required double Height { get; init; }
    public required List<Word> Words { get; init; }
    public required List<HRule> HRules { get; init; }
    public required List<VRule> VRules { get; init; }
    public required List<Fill> Fills { get; init; }

    /// <summary>Letters in all, those without a known character among them, and pictures.</summary>
    public int Letters { get; init; }
    public int UnknownLetters { get; init; }
    public int Images { get; init; }

    /// <summary>All letters are equally wide: columns are made with spaces.</summary>
    public bool Monospaced { get; init; }

    /// <summary>The generator prints space characters, so a gap without one separates cells.</summary>
    public bool PrintsSpaces { get; init; }
}
