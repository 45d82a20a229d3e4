namespace Kurir.Connectors;

/// <summary>A request as a page sent it.</summary>
/// <param name="Headers">All of them, names in lower case.</param>
sealed record SentRequest(string Method, Uri Address, string? Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? BodyType => Headers.GetValueOrDefault("content-type");
}
