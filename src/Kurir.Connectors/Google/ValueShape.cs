using System.Globalization;
using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>All that may be said of a secret's value.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Lines">At least 1.</param>
/// <param name="Begins">What kind of sign comes first: <c>a brace</c>.</param>
/// <param name="Fingerprint">Eight hexadecimal digits that change with any change of the value: whether a new value has arrived.</param>
public sealed record ValueShape(int Length, int Lines, string Begins, string Fingerprint)
{
    public static ValueShape Of(ReadOnlySpan<byte> value) =>
        new(value.Length, 1 + value.TrimEnd("\r\n"u8).Count((byte)'\n'), First(value), Print("value", value));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Length:N0} bytes on {Lines} {(Lines == 1 ? "line" : "lines")}, beginning with {Begins}, fingerprint {Fingerprint}");

    /// <summary>Salted by what it is a print of, so that a value and a key are never taken for each other, nor looked up in lists of other programs.</summary>
    internal static string Print(string what, ReadOnlySpan<byte> value)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("kurir fingerprint\n"u8);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(what + "\n"));
        hash.AppendData(value);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    static string First(ReadOnlySpan<byte> value) => value.IsEmpty ? "nothing" : value[0] switch
    {
        (byte)'{' => "a brace",
        (byte)'"' or (byte)'\'' => "a quotation mark",
        (byte)'\\' => "a backslash",
        (byte)'$' or (byte)'%' => "a sign for variables",
        (byte)'-' => "a dash",
        (byte)'/' or (byte)'.' or (byte)'~' => "a sign of paths",
        (byte)'*' => "an asterisk",
        (byte)'<' or (byte)'[' => "a bracket",
        (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' => "white space",
        >= (byte)'0' and <= (byte)'9' => "a digit",
        (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') => "a letter",
        0xEF when value.StartsWith("\uFEFF"u8) => "a byte order mark",
        0xFE or 0xFF => "a mark of UTF-16",
        >= 0x80 => "a byte that is not ASCII",
        _ => "another sign",
    };
}
