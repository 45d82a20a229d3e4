using System.Text;

namespace Kurir;

/// <summary>How headings are compared and columns lettered.</summary>
public static class Headings
{
    /// <summary>Equal but for case and white space: <c>Transaksi  ID</c> and <c>transaksi id</c>.</summary>
    public static bool Same(string a, string b) => string.Equals(Fold(a), Fold(b), StringComparison.Ordinal);

    /// <summary>Without white space, upper-cased: a key for dictionaries of headings.</summary>
    public static string Fold(string heading)
    {
        var text = new StringBuilder(heading.Length);
        foreach (char c in heading.Normalize(NormalizationForm.FormKC))
            if (!char.IsWhiteSpace(c)) text.Append(char.ToUpperInvariant(c));
        return text.ToString();
    }

    /// <summary>A, B … Z, AA … for 0, 1 … 25, 26 …</summary>
    public static string Letters(int index)
    {
        string letters = "";
        for (int i = index; i >= 0; i = i / 26 - 1) letters = (char)('A' + i % 26) + letters;
        return letters;
    }
}
