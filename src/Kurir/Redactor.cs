namespace Kurir;

/// <summary>Knows every secret this process has looked up, and takes them out of texts before they leave it.</summary>
public sealed class Redactor
{
    const int Shortest = 4; // a shorter "secret" would blank out ordinary words
    readonly Lock gate = new();
    string[] known = [];

    /// <summary>Hides a value from now on, and the forms in which it travels (URL-encoded, base64, JSON-escaped).</summary>
    public void Hide(string value)
    {
        if (value.Length < Shortest) return;
        string[] forms =
        [
            value,
            Uri.EscapeDataString(value),
            Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal),
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value)),
            System.Text.Json.JsonEncodedText.Encode(value).ToString(),
        ];
        lock (gate)
        {
            // Longest first, so that a secret that contains another is taken out whole.
            known = [.. known.Concat(forms).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
        }
    }

    public string Redact(string text)
    {
        foreach (string form in Volatile.Read(ref known)) text = text.Replace(form, "***", StringComparison.Ordinal);
        return text;
    }
}
