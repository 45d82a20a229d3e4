using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>Writes text so that every YAML reader takes it back as that text.</summary>
static partial class Yaml
{
    static readonly HashSet<string> Reserved = new(["true", "false", "yes", "no", "on", "off", "y", "n", "null"], StringComparer.OrdinalIgnoreCase);

    public static string Text(string text) => Plain().IsMatch(text) && !Reserved.Contains(text) ? text : Quoted(text);

    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append(rune);
            else if (rune.Value == '\n') quoted.Append("\\n");
            else if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFEFF) quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else quoted.Append(rune);
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^(?:[A-Za-z_/](?:[A-Za-z0-9_./+ -]*[A-Za-z0-9_./+-])?|[0-9]+ [A-Za-z]+|https?://[A-Za-z0-9._~/:%-]*[A-Za-z0-9/])\z")]
    private static partial Regex Plain();
}
