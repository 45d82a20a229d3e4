using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Takes out of texts what must not be stored: secrets, what looks like one, and personal values as far as they are known.</summary>
/// <remarks>Known are the values that stood in a personal column or field of anything this mask was shown: <see cref="Learn"/> first, then <see cref="Text"/>.</remarks>
sealed partial class Mask(Trail trail)
{
    public const string Hidden = "***";
    const int Shortest = 3, MostValues = 5000, LongestValue = 400;
    readonly HashSet<string> values = new(StringComparer.OrdinalIgnoreCase);
    ILookup<string, string>? byBeginning;
    SearchValues<string>? beginnings;

    public IReadOnlyList<string> Personal => trail.Settings.Personal;

    public bool HasPersonal => trail.Settings.Personal.Count > 0;

    /// <summary>Whether values under this heading, or in the field of this label or name, are personal.</summary>
    public bool IsPersonal(string heading)
    {
        string folded = Fold(heading);
        return folded.Length > 0 && trail.Settings.Personal.Any(personal => Fold(personal) == folded);
    }

    /// <summary>A value of a personal column: hidden from now on wherever it stands.</summary>
    public void Learn(string value)
    {
        string folded = PageText.Fold(value);
        if (folded.Length is < Shortest or > LongestValue || values.Count >= MostValues || folded == Hidden) return;
        if (!values.Add(folded)) return;
        foreach (string form in (string[])[value.Trim(), WebUtility.HtmlEncode(folded), Uri.EscapeDataString(folded), WebUtility.UrlEncode(folded), JsonEncodedText.Encode(folded).ToString(), folded.Replace("'", "&#39;", StringComparison.Ordinal)])
            if (form.Length >= Shortest) values.Add(form);
        beginnings = null;
    }

    /// <summary>Without secrets, tokens and personal values.</summary>
    public string Text(string text) => WithoutValues(Tokens().Replace(trail.Redact(text), match => IsToken(match.ValueSpan) ? Hidden : match.Value));

    /// <summary>Without secrets and personal values, but with what merely looks like a token.</summary>
    public string Known(string text) => WithoutValues(trail.Redact(text));

    public bool Holds(string text) => Known(text) != text;

    /// <summary>An address without the values that could be a secret or personal.</summary>
    public string Address(Uri address)
    {
        if (address.Scheme is not ("http" or "https")) return address.Scheme + ":";
        string[] pairs = [.. SafeAddress.Of(address).Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Pair)];
        string place = Text(address.GetLeftPart(UriPartial.Path).Replace(address.UserInfo.Length > 0 ? address.UserInfo + "@" : "\0", "", StringComparison.Ordinal));
        return pairs.Length == 0 ? place : $"{place}?{string.Join('&', pairs)}";
    }

    string Pair(string pair)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return Text(pair);
        string name = Uri.UnescapeDataString(pair[..equals]);
        return $"{pair[..equals]}={(IsPersonal(name) ? Hidden : Text(pair[(equals + 1)..]))}";
    }

    /// <summary>Letters and digits together, or very long: what a person did not write.</summary>
    static bool IsToken(ReadOnlySpan<char> run) => run.Length >= 40 || (run.ContainsAnyInRange('0', '9') && (run.ContainsAnyInRange('a', 'z') || run.ContainsAnyInRange('A', 'Z')));

    string WithoutValues(string text)
    {
        if (values.Count == 0) return text;
        if (beginnings is null)
        {
            byBeginning = values.OrderByDescending(value => value.Length).ToLookup(value => value[..Shortest], StringComparer.OrdinalIgnoreCase);
            beginnings = SearchValues.Create([.. byBeginning.Select(group => group.Key)], StringComparison.OrdinalIgnoreCase);
        }

        var masked = new System.Text.StringBuilder(text.Length);
        int from = 0;
        while (from < text.Length && text.AsSpan(from).IndexOfAny(beginnings) is >= 0 and int found)
        {
            int at = from + found;
            string? value = at + Shortest <= text.Length ? byBeginning![text.Substring(at, Shortest)].FirstOrDefault(one => string.Compare(text, at, one, 0, one.Length, StringComparison.OrdinalIgnoreCase) == 0) : null;
            masked.Append(text, from, found).Append(value is null ? text[at].ToString() : Hidden);
            from = at + (value?.Length ?? 1);
        }

        return masked.Append(text, from, text.Length - from).ToString();
    }

    /// <summary><c>No. HP:</c>, <c>no_hp</c> and <c>No HP</c> are one.</summary>
    static string Fold(string heading) => new([.. heading.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);

    [GeneratedRegex("[A-Za-z0-9+_=-]{20,}", RegexOptions.None, 5000)]
    private static partial Regex Tokens();
}
