using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>What must hold between settings, and of their meaning: everything that types alone do not say.</summary>
sealed partial class PipelineChecks(string file, MapNode root, PipelineConfig config, List<Problem> problems)
{
    public void Run()
    {
        Name();
        Site();
        SignIn();
        Browser();
        Sessions();
        Schedule();
        Zone();
        if (config.Secrets is { } prefix && !Names().IsMatch(prefix))
            Report(root.Locate("secrets"), $"'{Texts.Shown(prefix)}' cannot begin a secret's name. Use letters, digits, _ and -");
        Exports();
    }

    void Name()
    {
        string name = Path.GetFileNameWithoutExtension(file);
        if (!Names().IsMatch(name)) Report(new Place(1, 1), $"the file's name is the pipeline's name: '{Texts.Shown(name)}' must consist of letters, digits, _ and -");
    }

    void Site()
    {
        if (config.Site is { } site && SiteProblem(site) is { } problem) Report(root.Locate("site"), problem);
    }

    /// <summary>What is wrong with a panel's address; null: nothing.</summary>
    public static string? SiteProblem(Uri site)
    {
        if (!site.IsAbsoluteUri || site.Scheme is not ("http" or "https")) return "a site's address begins with https://";
        if (site.UserInfo.Length > 0) return "an address holds no user name or password. Set them with: kurir secret set";
        if (site.Scheme == "http" && !site.IsLoopback) return $"http sends passwords in the clear and is accepted on this machine only. Write https://{site.Authority}";
        if (site.Query.Length > 0 || site.Fragment.Length > 0) return "a site's address has no ? or #. Write the part before it";
        return null;
    }

    void SignIn()
    {
        SignInConfig signIn = config.SignIn;
        if (signIn.Form is { } form)
        {
            Address(form.Page, root.Locate("sign_in", "form", "page"));
            if (form.Proof is { } proof) Address(proof, root.Locate("sign_in", "form", "proof"));
        }

        if (signIn.Json is { Address.Length: > 0 } json) Address(json.Address, root.Locate("sign_in", "json", "address"));
        if (signIn.Header is { } header && !HeaderNames().IsMatch(header.Name))
            Report(root.Locate("sign_in", "header", "name"), $"'{Texts.Shown(header.Name)}' cannot be a header's name");
    }

    void Browser()
    {
        if (config.Browser is not { } browser) return;
        bool good = Uri.TryCreate(browser, UriKind.Absolute, out Uri? address) && address.Scheme is "ws" or "wss" or "http" or "https" && address.UserInfo.Length == 0;
        if (!good) Report(root.Locate("browser"), $"'{Texts.Shown(browser)}' is not the address of a browser. It begins with ws:// or wss://");
        else if (config.Session == SessionMode.Http) Report(root.Locate("browser"), "'session: http' uses no browser. Remove one of the two");
    }

    void Sessions()
    {
        if (config is { KeepSession: "on", SignOut: "on" }) Report(root.Locate("sign_out"), "'sign_out: on' ends the session that 'keep_session: on' would keep. Remove one of the two");
    }

    void Schedule()
    {
        foreach (TimeOnly twice in config.Schedule.GroupBy(time => time).Where(group => group.Count() > 1).Select(group => group.Key))
            Report(root.Locate("schedule"), $"{twice:HH\\:mm} stands twice in 'schedule'");
    }

    void Zone()
    {
        if (Zones.Problem(config.Timezone) is { } problem) Report(root.Locate("timezone"), problem);
    }

    void Exports()
    {
        if (root.Find("exports") is not MapNode exports)
        {
            if (root.Find("exports") is TextNode { IsEmpty: true } empty) Report(empty.At, "'exports' is empty. Write at least one: NAME: { page: /report }");
            return;
        }

        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Entry entry in exports.Entries)
        {
            ExportName(entry.Key, seen);
            if (entry.Value is MapNode map && config.Exports.TryGetValue(entry.Key.Text, out ExportConfig? export))
                new ExportChecks(map, export, Report).Run();
        }
    }

    void ExportName(TextNode key, Dictionary<string, string> seen)
    {
        if (!Names().IsMatch(key.Text))
            Report(key.At, $"'{Texts.Shown(key.Text)}' cannot be an export's name. Use letters, digits, _ and -, at most 64");
        else if (!seen.TryAdd(key.Text, key.Text))
            Report(key.At, $"'{key.Text}' and '{seen[key.Text]}' differ only in upper and lower case. Rename one");
    }

    void Address(string address, Place at)
    {
        if (ExportChecks.AddressProblem(address) is { } problem) Report(at, problem);
    }

    void Report(Place at, string text) => problems.Add(new Problem(file, at.Line, at.Column, text));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\z")]
    private static partial Regex Names();

    [GeneratedRegex(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]+\z")]
    private static partial Regex HeaderNames();
}
