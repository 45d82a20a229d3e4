using System.Text;
using System.Text.Json;
using Kurir.Google;

namespace Kurir.EndToEnd;

/// <summary>What the real executable says of a Google key: by <c>secret</c> and by <c>doctor</c>, in text and in JSON; never a piece of the key.</summary>
public sealed class GoogleKeyTests : IAsyncLifetime, IDisposable
{
    const string Sheet = "1AbC-invented_sheet_id_for_tests";

    readonly KurirProcess kurir = new();
    readonly ServiceAccount account = new();
    GoogleHost google = null!;

    public async ValueTask InitializeAsync()
    {
        google = await GoogleHost.Start(ct: TestContext.Current.CancellationToken);
        google.Google.Tokens.Add(account);
        google.Google.TokenUri = "https://oauth2.googleapis.com/token"; // Google's library signs for this address, wherever it asks for the token.
        kurir.Environment["KURIR_GOOGLE_SHEETS_URL"] = google.Address.ToString();
        kurir.Environment["KURIR_SECRETS"] = kurir.PathOf("secrets");
        kurir.Environment["KURIR_SECRET_KEY"] = Convert.ToBase64String(new byte[32]);
        kurir.Write("pipelines/backend.yaml", $"site: https://backend.example.com\nexports:\n  a: {{ page: /a, key: ID, to: {{ sheet: {Sheet} }} }}\n");
    }

    public ValueTask DisposeAsync() => google.DisposeAsync();

    public void Dispose() => kurir.Dispose();

    string Json => account.Json(google.TokenUri);

    /// <summary>Runs and looks for the key in everything that came out.</summary>
    async Task<Ended> Run(byte[] input, params string[] arguments)
    {
        Ended ended = await kurir.RunWith(input, arguments);
        string pem = JsonDocument.Parse(Json).RootElement.GetProperty("private_key").GetString()!;
        string body = string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-')));
        string all = ended.ToString();
        for (int at = 0; at + 8 <= body.Length; at++)
            Assert.False(all.Contains(body.AsSpan(at, 8), StringComparison.Ordinal), $"a piece of the key is shown by kurir {string.Join(' ', arguments)}");
        return ended;
    }

    [Fact]
    public async Task A_whole_key_and_a_shared_sheet_pass_and_nothing_changes()
    {
        google.Google.AddBook(Sheet, editors: account.Email);
        kurir.Environment["GOOGLE_SERVICE_ACCOUNT_JSON"] = $"'{Json}'";
        Ended ended = await Run([], "doctor", "google", "--json");
        Assert.True(ended.Code == 0, ended.ToString());
        Assert.Equal(["pass", "pass", "pass"], ended.Json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("state").GetString()));
        Assert.Contains("quotation marks around it", ended.Json.GetProperty("checks")[0].GetProperty("seen").GetString(), StringComparison.Ordinal);
        Assert.Contains(account.Email, (await Run([], "doctor", "google", "backend")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_that_is_not_shared_names_the_address_to_share_it_with()
    {
        google.Google.AddBook(Sheet);
        kurir.Environment["GOOGLE_SERVICE_ACCOUNT_JSON"] = Json;
        Ended ended = await Run([], "doctor", "google");
        Assert.Equal(1, ended.Code);
        Assert.Contains($"Share it with {account.Email}", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_checked_when_it_is_set_and_shown_by_its_account()
    {
        Ended set = await Run([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Json)], "secret", "set", "google");
        Assert.True(set.Code == 0, set.ToString());
        Assert.Contains(account.Email, set.Error, StringComparison.Ordinal);
        Assert.Contains(account.Email, (await Run([], "secret", "list")).Output, StringComparison.Ordinal);
        Ended listed = await Run([], "secret", "list", "--json");
        Assert.Equal(account.Email, listed.Json.GetProperty("google").GetProperty("account").GetString());
        Ended check = await Run([], "secret", "check", "google", "--json");
        Assert.Equal(0, check.Code);
        Assert.Equal(account.Email, check.Json.GetProperty("found")[0].GetProperty("account").GetString());
    }

    [Fact]
    public async Task A_damaged_key_is_refused_with_its_name_wherever_it_stands()
    {
        string[] broken = [Json[..700], Json.Replace("=\\n---", "\\n---", StringComparison.Ordinal).Remove(600, 20), "***", "/etc/secrets/key.json", "{"];
        foreach (string value in broken)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(value);
            Ended refused = await Run(bytes, "secret", "set", "google");
            Assert.Equal(1, refused.Code);
            Assert.Contains("Try:", refused.Error, StringComparison.Ordinal);
            Assert.Equal("secret-damaged", (await Run(bytes, "secret", "set", "google", "--json")).Json.GetProperty("error").GetProperty("code").GetString());
            kurir.Environment["GOOGLE_SERVICE_ACCOUNT_JSON"] = value;
            Assert.Equal(1, (await Run([], "secret", "check", "google")).Code);
            Ended doctor = await Run([], "doctor", "google", "--json", "--verbose");
            Assert.Equal(1, doctor.Code);
            Assert.Equal("fail", doctor.Json.GetProperty("checks")[0].GetProperty("state").GetString());
            kurir.Environment.Remove("GOOGLE_SERVICE_ACCOUNT_JSON");
        }

        Assert.Equal(0, (await Run(Encoding.UTF8.GetBytes(Json[..700]), "secret", "set", "google", "--force")).Code);
        Assert.Contains("cannot be used", (await Run([], "secret", "list")).Output, StringComparison.Ordinal);
    }
}
