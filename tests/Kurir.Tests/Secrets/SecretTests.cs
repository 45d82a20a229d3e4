using System.Security.Cryptography;
using Kurir.Connectors;

namespace Kurir;

public sealed class SecretTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kurir-secrets-").FullName;
    readonly Dictionary<string, string?> variables = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    EnvironmentSecrets InEnvironment => new(variables.GetValueOrDefault);

    string File(string name, string text)
    {
        string file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    [Theory]
    [InlineData("backend/password", "BACKEND_PASSWORD")]
    [InlineData("andalan-atk/username", "ANDALAN_ATK_USERNAME")]
    [InlineData("telegram/token", "TELEGRAM_TOKEN")]
    [InlineData("telegram/chat_id", "TELEGRAM_CHAT_ID")]
    [InlineData("google", "GOOGLE_SERVICE_ACCOUNT_JSON")]
    public void A_secret_has_one_name_in_the_environment(string name, string variable)
    {
        variables[variable] = "correct horse";
        Assert.Equal("correct horse", InEnvironment.Find(name)!.Reveal());
        Assert.Equal("***", InEnvironment.Find(name)!.ToString());
    }

    [Fact]
    public void A_variable_may_name_a_file()
    {
        variables["BACKEND_PASSWORD_FILE"] = File("pw", "correct horse\r\n");
        Assert.Equal("correct horse", InEnvironment.Find("backend/password")!.Reveal());
    }

    [Fact]
    public void A_named_file_that_is_not_there_is_a_fault_and_not_a_missing_secret()
    {
        variables["BACKEND_PASSWORD_FILE"] = Path.Combine(folder, "none");
        Fault fault = Assert.Throws<Fault>(() => InEnvironment.Find("backend/password"));
        Assert.Equal((FaultName.SecretMissing, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.Contains("BACKEND_PASSWORD_FILE", fault.Cause);
    }

    [Fact]
    public void A_password_where_a_files_name_belongs_is_never_repeated()
    {
        variables["BACKEND_PASSWORD_FILE"] = "correct horse";
        Assert.DoesNotContain("horse", Assert.Throws<Fault>(() => InEnvironment.Find("backend/password")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void An_empty_variable_is_not_set_and_the_places_say_so(string empty)
    {
        variables["BACKEND_PASSWORD"] = empty;
        Assert.Null(InEnvironment.Find("backend/password"));
        Assert.Equal(
            ["environment variable BACKEND_PASSWORD (which is set, but empty)", "environment variable BACKEND_PASSWORD_FILE"],
            InEnvironment.Places("backend/password"));
    }

    [Theory]
    [InlineData("backend_password")]
    [InlineData("backend/password")]
    public void A_folder_holds_secrets_as_files(string file)
    {
        File(file, "correct horse\n");
        Assert.Equal("correct horse", new FolderSecrets(folder).Find("backend/password")!.Reveal());
    }

    [Fact]
    public void A_file_that_is_no_text_is_a_fault()
    {
        System.IO.File.WriteAllBytes(Path.Combine(folder, "backend_password"), [0xff, 0xfe, 0x00]);
        Assert.Contains("not UTF-8", Assert.Throws<Fault>(() => new FolderSecrets(folder).Find("backend/password")).Cause);
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public void A_name_that_leads_elsewhere_is_refused(string name)
    {
        Assert.Throws<Fault>(() => new FolderSecrets(folder).Find(name));
        Assert.Throws<Fault>(() => Store().Set(name, "value"));
        Assert.Throws<Fault>(() => InEnvironment.Find(name));
    }

    SecretStore Store(string? key = null) => new(Path.Combine(folder, "home"), Path.Combine(folder, "config"), key);

    [Fact]
    public void The_store_keeps_lists_and_removes()
    {
        Store().Set("backend/password", "correct horse\n");
        Store().Set("backend/password", "battery staple");
        Store().Set("telegram/token", "123:abc");
        Assert.Equal("battery staple", Store().Find("backend/password")!.Reveal());
        Assert.Equal(["backend/password", "telegram/token"], Store().List());
        Assert.True(Store().Remove("telegram/token"));
        Assert.False(Store().Remove("telegram/token"));
        Assert.Null(Store().Find("telegram/token"));
    }

    [Fact]
    public void Nothing_in_the_store_s_folder_gives_a_secret_away_and_only_its_owner_may_read()
    {
        Store().Set("backend/password", "correct horse");
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.All(files, file => Assert.DoesNotContain("correct horse", System.IO.File.ReadAllText(file)));
        if (OperatingSystem.IsWindows()) return;
        foreach (string file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            System.IO.File.GetUnixFileMode(Path.Combine(folder, "home", ".kurir", "secrets")));
    }

    [Fact]
    public void A_secret_opens_only_with_its_key_and_under_its_name()
    {
        Store().Set("backend/password", "correct horse");
        Fault other = Assert.Throws<Fault>(() => Store(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))).Find("backend/password"));
        Assert.Contains("KURIR_SECRET_KEY", other.Cause);
        string kept = Path.Combine(folder, "home", ".kurir", "secrets");
        System.IO.File.Move(Path.Combine(kept, "backend%2Fpassword.secret"), Path.Combine(kept, "backend%2Fusername.secret"));
        Assert.Equal(FaultName.SecretMissing, Assert.Throws<Fault>(() => Store().Find("backend/username")).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kurir-secret-1:")]
    [InlineData("kurir-secret-1:AAAA")]
    [InlineData("kurir-secret-1:%%%")]
    [InlineData("other")]
    public void A_damaged_store_is_a_fault(string content)
    {
        Store().Set("backend/password", "correct horse");
        System.IO.File.WriteAllText(Path.Combine(folder, "home", ".kurir", "secrets", "backend%2Fpassword.secret"), content);
        Assert.Throws<Fault>(() => Store().Find("backend/password"));
    }

    [Fact]
    public void A_key_that_is_none_says_how_to_make_one() =>
        Assert.Contains("openssl rand", Assert.Throws<Fault>(() => Store("short").Set("a/b", "value")).Remedy);

    [Fact]
    public void Without_a_home_folder_the_key_comes_from_the_environment() =>
        Assert.Contains("KURIR_SECRET_KEY", Assert.Throws<Fault>(() => new SecretStore(folder, "", null).Set("a/b", "value")).Remedy);

    [Fact]
    public void An_empty_value_is_not_kept() => Assert.Throws<Fault>(() => Store().Set("a/b", "\n"));

    [Fact]
    public void Places_are_tried_in_order_and_what_is_found_is_redacted_from_then_on()
    {
        variables["KURIR_SECRETS"] = folder;
        File("backend_password", "from the folder");
        var redactor = new Redactor();
        SecretPlaces places = SecretPlaces.Of(folder, redactor, variables.GetValueOrDefault);
        Assert.Equal("from the folder", places.Find("backend/password")!.Reveal());
        Assert.Equal("it was ***", redactor.Redact("it was from the folder"));
        variables["BACKEND_PASSWORD"] = "from the environment";
        Assert.Equal("from the environment", places.Find("backend/password")!.Reveal());
        Assert.Equal(5, places.Places("backend/username").Count);
        Fault missing = Assert.Throws<Fault>(() => places.Require("backend/username", Stage.SignIn));
        Assert.Contains("environment variable BACKEND_USERNAME, ", missing.Cause);
    }
}
