namespace Kurir.Connectors;

/// <summary>One export and the window asked for, with what all ways of fetching need of them.</summary>
sealed record Report(Export Export, Window Window, Uri Site)
{
    public ExportConfig Settings => Export.Settings;

    public FormConfig Form => Export.Settings.Form ?? new FormConfig();

    /// <summary>Where the pipeline speaks of it: <c>backend.yaml:9</c>, else the export's name.</summary>
    public string DefinedAt => Export.DefinedAt ?? $"the export {Export.Name}";

    public Request Ask(Uri address) => new() { Address = address, MostBytes = Settings.MaxSize.Bytes };

    public Uri Page => new(Site, Settings.Page ?? "/");
}
