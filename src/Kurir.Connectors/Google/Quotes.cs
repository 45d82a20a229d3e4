namespace Kurir.Connectors;

/// <summary>Quotation marks, straight and curly, double and single.</summary>
static class Quotes
{
    public const string Double = "\"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033";
    public const string Single = "'\u2018\u2019\u201A\u201B`\u00B4\u2032";

    public static bool IsAny(char c) => Double.Contains(c, StringComparison.Ordinal) || Single.Contains(c, StringComparison.Ordinal);

    public static bool AreAlike(char one, char other) =>
        (Double.Contains(one, StringComparison.Ordinal) && Double.Contains(other, StringComparison.Ordinal))
        || (Single.Contains(one, StringComparison.Ordinal) && Single.Contains(other, StringComparison.Ordinal));
}
