using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Kurir.PdfTables;

/// <summary>
/// Finds fonts that number their glyphs and do not say which characters these are. What is read of them looks like text and is none:
/// the number of a glyph taken for a character's.
/// </summary>
sealed class FontTrust(PdfDocument document)
{
    const int DeepestForms = 4;

    /// <summary>Most fonts and forms looked at on one page.</summary>
    const int MostParts = 2000;
    readonly Dictionary<IndirectReference, bool> _known = [];

    /// <summary>The names of the page's fonts that cannot be read.</summary>
    public HashSet<string> Unreadable(Page page)
    {
        var names = new HashSet<string>();
        var left = MostParts;
        if (Inherited(page.Dictionary, NameToken.Resources) is { } resources) Gather(resources, names, DeepestForms, ref left);
        return names;
    }

    void Gather(DictionaryToken resources, HashSet<string> names, int depth, ref int left)
    {
        if (Find(resources, NameToken.Font) is DictionaryToken fonts)
        {
            foreach (var entry in fonts.Data.Values)
            {
                if (left-- <= 0) return;
                if (Resolve(entry) is DictionaryToken font && IsUnreadable(entry, font) && Find(font, NameToken.BaseFont) is NameToken name) names.Add(name.Data);
            }
        }
        if (depth == 0 || Find(resources, NameToken.Xobject) is not DictionaryToken forms) return;
        foreach (var entry in forms.Data.Values)
        {
            if (left-- <= 0) return;
            if (Resolve(entry) is StreamToken { StreamDictionary: var form } && Find(form, NameToken.Resources) is DictionaryToken inner) Gather(inner, names, depth - 1, ref left);
        }
    }

    bool IsUnreadable(IToken entry, DictionaryToken font)
    {
        if (entry is not IndirectReferenceToken reference) return Numbers(font);
        if (_known.TryGetValue(reference.Data, out var known)) return known;
        return _known[reference.Data] = Numbers(font);
    }

    bool Numbers(DictionaryToken font)
    {
        if (Find(font, NameToken.ToUnicode) is not null) return false;
        return Find(font, NameToken.Subtype) is NameToken { Data: "Type0" } ? NumbersGlyphs(font) : NumbersCodes(font);
    }

    // The character collections of Adobe are published, so their numbers can be read; "Identity" is any order.
    bool NumbersGlyphs(DictionaryToken font)
    {
        if (Find(font, NameToken.Encoding) is not NameToken { Data: "Identity-H" or "Identity-V" }) return false;
        if (Find(font, NameToken.DescendantFonts) is not ArrayToken { Length: > 0 } descendants || Resolve(descendants.Data[0]) is not DictionaryToken descendant) return true;
        var ordering = Find(descendant, NameToken.CidSystemInfo) is DictionaryToken system ? Find(system, NameToken.Create("Ordering")) : null;
        return ordering is not StringToken { Data: "Japan1" or "GB1" or "CNS1" or "Korea1" or "KR" };
    }

    // A part of a font, in an order of its own that begins where no printed character stands.
    bool NumbersCodes(DictionaryToken font) =>
        Find(font, NameToken.Subtype) is NameToken { Data: "TrueType" } && Find(font, NameToken.Encoding) is null
        && Find(font, NameToken.BaseFont) is NameToken { Data: var name } && name.Length > 7 && name[6] == '+'
        && Find(font, NameToken.FirstChar) is NumericToken { Int: < 32 };

    DictionaryToken? Inherited(DictionaryToken dictionary, NameToken name)
    {
        for (var level = 0; level < 50; level++)
        {
            if (Find(dictionary, name) is DictionaryToken found) return found;
            if (Find(dictionary, NameToken.Parent) is not DictionaryToken parent) return null;
            dictionary = parent;
        }
        return null;
    }

    IToken? Find(DictionaryToken dictionary, NameToken name) => dictionary.TryGet(name, out var token) ? Resolve(token) : null;

    IToken? Resolve(IToken? token)
    {
        for (var i = 0; i < 8 && token is IndirectReferenceToken reference; i++) token = document.Structure.GetObject(reference.Data)?.Data;
        return token;
    }
}
