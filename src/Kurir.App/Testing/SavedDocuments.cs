using System.Security.Cryptography;

namespace Kurir.App;

/// <summary>Stands in for the panel: gives the files that a test's step names, and nothing else.</summary>
/// <param name="folder">Of the test.</param>
/// <param name="given">By export.</param>
/// <param name="time">The step's clock.</param>
sealed class SavedDocuments(string folder, IReadOnlyDictionary<string, GivenConfig> given, TimeProvider time) : ISessions, ISession
{
    public ISession Open(Site site) => this;

    public Task SignIn(CancellationToken ct) => Task.CompletedTask;

    public Task<Document> Fetch(Export export, Window window, CancellationToken ct)
    {
        GivenConfig wanted = given[export.Name];
        GivenPartConfig? part = wanted.Parts.FirstOrDefault(part => Resolve(part.Window!, export) == window);
        if (part is not null) return Task.FromResult(Document(part.Document!, part.Announced, part.NoData));
        if (wanted.Document is { } file && window == WindowOf(export)) return Task.FromResult(Document(file, wanted.Announced, wanted.NoData));
        throw new Fault(
            Stage.Fetch, FaultName.DocumentGone, FaultKind.Stop, $"{export.Id} {window}", "what came seems to end at a limit, so these days are asked for alone, and the test has no document for them",
            $"Write parts: [{{ window: {{ from: {window.From:yyyy-MM-dd}, to: {window.To:yyyy-MM-dd} }}, document: FILE }}], or rows: {{ cap: 0 }} in the pipeline");
    }

    public Task<Document> FetchAnew(Export export, Window window, Fault doubt, CancellationToken ct) => Fetch(export, window, ct);

    /// <summary>The days that the step asks for.</summary>
    public Window WindowOf(Export export) => given[export.Name] switch
    {
        { Window: { } said } => Resolve(said, export),
        { Parts: { Count: > 0 } parts } => new Window(parts.Min(part => Resolve(part.Window!, export).From), parts.Max(part => Resolve(part.Window!, export).To)),
        _ => Resolve(export.Settings.Window, export),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Window Resolve(WindowConfig window, Export export) => WindowWords.Resolve(window, time.GetUtcNow(), export.Zone);

    Document Document(string file, long? announced, string? noData)
    {
        string path = Path.Combine(folder, file);
        using FileStream stream = File.OpenRead(path);
        return new Document
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(stream)),
            Length = stream.Length,
            FileName = Path.GetFileName(file),
            Announced = announced,
            NoDataText = noData,
            FetchedAt = time.GetUtcNow(),
            Open = () => File.OpenRead(path),
        };
    }
}
