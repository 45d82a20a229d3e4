using System.Text;
using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>Where the key of a service account is found, which of several counts, and what is said of it.</summary>
public sealed class GoogleCredentialsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kurir-google-").FullName;
    readonly Dictionary<string, string?> variables = [];
    readonly Redactor redactor = new();

    public GoogleCredentialsTests() => (variables["KURIR_SECRETS"], variables["KURIR_SECRET_KEY"]) = (folder, Convert.ToBase64String(new byte[32]));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    GoogleCredentials Credentials => new(SecretPlaces.Of(Path.Combine(folder, "home"), redactor, variables.GetValueOrDefault), variables.GetValueOrDefault);

    static string OtherKey { get; } = TestKey.Json.Replace(TestKey.Email, "other@example-project.iam.gserviceaccount.com", StringComparison.Ordinal);

    string File(string name, string text)
    {
        string file = Path.Combine(folder, name);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    [Fact]
    public void A_key_comes_out_of_the_variable_as_it_was_put_in()
    {
        variables["GOOGLE_SERVICE_ACCOUNT_JSON"] = TestKey.Json;
        ServiceAccountKey key = Credentials.Require(Stage.Deliver);
        Assert.Equal(TestKey.Email, key.ClientEmail);
        Assert.Equal(TestKey.Pem, key.PrivateKey.Reveal());
        Assert.Equal(TestKey.TokenUri, key.TokenUri.ToString());
        Assert.Equal("example-project", key.ProjectId);
        Assert.Matches("^[0-9a-f]{8}$", key.Fingerprint);
        Assert.DoesNotContain("PRIVATE KEY", key.ToString());
        Assert.Empty(Credentials.Look().First!.Reading.Damages);
    }

    [Fact]
    public void Without_any_the_places_are_named() =>
        Assert.Contains("GOOGLE_SERVICE_ACCOUNT_JSON", Assert.Throws<Fault>(() => Credentials.Require(Stage.Deliver)).Cause);

    [Theory]
    [InlineData("google")]
    [InlineData("google.json")]
    public void A_mounted_file_is_found_by_its_name_or_as_it_is_downloaded(string name)
    {
        File(name, TestKey.Json);
        Assert.Contains(name, Credentials.Look().First!.Where);
        Assert.Equal(TestKey.Pem, Credentials.Require(Stage.Deliver).PrivateKey.Reveal());
    }

    [Fact]
    public void Base64_has_a_variable_of_its_own_and_may_stand_in_the_other()
    {
        string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(TestKey.Json));
        variables["GOOGLE_SERVICE_ACCOUNT_JSON_BASE64"] = base64;
        Assert.Equal(TestKey.Pem, Credentials.Require(Stage.Deliver).PrivateKey.Reveal());
        variables["GOOGLE_SERVICE_ACCOUNT_JSON"] = base64;
        Assert.Equal(2, Credentials.Look().Sources.Count);
        Assert.Empty(Credentials.Look().Warnings);
    }

    [Fact]
    public void One_variable_for_each_field_is_enough()
    {
        variables["GOOGLE_PRIVATE_KEY"] = TestKey.Pem.Replace("\n", "\\n", StringComparison.Ordinal);
        variables["GOOGLE_CLIENT_EMAIL"] = TestKey.Email;
        variables["GOOGLE_TOKEN_URI"] = TestKey.TokenUri;
        ServiceAccountKey key = Credentials.Require(Stage.Deliver);
        Assert.Equal((TestKey.Email, TestKey.TokenUri, TestKey.Pem), (key.ClientEmail, key.TokenUri.ToString(), key.PrivateKey.Reveal()));
        Assert.Equal(TestKey.Email, redactor.Redact(TestKey.Email));
    }

    [Fact]
    public void A_private_key_without_its_account_says_what_is_missing()
    {
        variables["GOOGLE_PRIVATE_KEY"] = TestKey.Pem;
        Assert.Contains("client_email", Assert.Throws<Fault>(() => Credentials.Require(Stage.Deliver)).Cause);
    }

    [Fact]
    public void The_file_that_a_variable_names_counts_before_the_variable_and_both_are_told_apart()
    {
        variables["GOOGLE_SERVICE_ACCOUNT_JSON"] = OtherKey;
        variables["GOOGLE_SERVICE_ACCOUNT_JSON_FILE"] = File("key.json", TestKey.Json);
        GoogleKeyFinding found = Credentials.Look();
        Assert.Equal(TestKey.Email, found.First!.Reading.Key!.ClientEmail);
        string warning = Assert.Single(found.Warnings);
        Assert.Contains(found.Sources[0].Reading.Key!.Fingerprint, warning);
        Assert.Contains(found.Sources[1].Reading.Key!.Fingerprint, warning);
    }

    [Fact]
    public void The_content_in_place_of_the_file_s_name_is_taken()
    {
        variables["GOOGLE_SERVICE_ACCOUNT_JSON_FILE"] = TestKey.Json;
        Assert.Equal(TestKey.Pem, Credentials.Require(Stage.Deliver).PrivateKey.Reveal());
    }

    [Fact]
    public void What_a_variable_names_and_is_not_there_is_not_repeated()
    {
        variables["GOOGLE_SERVICE_ACCOUNT_JSON_FILE"] = TestKey.Body[..300];
        Fault fault = Assert.Throws<Fault>(() => Credentials.Require(Stage.Deliver));
        Assert.Null(Leaks.In(fault.ToString()));
        Assert.Contains("300 characters", fault.Cause);
    }

    [Fact]
    public void A_damaged_key_is_a_fault_even_where_a_whole_one_lies_elsewhere_and_says_so()
    {
        variables["GOOGLE_SERVICE_ACCOUNT_JSON"] = TestKey.Json[..900];
        SecretPlaces.StoreOf(Path.Combine(folder, "home"), variables.GetValueOrDefault).Set("google", OtherKey);
        Fault fault = Assert.Throws<Fault>(() => Credentials.Require(Stage.Deliver));
        Assert.Equal((FaultName.SecretDamaged, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.Contains("in the middle of private_key", fault.Cause);
        Assert.Contains("900 bytes", fault.Cause);
        Assert.Contains("other@example-project", fault.Cause);
        Assert.Null(Leaks.In(fault + fault.Remedy));
    }

    [Theory]
    [InlineData("RENDER", "Secret Files")]
    [InlineData("GITHUB_ACTIONS", "gh secret set")]
    [InlineData("DYNO", "heroku config:set")]
    [InlineData("NETLIFY", "netlify env:set")]
    [InlineData("VERCEL", "vercel env add")]
    [InlineData("KUBERNETES_SERVICE_HOST", "kubectl create secret")]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER", "/run/secrets/google")]
    [InlineData("NONE_OF_THESE", "kurir secret set google")]
    public void The_way_to_enter_a_key_is_that_of_the_platform(string variable, string words)
    {
        variables[variable] = "1";
        variables["GOOGLE_SERVICE_ACCOUNT_JSON"] = "{";
        Assert.Contains(words, Assert.Throws<Fault>(() => Credentials.Require(Stage.Deliver)).Remedy);
    }

    [Fact]
    public void Every_line_of_a_key_that_was_found_is_taken_out_of_texts()
    {
        variables["GOOGLE_SERVICE_ACCOUNT_JSON"] = TestKey.Json;
        Credentials.Require(Stage.Deliver);
        foreach (string text in (string[])[TestKey.Json, TestKey.Pem, TestKey.Body, TestKey.Pem.Replace("\n", "\r\n", StringComparison.Ordinal), TestKey.Pem.Replace('\n', ' ')])
            Assert.Null(Leaks.In(redactor.Redact($"seen: {text}")));
    }

    [Fact]
    public void The_fingerprint_is_that_of_the_key_and_not_of_its_form()
    {
        string[] prints = [.. ((string[])[TestKey.Json, $"'{TestKey.Json}'", Convert.ToBase64String(Encoding.UTF8.GetBytes(TestKey.Json))])
            .Select(value => ServiceAccountReader.Read(Encoding.UTF8.GetBytes(value)).Key!.Fingerprint).Distinct()];
        Assert.Single(prints);
        Assert.NotEqual(prints[0], ServiceAccountReader.Read(Encoding.UTF8.GetBytes(OtherKey)).Key!.Fingerprint);
    }

    [Fact]
    public void The_value_s_fingerprint_shows_whether_a_new_value_has_arrived()
    {
        static string Print(string value) => ServiceAccountReader.Read(Encoding.UTF8.GetBytes(value)).Shape.Fingerprint;
        Assert.Equal(Print("{ old"), Print("{ old"));
        Assert.NotEqual(Print("{ old"), Print("{ new"));
    }

    [Fact]
    public void A_sum_that_signs_but_does_not_add_up_is_no_key()
    {
        // One bit of the private exponent: signing goes by other numbers and would not notice.
        byte[] der = Convert.FromBase64String(TestKey.Body);
        der[7 + 19 + 4 + 4 + 3 + 4 + 257 + 5 + 4 + 100] ^= 1;
        string pem = $"-----BEGIN PRIVATE KEY-----\n{Convert.ToBase64String(der)}\n-----END PRIVATE KEY-----\n";
        Assert.Equal(KeyProblem.KeyAltered, ServiceAccountReader.Read(Encoding.UTF8.GetBytes(TestKey.JsonOf(pem))).Problem);
    }

    [Fact]
    public void Every_damage_and_every_problem_has_words()
    {
        Assert.All(Enum.GetValues<KeyDamage>(), damage => Assert.NotEmpty(KeyDamages.Words(damage)));
        Assert.Equal(Enum.GetValues<KeyProblem>().Length, Enum.GetValues<KeyProblem>().Select(KeyWords.Of).Distinct().Count());
    }
}
