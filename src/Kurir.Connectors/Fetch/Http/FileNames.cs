using System.Text;

namespace Kurir.Connectors;

/// <summary>The file name in a <c>Content-Disposition</c> (RFC 6266): a claim for people to read, never a path.</summary>
static class FileNames
{
    const int Longest = 200;

    public static string? Parse(string? disposition)
    {
        if (disposition is null) return null;
        Dictionary<string, string> parameters = Parameters(disposition);
        string? name = parameters.TryGetValue("filename*", out string? extended) ? Extended(extended) : null;
        return Tidy(name ?? parameters.GetValueOrDefault("filename"));
    }

    static Dictionary<string, string> Parameters(string disposition)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in Split(disposition).Skip(1))
        {
            int equals = part.IndexOf('=');
            if (equals > 0) parameters.TryAdd(part[..equals].Trim(), Unquoted(part[(equals + 1)..].Trim()));
        }

        return parameters;
    }

    /// <summary>At semicolons that stand outside of quotes.</summary>
    static IEnumerable<string> Split(string text)
    {
        int from = 0;
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && quoted) i++;
            else if (text[i] == '"') quoted = !quoted;
            else if (text[i] == ';' && !quoted)
            {
                yield return text[from..i];
                from = i + 1;
            }
        }

        yield return text[Math.Min(from, text.Length)..];
    }

    static string Unquoted(string value)
    {
        if (value is not ['"', .., '"']) return Utf8(value);
        var text = new StringBuilder();
        for (int i = 1; i < value.Length - 1; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length - 1) i++;
            text.Append(value[i]);
        }

        return Utf8(text.ToString());
    }

    /// <summary>Servers write UTF-8 into what the framework reads as Latin-1.</summary>
    static string Utf8(string text)
    {
        if (text.All(char.IsAscii) || text.Any(c => c > 0xFF)) return text;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }

    /// <summary><c>UTF-8''laporan%20penjualan.xlsx</c> (RFC 5987).</summary>
    static string? Extended(string value)
    {
        string[] parts = value.Split('\'', 3);
        if (parts.Length != 3) return null;
        return parts[0].Equals("UTF-8", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(parts[2])
            : parts[0].Equals("ISO-8859-1", StringComparison.OrdinalIgnoreCase) ? Latin1(parts[2])
            : null;
    }

    static string Latin1(string escaped)
    {
        var text = new StringBuilder();
        for (int i = 0; i < escaped.Length;) text.Append(escaped[i] == '%' ? Uri.HexUnescape(escaped, ref i) : escaped[i++]);
        return text.ToString();
    }

    /// <summary>The last segment, without control characters.</summary>
    static string? Tidy(string? name)
    {
        if (name is null) return null;
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        string tidy = new([.. last.Where(c => !char.IsControl(c))]);
        tidy = tidy.Trim();
        return tidy.Length == 0 ? null : tidy[..Math.Min(tidy.Length, Longest)];
    }
}
