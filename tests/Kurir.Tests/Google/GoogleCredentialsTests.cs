using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>Where the key of a service account is found.</summary>
public sealed class GoogleCredentialsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kurir-google-").FullName;
    readonly Dictionary<string, string?> variables = [];
    readonly Redactor redactor = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    GoogleCredentials Credentials()
    {
        variables["KURIR_SECRETS"] = folder;
        return new GoogleCredentials(SecretPlaces.Of(Path.Combine(folder, "home"), redactor, variables.GetValueOrDefault));
    }

    [Fact]
    public void A_key_comes_out_of_the_variable_as_it_was_put_in()
    {
        variables["GOOGLE_SERVICE_ACCOUNT_JSON"] = TestKey.Json;
        ServiceAccountKey key = Credentials().Require(Stage.Deliver);
        Assert.Equal(TestKey.Email, key.ClientEmail);
        Assert.Equal(TestKey.Pem, key.PrivateKey.Reveal());
        Assert.Equal(TestKey.TokenUri, key.TokenUri.ToString());
        Assert.Equal("example-project", key.ProjectId);
        Assert.Matches("^[0-9a-f]{8}$", key.Fingerprint);
        Assert.DoesNotContain("PRIVATE KEY", key.ToString());
    }

    [Fact]
    public void Without_any_the_places_are_named() =>
        Assert.Contains("GOOGLE_SERVICE_ACCOUNT_JSON", Assert.Throws<Fault>(() => Credentials().Require(Stage.Deliver)).Cause);
}
