using System.Text;

namespace Kurir.Connectors;

/// <summary>Text as a page shows it: white space folded, lines only where the page breaks them.</summary>
/// <param name="most">Characters kept; what comes later is dropped, and <see cref="Overflows"/> says so.</param>
sealed class HtmlTextBuilder(int most)
{
    readonly StringBuilder text = new();
    char pending;

    public bool Overflows { get; private set; }

    public void Line() => pending = '\n';

    public void Space()
    {
        if (pending == '\0') pending = ' ';
    }

    public void Append(ReadOnlySpan<char> words)
    {
        foreach (char c in words)
        {
            if (char.IsWhiteSpace(c)) Space();
            else if (c is not ('\u200B' or '\uFEFF' or '\u00AD')) Append(c);
        }
    }

    /// <summary>The text so far; the next one begins.</summary>
    public string Take()
    {
        string taken = text.ToString();
        text.Clear();
        pending = '\0';
        return taken;
    }

    void Append(char c)
    {
        if (text.Length >= most)
        {
            Overflows = true;
            return;
        }

        if (pending != '\0' && text.Length > 0) text.Append(pending);
        pending = '\0';
        text.Append(c);
    }
}
