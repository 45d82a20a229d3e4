using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>Proves that bytes are a whole private key: every number in it belongs to the others, and it signs.</summary>
/// <remarks>
/// Signing alone does not suffice: it uses the key's shortcuts, so a private exponent with a wrong digit would pass.
/// With all the relations checked, no character of the text can have changed unnoticed.
/// </remarks>
static class RsaNumbers
{
    const int FewestBits = 1024, MostBits = 8192;
    const string RsaId = "1.2.840.113549.1.1.1";

    /// <param name="der">PKCS#8 or PKCS#1.</param>
    /// <param name="pem">PKCS#8 in PEM, ending with a line end.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static KeyProblem? Prove(byte[] der, out string? pem)
    {
        pem = null;
        try
        {
            if (Unwrap(der, out ReadOnlyMemory<byte> numbers) is { } problem) return problem;
            if (!Belong(numbers)) return KeyProblem.KeyAltered;
            pem = Signed(numbers.Span);
            return pem is null ? KeyProblem.KeyAltered : null;
        }
        catch (Exception failure) when (failure is AsnContentException or CryptographicException or OverflowException)
        {
            return KeyProblem.KeyAltered;
        }
    }

    /// <summary>From PKCS#8 to the PKCS#1 in it.</summary>
    static KeyProblem? Unwrap(byte[] der, out ReadOnlyMemory<byte> numbers)
    {
        numbers = der;
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        AsnReader outer = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        if (outer.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence)) return KeyProblem.KeyEncrypted;
        if (outer.ReadInteger() != 0) return KeyProblem.OtherKey;
        if (outer.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)) return null;
        AsnReader algorithm = outer.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != RsaId) return KeyProblem.OtherKey;
        algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        numbers = outer.ReadOctetString();
        if (outer.HasData) outer.ReadEncodedValue();
        outer.ThrowIfNotEmpty();
        return null;
    }

    static bool Belong(ReadOnlyMemory<byte> numbers)
    {
        var reader = new AsnReader(numbers, AsnEncodingRules.DER);
        AsnReader key = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        if (key.ReadInteger() != 0) return false;
        BigInteger n = key.ReadInteger(), e = key.ReadInteger(), d = key.ReadInteger(), p = key.ReadInteger(), q = key.ReadInteger();
        BigInteger dp = key.ReadInteger(), dq = key.ReadInteger(), inverse = key.ReadInteger();
        key.ThrowIfNotEmpty();
        if (p.Sign <= 0 || q.Sign <= 0 || p.IsOne || q.IsOne || d.Sign <= 0 || e < 3 || d >= n) return false;
        if (n.GetBitLength() is < FewestBits or > MostBits || p * q != n) return false;
        return d % (p - 1) == dp && d % (q - 1) == dq && dp * e % (p - 1) == 1 && dq * e % (q - 1) == 1 && inverse < p && inverse * q % p == 1;
    }

    static string? Signed(ReadOnlySpan<byte> numbers)
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPrivateKey(numbers, out _);
        byte[] signature = rsa.SignData("kurir"u8.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return rsa.VerifyData("kurir"u8, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? rsa.ExportPkcs8PrivateKeyPem() + "\n" : null;
    }
}
