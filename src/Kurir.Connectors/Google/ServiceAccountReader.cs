using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Makes the key of a service account out of whatever has become of it on its way, where nothing was lost; else says what is wrong.</summary>
/// <remarks>
/// Layers are taken off in every way that fits, the plainest first, and what is found is put together; the first whose key is proven counts.
/// Bounded: 64 KiB of value, 6 layers, 48 texts; each step is linear in its text.
/// </remarks>
public static partial class ServiceAccountReader
{
    const int MostBytes = 64 * 1024;
    const int MostLayers = 6;
    const int MostTexts = 48;

    /// <summary>From one value that should hold the whole JSON file.</summary>
    public static KeyReading Read(ReadOnlySpan<byte> value) => Search(value, text =>
        LooseObject.IsLike(text) && !ValueDiagnosis.IsPlaceholder(text) ? KeyAssembly.Of(LooseObject.Read(text)) : KeyAttempt.Failed(ValueDiagnosis.Of(text)));

    /// <summary>From the private key alone and the other fields, each in a value of its own.</summary>
    /// <param name="privateKey">A PEM; or the whole JSON file, which then counts alone.</param>
    /// <param name="others">By the names of Google's file: <c>client_email</c>.</param>
    public static KeyReading ReadParts(ReadOnlySpan<byte> privateKey, IReadOnlyDictionary<string, string> others)
    {
        Dictionary<string, string> fields = others.ToDictionary(field => field.Key.Replace("_", "", StringComparison.Ordinal), field => field.Value);
        return Search(privateKey, text => Part(text, fields));
    }

    static KeyAttempt Part(string text, Dictionary<string, string> fields)
    {
        if (LooseObject.IsLike(text)) return KeyAssembly.Of(LooseObject.Read(text));
        if (!PrivateKeyText.IsLike(text)) return KeyAttempt.Failed(ValueDiagnosis.Of(text));
        if (fields.ContainsKey(KeyFields.Email)) return KeyAssembly.Keyed(new Dictionary<string, string>(fields) { [KeyFields.PrivateKey] = text }, []);
        return KeyAttempt.Failed(KeyProblem.FieldMissing, "the private key is set by itself, but client_email is not");
    }

    static KeyReading Search(ReadOnlySpan<byte> value, Func<string, KeyAttempt> attempt)
    {
        ValueShape shape = ValueShape.Of(value);
        if (value.Length > MostBytes) return Failed(shape, KeyAttempt.Failed(KeyProblem.TooLarge), []);
        SortedSet<KeyDamage> first = [];
        var waiting = new Queue<Layer>([new Layer(ValueText.Decode(value, first).Trim(), first, 0)]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        (KeyAttempt Attempt, Layer At)? best = null;
        while (waiting.TryDequeue(out Layer? layer))
        {
            if (seen.Count == MostTexts || !seen.Add(layer.Text)) continue;
            KeyAttempt tried = attempt(layer.Text);
            if (tried.Key is { } key) return new KeyReading { Key = key, Damages = [.. layer.Damages.Union(tried.Damages).Order()], Shape = shape };
            if (best is null || (!layer.IsGuess && tried.Problem > best.Value.Attempt.Problem)) best = (tried, layer);
            if (layer.Depth == MostLayers) continue;
            foreach (Layer inner in Within(layer)) waiting.Enqueue(inner);
        }

        return Failed(shape, best!.Value.Attempt, best.Value.At.Damages);
    }

    static KeyReading Failed(ValueShape shape, KeyAttempt attempt, SortedSet<KeyDamage> damages) => new()
    {
        Problem = attempt.Problem,
        Words = attempt.Detail ?? KeyWords.Of(attempt.Problem!.Value),
        Damages = [.. damages.Union(attempt.Damages).Order()],
        Shape = shape,
    };

    /// <summary>What a text may be the wrapping of.</summary>
    static IEnumerable<Layer> Within(Layer layer)
    {
        string text = layer.Text;
        if (text.Length == 0) yield break;
        if (Unquoted(text) is { } inner)
        {
            bool encoded = inner.Contains("\\\"", StringComparison.Ordinal);
            if (encoded) yield return layer.Inner(Escapes.Undone(inner), KeyDamage.EncodedTwice);
            yield return layer.Inner(inner, KeyDamage.OuterQuotes);
            if (!encoded && inner.Contains('\\', StringComparison.Ordinal)) yield return layer.Inner(Escapes.Undone(inner), KeyDamage.EncodedTwice);
        }

        if (Named().Match(text) is { Success: true, Length: var length } && text.Length - length > 16) yield return layer.Inner(text[length..], KeyDamage.NameIncluded);
        if (FromBase64(text) is { } decoded) yield return layer.Decoded(decoded);
        if (text.Contains("\\\"", StringComparison.Ordinal) || text.Contains("\\u", StringComparison.Ordinal)) yield return layer.Inner(Escapes.Undone(text), KeyDamage.EscapedQuotes);
        if (text.Contains('\n', StringComparison.Ordinal)) yield return layer.Guess(text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), KeyDamage.LineEndsInText);
        if (text.Contains('\\', StringComparison.Ordinal)) yield return layer.Guess(text.Replace("\\", "", StringComparison.Ordinal), KeyDamage.BackslashesAdded);
    }

    /// <summary>Without one pair of quotation marks, or without the one of a pair that is left.</summary>
    static string? Unquoted(string text)
    {
        bool first = Quotes.IsAny(text[0]), last = text.Length > 1 && Quotes.IsAny(text[^1]);
        return first || last ? text[(first ? 1 : 0)..(last ? text.Length - 1 : text.Length)] : null;
    }

    /// <summary>Either alphabet, any line ends, with padding or without; a rest that is no whole byte is left out.</summary>
    static byte[]? FromBase64(string text)
    {
        string compact = string.Concat(Escapes.Collapsed(text, new HashSet<KeyDamage>()).Where(c => !char.IsWhiteSpace(c))).TrimEnd('=');
        if (compact.Length < 4 || !Base64Text().IsMatch(compact)) return null;
        string standard = compact.Replace('-', '+').Replace('_', '/');
        if (standard.Length % 4 == 1) standard = standard[..^1];
        byte[] bytes = Convert.FromBase64String(standard + new string('=', (4 - standard.Length % 4) % 4));
        return ValueText.IsText(bytes) ? bytes : null;
    }

    sealed record Layer(string Text, SortedSet<KeyDamage> Damages, int Depth)
    {
        public bool IsGuess { get; init; }

        public Layer Inner(string text, KeyDamage damage)
        {
            SortedSet<KeyDamage> damages = [.. Damages, damage];
            return this with { Text = ValueText.Visible(text, damages).Trim(), Damages = damages, Depth = Depth + 1 };
        }

        /// <summary>Without something that may belong to it: counts where it leads to a key, and says nothing of what is wrong where it does not.</summary>
        public Layer Guess(string text, KeyDamage damage) => Inner(text, damage) with { IsGuess = true };

        public Layer Decoded(byte[] bytes)
        {
            SortedSet<KeyDamage> damages = [.. Damages, KeyDamage.Base64];
            return this with { Text = ValueText.Decode(bytes, damages).Trim(), Damages = damages, Depth = Depth + 1 };
        }
    }

    [GeneratedRegex(@"^(?:export\s+|set\s+|\$env:)?[A-Za-z_][A-Za-z0-9_]{0,63}\s*[=:]\s*[|>]?-?\s*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex("^[A-Za-z0-9+/_-]+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Base64Text();
}
