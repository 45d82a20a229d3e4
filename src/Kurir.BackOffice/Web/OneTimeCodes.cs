using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Kurir.BackOffice;

/// <summary>Six digits of the current half minute out of a shared secret (RFC 6238, SHA-1); each is taken once, one step early or late.</summary>
/// <param name="time">The true time: authenticators know nothing of the panel's clock.</param>
sealed class OneTimeCodes(TimeProvider time)
{
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    readonly Lock _gate = new();
    readonly byte[] _secret = RandomNumberGenerator.GetBytes(20);
    long _last = -1;

    /// <summary>In Base32, as an authenticator is given it.</summary>
    public string Secret => string.Concat(Enumerable.Range(0, _secret.Length * 8 / 5).Select(i => Alphabet[Bits(i * 5)]));

    public bool Takes(string code)
    {
        var step = time.GetUtcNow().ToUnixTimeSeconds() / 30;
        lock (_gate)
        {
            foreach (var near in (long[])[step - 1, step, step + 1])
            {
                if (near <= _last || Code(near) != code) continue;
                _last = near;
                return true;
            }
            return false;
        }
    }

    int Bits(int at) => ((_secret[at / 8] << 8 | (at / 8 + 1 < _secret.Length ? _secret[at / 8 + 1] : 0)) >> (11 - at % 8)) & 31;

    [SuppressMessage("Security", "CA5350", Justification = "The standard's own function.")]
    string Code(long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(_secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
