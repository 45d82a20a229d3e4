using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Kurir.Connectors;

/// <summary>The faults of reading, each in one place, so that all readers speak alike.</summary>
static class Unreadable
{
    const string Again = "Fetch it again; if it comes the same, open it in a browser and look at what the panel really sends.";

    public static Fault Empty(Document document) => new(Stage.Read, FaultName.FileEmpty, FaultKind.Retry, Subject(document),
        document.Length == 0 ? "The file has no content: 0 bytes." : $"The file has {document.Length} bytes and no content.", Again);

    public static Fault Truncated(Document document, string cause, Exception? inner = null) =>
        new(Stage.Read, FaultName.FileTruncated, FaultKind.Retry, Subject(document), cause, Again, inner);

    public static Fault Damaged(Document document, string cause, Exception? inner = null) =>
        new(Stage.Read, FaultName.FileDamaged, FaultKind.Stop, Subject(document), cause, Again, inner);

    public static Fault Hostile(Document document, string cause) => new(Stage.Read, FaultName.FileHostile, FaultKind.Stop, Subject(document), cause,
        "It was not read on. If it is what the panel should send, ask for a smaller window.");

    public static Fault TooLarge(Document document, string cause) => new(Stage.Read, FaultName.FileTooLarge, FaultKind.Stop, Subject(document), cause,
        "Ask for a smaller window, so that the report has fewer rows.");

    public static Fault Encrypted(Document document, string cause) => new(Stage.Read, FaultName.FileEncrypted, FaultKind.Ask, Subject(document), cause,
        "Have the panel send it without a password.");

    public static Fault Unknown(Document document, string cause) => new(Stage.Read, FaultName.FileUnknown, FaultKind.Stop, Subject(document), cause,
        "kurir list readers shows what can be read; export one of these.");

    public static Fault NoTable(Document document, string cause) => new(Stage.Read, FaultName.NoTable, FaultKind.Stop, Subject(document), cause,
        "Check the export's address and filters: the report's rows must be on it.");

    public static Fault SignInPage(Document document, string title) => new(Stage.Read, FaultName.FileIsSignInPage, FaultKind.Stop, Subject(document),
        $"The file is a sign-in page{Quote(title)}: it has a password field and no table.",
        "Check that the account may open this report, and that the site's sign-in is set up.");

    public static Fault ErrorPage(Document document, string seen) => new(Stage.Read, FaultName.FileIsErrorPage,
        PageWords.Passes(seen) ? FaultKind.Retry : FaultKind.Stop, Subject(document), $"The file is an error message, not a report: “{Short(seen, 300)}”", Again);

    /// <summary>The fault that an exception of parsing means; null where it is none of parsing.</summary>
    public static Fault? From(Document document, Exception exception) => exception switch
    {
        EndOfStreamException => Truncated(document, "The file ends in the middle: it was cut off.", exception),
        XmlException xml when xml.Message.StartsWith("Unexpected end of file", StringComparison.Ordinal) =>
            Truncated(document, $"The XML inside ends in the middle of line {xml.LineNumber}: it was cut off.", exception),
        XmlException xml => Damaged(document, $"The XML inside breaks at line {xml.LineNumber}: {Short(xml.Message, 160)}", exception),
        InvalidDataException => Damaged(document, $"The packed data inside is damaged: {Short(exception.Message, 160)}", exception),
        JsonException => Damaged(document, $"The JSON breaks: {Short(exception.Message, 160)}", exception),
        DecoderFallbackException => Damaged(document, "The text holds bytes that are no characters of its encoding.", exception),
        _ => null,
    };

    /// <summary>What a person would call the document: the panel's name for it, else its address, without control characters.</summary>
    public static string Subject(Document document)
    {
        string name = document.FileName is { Length: > 0 } file ? file : document.Source?.AbsolutePath ?? "the document";
        return Short(name, 120);
    }

    /// <summary>One line of at most <paramref name="length"/> characters: white space folded, control characters left out.</summary>
    public static string Short(string text, int length)
    {
        var line = new StringBuilder(Math.Min(text.Length, length));
        bool space = false;
        foreach (char c in text)
        {
            if (line.Length >= length) return line.Append('…').ToString();
            if (char.IsWhiteSpace(c)) { space = line.Length > 0; continue; }
            if (char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format) continue;
            if (space) line.Append(' ');
            space = false;
            line.Append(c);
        }

        return line.ToString();
    }

    static string Quote(string title) => title.Length == 0 ? "" : $" (“{Short(title, 120)}”)";
}
