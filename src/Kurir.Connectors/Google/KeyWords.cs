using System.Globalization;

namespace Kurir.Connectors;

/// <summary>Each problem in one sentence.</summary>
static class KeyWords
{
    /// <summary>With what was counted.</summary>
    public static string? OfKey(PrivateKeyText.Result read) => read.Problem switch
    {
        KeyProblem.KeyCut when read.Count == 0 => "the JSON is whole, but of the private key in it nothing is left",
        KeyProblem.KeyCut => $"the JSON is whole, but the private key in it is {Count(read.Count)} short: it was cut {(read.HasEnd ? "in the middle, as where a $ or # is taken for something else" : "off, as at a #")}",
        KeyProblem.KeyForeign => $"the private key holds {Count(read.Count)} that no key holds: a part of it was replaced",
        KeyProblem.KeyTooLong => $"the private key is {Count(read.Count)} too long: something was pasted into it",
        _ => null,
    };

    public static string Of(KeyProblem problem) => problem switch
    {
        KeyProblem.Empty => "the value is empty: the secret did not reach this process, or its name differs",
        KeyProblem.TooLarge => "the value is far larger than a key: another file was given",
        KeyProblem.CommandNotRun => "the value is a command, as $(cat …), that nothing has run",
        KeyProblem.VariableNotReplaced => "the value is the name of a variable or a placeholder that nothing has replaced",
        KeyProblem.Masked => "the value is masked, *** or [REDACTED]: it was copied from a log and not from the file",
        KeyProblem.PathGiven => "the value is the path of a file, where the file's content is wanted",
        KeyProblem.DecodedNeedlessly => "the value is no text: something has decoded it as base64 although it was not base64",
        KeyProblem.FirstLineOnly => "only the first line of the key has arrived: whatever set it ends a value at the end of a line",
        KeyProblem.CutOff => "the JSON ends before its end: what comes after was lost",
        KeyProblem.JsonBroken => "the JSON breaks off in the middle: between its fields stands something that is no JSON",
        KeyProblem.EmailAlone => "the value is an e-mail address alone, without the key",
        KeyProblem.BodyAlone => "the value is the inside of the private key alone; the account it belongs to stands in the rest of the JSON file",
        KeyProblem.PemAlone => "the value is the private key alone; the account it belongs to stands in the rest of the JSON file",
        KeyProblem.ApiKey => "the value is an API key, which can read public data only, and no key of a service account",
        KeyProblem.OtherSecret => "the value is a token or client secret and no key of a service account",
        KeyProblem.OtherFile => "the value is another file: it has none of the fields of a service account's key",
        KeyProblem.OAuthClient => "the value is an OAuth client, for programs in which people sign in, and no key of a service account",
        KeyProblem.OtherAccount => "the value is the credential of another kind of account and no key of a service account",
        KeyProblem.FieldMissing => "the JSON is whole, but fields are missing",
        KeyProblem.FieldDamaged => "the private key is whole, but another field is not",
        KeyProblem.KeyMasked => "the JSON is whole, but the private key in it is masked: it was copied from a log or a page and not from the file",
        KeyProblem.KeyReplaced => "the JSON is whole, but in place of the private key stands something else",
        KeyProblem.KeyEncrypted => "the private key is encrypted with a passphrase; keys of Google never are",
        KeyProblem.OtherKey => "the key is of another kind: a public key, a certificate, or not RSA",
        KeyProblem.KeyBeginLost => "the private key lacks its beginning: its first line was lost",
        KeyProblem.KeyCut => "the private key was cut",
        KeyProblem.KeyForeign => "the private key holds characters that no key holds: a part of it was replaced",
        KeyProblem.KeyTooLong => "the private key is too long: something was pasted into it",
        KeyProblem.KeyAltered => "the private key has the right length, but its numbers do not belong together: characters in it have changed",
        _ => "the value is nothing that is known: neither JSON nor base64 nor a private key",
    };

    static string Count(int count) => count == 1 ? "1 character" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} characters");
}
