namespace Kurir;

/// <summary>What must hold of one export, with the defaults merged in.</summary>
sealed class ExportChecks(MapNode node, ExportConfig export, Action<Place, string> report)
{
    public void Run()
    {
        WayToFetch();
        Addresses();
        DateFormat();
        Window();
        Key();
        Rows();
        Calendar();
        if (export.Sweep.From is null != export.Sweep.To is null) report(node.Locate("sweep"), "'sweep' needs from and to, or neither");
        if (node.Find("to") is ListNode { Items.Count: 0 } nowhere) report(nowhere.At, "'to' is empty. Name a destination, or remove the line");
    }

    /// <summary>That there is not more than one way is said by the record itself.</summary>
    void WayToFetch()
    {
        bool Has(string name) => node.Find(name) is not null;
        if (Has("form") && !Has("page") && !Has("download") && !Has("json"))
            report(node.Locate("form"), "'form' needs 'page': the page with the form, such as page: /report");
        else if (!Has("page") && !Has("download") && !Has("json"))
            report(node.At, "it is not said how to fetch this export. Write page with form (a form asks for it), download (its address is known), "
                + "page alone (it is the table on that page) or json");
    }

    void Addresses()
    {
        if (export.Page is { } page) Check(page, node.Locate("page"));
        if (export.Form?.Queue is { Page.Length: > 0 } queue) Check(queue.Page, node.Locate("form", "queue"));
        if (export.Download is { } download) CheckWithDays(download, node.Locate("download"));
        if (export.Json is { Address.Length: > 0 } json) CheckWithDays(json.Address, node.Locate("json", "address"));
    }

    void Check(string address, Place at)
    {
        if (AddressProblem(address) is { } problem) report(at, problem);
        else if (address.Contains("{start", StringComparison.Ordinal) || address.Contains("{end", StringComparison.Ordinal))
            report(at, "'page' is a page as it stands. An address with {start} and {end} belongs under download or json");
    }

    void CheckWithDays(string address, Place at)
    {
        if ((Placeholders.Problem(address) ?? AddressProblem(address)) is { } problem) report(at, problem);
    }

    /// <summary>What is wrong with an address on the site; null: nothing.</summary>
    public static string? AddressProblem(string address)
    {
        string shown = Texts.Shown(address);
        if (address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return $"'{shown}' holds white space. Write it as in the browser's address bar, with %20";
        if (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal)) return null;
        if (!address.Contains("://", StringComparison.Ordinal)) return $"'{shown}' is not an address on the site. Begin it with /: /{shown.TrimStart('/')}";
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? whole) && whole.Scheme is "http" or "https"
            ? PlainHttp(whole)
            : $"'{shown}' is not an address. Write a path such as /report, or an address that begins with https://";
    }

    static string? PlainHttp(Uri address)
    {
        if (address.UserInfo.Length > 0) return "an address holds no user name or password. Set them with: kurir secret set";
        return address.Scheme == "http" && !address.IsLoopback ? "http is accepted on this machine only. Write https://, or only the path" : null;
    }

    void DateFormat()
    {
        if (export.Form?.DateFormat is { } format && Placeholders.FormatProblem(format) is { } problem) report(node.Locate("form", "date_format"), problem);
    }

    void Window()
    {
        if (node.Find("window") is { } window and not BrokenNode && WindowWords.Problem(export.Window) is { } problem && Bound(window)) report(window.At, problem);
    }

    /// <summary>A window whose day could not be bound was reported already.</summary>
    bool Bound(Node window) => window is not MapNode map
        || ((map.Find("from") is null) == (export.Window.From is null) && (map.Find("to") is null) == (export.Window.To is null)
            && (map.Find("words") is null) == (export.Window.Words is null));

    void Key()
    {
        if (export.Key is not { } key) return;
        Place at = node.Locate("key");
        if (key.Columns.Count == 0 && key.AllExcept.Count == 0 && node.Find("key") is MapNode map && map.Find("columns") is null && map.Find("all_except") is null)
            report(at, "'key' needs columns or all_except");
        foreach (string column in key.Columns.Concat(key.AllExcept))
            if (string.IsNullOrWhiteSpace(column)) report(at, "a column's heading in 'key' is empty");
        foreach (string twice in key.Columns.GroupBy(column => column).Where(group => group.Count() > 1).Select(group => group.Key))
            report(at, $"'{Texts.Shown(twice)}' stands twice in 'key'");
    }

    void Calendar()
    {
        foreach (string entry in export.Calendar.Closed)
            if (Closed.Problem(entry) is { } problem) report(node.Locate("calendar"), problem);
    }

    void Rows()
    {
        if (export.Rows is { Min: { } min, Max: { } max } && min > max) report(node.Locate("rows"), $"at least {min} and at most {max} rows cannot both hold");
    }
}
