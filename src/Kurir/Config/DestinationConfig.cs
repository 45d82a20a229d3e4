namespace Kurir;

/// <summary>One entry of <c>to:</c>. The kind is the key.</summary>
/// <param name="Kind">As the catalogue lists it: <c>workbook</c>, <c>csv</c>, <c>sqlite</c>.</param>
/// <param name="Options">The kind's own options record, bound and validated.</param>
public sealed record DestinationConfig(string Kind, object Options);

/// <summary>The channels of <c>notify:</c>, by kind, each with its own options record; empty: nobody is told.</summary>
public sealed record NotifyConfig
{
    public IReadOnlyDictionary<string, object> Channels { get; init; } = new Dictionary<string, object>();
}
