using UglyToad.PdfPig.Content;

namespace Kurir.PdfTables;

/// <summary>Tells letters whose characters are known from those that a font, or its map of characters, does not know or gets wrong.</summary>
/// <param name="unreadable">Names of fonts whose letters are unknown.</param>
sealed class KnownLetters(HashSet<string> unreadable)
{
    const string Nobody = "\uFFFD";
    int _whole;
    int _empty;

    public int Unknown { get; private set; }

    /// <summary>
    /// Some generators give a whole text of a script read from right to left to its first glyph and nothing to the others; where such a glyph
    /// stands in another word, it brings the whole text with it.
    /// </summary>
    public bool Lie => !Distrust && _whole > 0 && _empty > _whole;

    /// <summary>Letters of such maps are unknown.</summary>
    public bool Distrust { get; init; }

    /// <summary>The letter's text, or U+FFFD.</summary>
    public string TextOf(Letter letter)
    {
        var text = letter.Value;
        if (IsKnown(letter, text)) return text;
        Unknown++;
        return Nobody;
    }

    bool IsKnown(Letter letter, string text)
    {
        if (unreadable.Count > 0 && unreadable.Contains(letter.FontName ?? "")) return false;
        if (text.Length == 0)
        {
            _empty++;
            return !Distrust;
        }
        if (text.Length >= 3 && Letters.IsRightToLeft(text[0]))
        {
            _whole++;
            return !Distrust;
        }
        return text[0] is not ('\uFFFD' or '\0');
    }
}
