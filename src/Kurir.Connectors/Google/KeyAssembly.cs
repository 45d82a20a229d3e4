using System.Text;

namespace Kurir.Connectors;

/// <summary>From the fields of an object to a proven key, or to the first condition that does not hold.</summary>
static class KeyAssembly
{
    const int Window = 8;

    static readonly Uri GoogleTokens = new("https://oauth2.googleapis.com/token");

    static readonly string[] OtherTypes = ["authorized_user", "external_account", "external_account_authorized_user", "impersonated_service_account", "gdch_service_account"];

    public static KeyAttempt Of(LooseObject found)
    {
        string? type = KeyFields.Cleaned(found.Fields.GetValueOrDefault(KeyFields.Type));
        if (type is not null && OtherTypes.Contains(type)) return KeyAttempt.Failed(KeyProblem.OtherAccount, null, found.Damages);
        if (!found.Fields.ContainsKey(KeyFields.PrivateKey) && (found.Names.Contains("installed") || found.Names.Contains("web") || found.Names.Contains("clientsecret")))
            return KeyAttempt.Failed(KeyProblem.OAuthClient, null, found.Damages);
        return Missing(found) is { } missing ? missing with { Damages = found.Damages } : Keyed(found.Fields, found.Damages, found.KeyAsWritten);
    }

    /// <summary>From separate values: <c>privatekey</c>, <c>clientemail</c> and so on.</summary>
    public static KeyAttempt Keyed(IReadOnlyDictionary<string, string> fields, SortedSet<KeyDamage> damages, string? keyAsWritten = null)
    {
        PrivateKeyText.Result read = PrivateKeyText.Read(fields[KeyFields.PrivateKey], keyAsWritten);
        SortedSet<KeyDamage> all = [.. damages, .. read.Damages];
        if (read.Pem is null) return KeyAttempt.Failed(read.Problem!.Value, KeyWords.OfKey(read), all);
        foreach (string name in (string[])[KeyFields.Email, KeyFields.TokenUri, KeyFields.ProjectId, KeyFields.PrivateKeyId])
        {
            string? value = KeyFields.Cleaned(fields.GetValueOrDefault(name));
            if (value is not null && (HoldsPiece(value, read.Pem) || !IsSound(name, value)))
                return KeyAttempt.Failed(KeyProblem.FieldDamaged, $"the private key is whole, but {KeyFields.AsWritten(name)} is not what such a field holds", all);
        }

        return new KeyAttempt(Made(fields, read.Pem), null, null, all);
    }

    static KeyAttempt? Missing(LooseObject found)
    {
        string[] missing = [.. ((string[])[KeyFields.PrivateKey, KeyFields.Email]).Where(name => string.IsNullOrWhiteSpace(found.Fields.GetValueOrDefault(name)))];
        bool noTokenUri = !found.Fields.ContainsKey(KeyFields.TokenUri);
        if (found.Broken && found.Fields.Count == 0) return KeyAttempt.Failed(KeyProblem.NotRecognised, "the value begins like JSON, but has no field");
        if (found.Broken && (missing.Length > 0 || noTokenUri)) return KeyAttempt.Failed(KeyProblem.JsonBroken);
        if (found.Unclosed && (missing.Length > 0 || noTokenUri)) return Cut(found);
        if (missing.Length == 0) return noTokenUri && found.Damages.Contains(KeyDamage.QuotesLost) ? KeyAttempt.Failed(KeyProblem.FieldMissing, "the JSON has lost its quotation marks, and token_uri is not in it") : null;
        bool known = found.Names.Any(name => name != KeyFields.Type && KeyFields.AsWritten(name) is not null) || found.Fields.GetValueOrDefault(KeyFields.Type) == "service_account";
        return known
            ? KeyAttempt.Failed(KeyProblem.FieldMissing, $"the JSON is whole, but it has no {string.Join(" and no ", missing.Select(KeyFields.AsWritten))}")
            : KeyAttempt.Failed(KeyProblem.OtherFile);
    }

    static KeyAttempt Cut(LooseObject found)
    {
        if (found.Names.Count == 0) return KeyAttempt.Failed(KeyProblem.FirstLineOnly);
        string where = found.CutIn is { } name && KeyFields.AsWritten(name) is { } written ? $"in the middle of {written}" : $"after {found.Fields.Count} fields";
        return KeyAttempt.Failed(KeyProblem.CutOff, $"the JSON ends {where}: what comes after was lost");
    }

    static bool IsSound(string name, string value) => name switch
    {
        KeyFields.Email => ValueDiagnosis.IsEmail(value),
        KeyFields.TokenUri => Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) && uri.UserInfo.Length == 0,
        _ => value.Length <= 200 && !value.AsSpan().ContainsAnyExceptInRange('!', '~'),
    };

    /// <summary>Whether damage has carried a part of the private key into a field that may be shown.</summary>
    static bool HoldsPiece(string value, string pem)
    {
        string body = pem.Replace("\n", "", StringComparison.Ordinal);
        for (int at = 0; at + Window <= value.Length; at++)
            if (body.Contains(value.Substring(at, Window), StringComparison.Ordinal)) return true;
        return false;
    }

    static ServiceAccountKey Made(IReadOnlyDictionary<string, string> fields, string pem)
    {
        string email = KeyFields.Cleaned(fields[KeyFields.Email])!;
        return new ServiceAccountKey
        {
            ClientEmail = email,
            PrivateKey = new Secret(pem),
            TokenUri = KeyFields.Cleaned(fields.GetValueOrDefault(KeyFields.TokenUri)) is { } uri ? new Uri(uri) : GoogleTokens,
            ProjectId = KeyFields.Cleaned(fields.GetValueOrDefault(KeyFields.ProjectId)),
            PrivateKeyId = KeyFields.Cleaned(fields.GetValueOrDefault(KeyFields.PrivateKeyId)),
            Fingerprint = ValueShape.Print("key", Encoding.UTF8.GetBytes(email + "\n" + pem)),
        };
    }
}
