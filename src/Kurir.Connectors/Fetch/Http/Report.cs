namespace Kurir.Connectors;

/// <summary>One export and the window asked for, with what all ways of fetching need of them.</summary>
sealed record Report(Export Export, Window Window, Uri Site)
{
    public ExportConfig Settings => Export.Settings;

    public FormConfig Form => Export.Settings.Form ?? new FormConfig();

    /// <summary>The step that a page or a dialog asks for afterwards, as a form of its own.</summary>
    public Report Step(FormStepConfig step) => this with
    {
        Export = Export with { Settings = Settings with { Form = new FormConfig { Fields = step.Fields, Button = step.Button } } },
    };

    /// <summary>Whether it is a step after signing in, whose button may be one of consent.</summary>
    public bool IsConsent { get; init; }

    /// <returns>The word for which a button is not pressed; null: there is none.</returns>
    public string? Forbids(params string?[] texts) => ForbiddenWords.In(texts) is { } word && !(IsConsent && ForbiddenWords.IsConsent(word)) ? word : null;

    /// <summary>Where the pipeline speaks of it: <c>backend.yaml:9</c>, else the export's name.</summary>
    public string DefinedAt => Export.DefinedAt ?? $"the export {Export.Name}";

    public Request Ask(Uri address) => new() { Address = address, MostBytes = Settings.MaxSize.Bytes };

    public Uri Page => new(Site, Settings.Page ?? "/");

    /// <summary>Refuses a page that came in place of the one asked for: a dashboard may hold a table too.</summary>
    /// <exception cref="Fault"><see cref="FaultName.PageChanged"/>.</exception>
    public PanelPage Expect(Uri asked, PanelPage page)
    {
        string wanted = asked.AbsolutePath.TrimEnd('/'), came = page.Address.AbsolutePath.TrimEnd('/');
        if (wanted.Length == 0 || came.EndsWith(wanted, StringComparison.Ordinal) || came.StartsWith(wanted + "/", StringComparison.Ordinal)) return page;
        string says = SignInMessages.Of(page) is { Length: > 0 } alert ? $" and says: {PageText.Cut(alert, 160)}" : "";
        throw new Fault(Stage.Fetch, FaultName.PageChanged, FaultKind.Stop, asked.AbsolutePath, $"the panel leads to {page.Path} instead{says}",
            $"Give the panel's user the right to this page, or correct the address at {DefinedAt}.") { Seen = SeenPage.Of(page, "page.html") };
    }
}
