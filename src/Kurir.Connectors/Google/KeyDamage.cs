namespace Kurir.Connectors;

/// <summary>What happened to a key on its way here and was undone without losing anything. The names are shown; they are added to, never renamed.</summary>
public enum KeyDamage
{
    // The text as a whole
    Utf16, ByteOrderMark, InvisibleCharacters, NonBreakingSpaces, NameIncluded, TextAround,

    // Layers around the JSON
    OuterQuotes, EncodedTwice, EscapedQuotes, Base64,

    // The JSON
    SingleQuotes, CurlyQuotes, QuotesLost, CommaAdded, Comments, BraceMissing, LineEndsInText, FieldsRenamed,

    // The key in it
    LineEndsEscaped, LineEndsLost, BackslashesLost, BackslashesAdded, CarriageReturns, SignsEscaped, SpacesForPlus, UrlAlphabet, DashesChanged, FirstOrLastLineRestored,
}

/// <summary>The same for people.</summary>
public static class KeyDamages
{
    /// <summary>One clause, without a full stop: <c>the quotation marks had become curly</c>.</summary>
    public static string Words(KeyDamage damage) => damage switch
    {
        KeyDamage.Utf16 => "the text was UTF-16",
        KeyDamage.ByteOrderMark => "a byte order mark stood before it",
        KeyDamage.InvisibleCharacters => "invisible characters had been pasted along",
        KeyDamage.NonBreakingSpaces => "non-breaking spaces had been pasted along",
        KeyDamage.NameIncluded => "the name of the variable had been pasted along",
        KeyDamage.TextAround => "there was other text after it",
        KeyDamage.OuterQuotes => "quotation marks around it had become part of the value",
        KeyDamage.EncodedTwice => "it was JSON written into a JSON text",
        KeyDamage.EscapedQuotes => "its quotation marks had backslashes before them",
        KeyDamage.Base64 => "it was base64",
        KeyDamage.SingleQuotes => "it was written with single quotation marks",
        KeyDamage.CurlyQuotes => "quotation marks had become curly",
        KeyDamage.QuotesLost => "its quotation marks were gone",
        KeyDamage.CommaAdded => "there was a comma too many",
        KeyDamage.Comments => "it had comments",
        KeyDamage.BraceMissing => "a brace was missing",
        KeyDamage.LineEndsInText => "there were line ends within texts",
        KeyDamage.FieldsRenamed => "fields had other names",
        KeyDamage.LineEndsEscaped => "line ends of the key were still \\n",
        KeyDamage.LineEndsLost => "line ends of the key were gone",
        KeyDamage.BackslashesLost => "the backslashes of \\n were gone",
        KeyDamage.BackslashesAdded => "there were backslashes too many",
        KeyDamage.CarriageReturns => "line ends were those of Windows",
        KeyDamage.SignsEscaped => "signs of the key were still escaped",
        KeyDamage.SpacesForPlus => "plus signs of the key had become spaces",
        KeyDamage.UrlAlphabet => "the key was written in the alphabet of addresses",
        KeyDamage.DashesChanged => "dashes of the key's first or last line had changed",
        KeyDamage.FirstOrLastLineRestored => "the key's first or last line was damaged",
        _ => throw new ArgumentOutOfRangeException(nameof(damage)),
    };
}
