using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kurir.Connectors;

/// <summary>What being signed in consists of, to be taken up by a later run.</summary>
/// <param name="Salt">Of <paramref name="For"/>.</param>
/// <param name="For">A hash of the user name and password that it was opened with: others open another one.</param>
/// <param name="Header">Name and value of the header that carries a token; null: none.</param>
/// <param name="Local">What the page's scripts keep for the origin: key, value, key, value.</param>
/// <param name="Tab">The same for the tab.</param>
sealed record KeptSession(byte[] Salt, byte[] For, IReadOnlyList<CookieJar.Cookie> Cookies, IReadOnlyList<string>? Header, IReadOnlyList<string> Local, IReadOnlyList<string> Tab)
{
    /// <summary>Whose sign-in it goes back to; null: Kurir's own, which it can repeat.</summary>
    public PersonsSignIn? Person { get; init; }

    /// <summary>Ends before the token does, so that none dies on the way.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    public static byte[] Hash(byte[] salt, string user, string password) => HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes($"{user}\n{password}"));

    public bool IsOf(string user, string password) => CryptographicOperations.FixedTimeEquals(For, Hash(Salt, user, password));

    /// <summary>Whether its token says of itself that it is over, or nearly.</summary>
    public bool IsOver(DateTimeOffset now) => Header is [_, var value] && TokenEnd(value) is { } end && now > end - Margin;

    /// <summary>When the token of a header says that it ends; null: it does not say.</summary>
    public static DateTimeOffset? TokenEnd(string? header) => header is null ? null : EndOf(header.Split(' ')[^1]);

    public string ToJson() => JsonSerializer.Serialize(this, KeptShapes.Default.KeptSession);

    /// <returns>Null: it is none of ours.</returns>
    public static KeptSession? Of(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, KeptShapes.Default.KeptSession);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The <c>exp</c> of a JSON web token; null: it is another sort of token.</summary>
    static DateTimeOffset? EndOf(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3) return null;
        try
        {
            string body = parts[1].Replace('-', '+').Replace('_', '/');
            using var json = JsonDocument.Parse(Convert.FromBase64String(body.PadRight((body.Length + 3) / 4 * 4, '=')));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("exp", out JsonElement end) && end.TryGetInt64(out long seconds) && seconds is > 0 and < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }
        catch (Exception other) when (other is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(KeptSession))]
sealed partial class KeptShapes : JsonSerializerContext;
