using System.Text;

namespace Kurir.Connectors;

/// <summary><c>application/x-www-form-urlencoded</c>, byte for byte as browsers write it.</summary>
static class UrlEncoded
{
    public static string Join(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(pair => $"{Encode(pair.Key)}={Encode(pair.Value)}"));

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'*' or (byte)'-' or (byte)'.' or (byte)'_') encoded.Append((char)b);
            else if (b == ' ') encoded.Append('+');
            else encoded.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    /// <summary>The parameters of a query, decoded, in their order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Split(string query)
    {
        foreach (string pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            yield return equals < 0 ? new(Decode(pair), "") : new(Decode(pair[..equals]), Decode(pair[(equals + 1)..]));
        }
    }

    /// <summary>The address with these parameters set: others stay as they are written, those of the same name are replaced.</summary>
    public static Uri With(Uri address, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        KeyValuePair<string, string>[] all = [.. parameters];
        IEnumerable<string> kept = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !all.Any(parameter => parameter.Key == Decode(pair.Split('=')[0])));
        return new UriBuilder(address) { Query = string.Join('&', kept.Append(Join(all)).Where(part => part.Length > 0)) }.Uri;
    }

    static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
