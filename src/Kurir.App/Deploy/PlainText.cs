using System.Text;

namespace Kurir.App;

/// <summary>Text from elsewhere, fit for one line of a terminal.</summary>
static class PlainText
{
    /// <summary>Cut, and without control characters, which could move the cursor or colour what follows.</summary>
    public static string Line(string text, int most)
    {
        var line = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= most) return line.Append('…').ToString();
            if (rune.Value is '\t' or '\n' or '\r') line.Append(' ');
            else if (!Rune.IsControl(rune) && rune.Value is not (0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))) line.Append(rune);
        }

        return line.ToString().Trim();
    }
}
