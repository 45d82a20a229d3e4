using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>The codes of an authenticator app (RFC 6238): six digits, new each 30 seconds, each given once.</summary>
/// <param name="secret">In Base32 as the panel showed it, or as an <c>otpauth://</c> address.</param>
/// <param name="take">Takes a step for this sign-in; false where its code was given before, by whichever process.</param>
sealed class OneTimeCode(string secret, Func<long, CancellationToken, Task<bool>> take, TimeProvider time)
{
    const int Period = 30;
    static readonly TimeSpan Late = TimeSpan.FromSeconds(4); // a code in its last seconds may be over when it arrives
    readonly byte[]? key = Key(secret);

    /// <summary>Whether the secret is one.</summary>
    public bool IsGood => key is { Length: >= 5 };

    /// <summary>The next code that was not given before; waits for it where the present one is nearly over.</summary>
    public async Task<string> Next(CancellationToken ct)
    {
        while (true)
        {
            DateTimeOffset now = time.GetUtcNow();
            long step = now.ToUnixTimeSeconds() / Period;
            DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds((step + 1) * Period);
            if (end - now >= Late && await take(step, ct)) return At(step);
            await Task.Delay(end - now + TimeSpan.FromMilliseconds(200), time, ct);
        }
    }

    [SuppressMessage("Security", "CA5350", Justification = "The standard's own function.")]
    string At(long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(key!, counter, hash);
        int number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <returns>Null: not Base32.</returns>
    static byte[]? Key(string secret)
    {
        string text = secret.Trim();
        if (text.StartsWith("otpauth:", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out Uri? address))
            text = UrlEncoded.Split(address.Query).FirstOrDefault(pair => pair.Key.Equals("secret", StringComparison.OrdinalIgnoreCase)).Value ?? "";
        var bytes = new List<byte>();
        int bits = 0, held = 0;
        foreach (char c in text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).TrimEnd('='))
        {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (value < 0) return null;
            (held, bits) = (((held << 5) | value) & 0xFFFF, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)((held >> bits) & 0xFF));
        }

        return [.. bytes];
    }
}
