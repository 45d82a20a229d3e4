namespace Kurir.Connectors;

/// <summary>A csv file. Numbers, dates and times stand in it in their canonical form (<c>85000</c>, <c>2025-09-23</c>, <c>2025-09-23 18:39:00</c>), text as it is.</summary>
/// <remarks>Columns, rows and cells that people added stay; so do the file's delimiter, line ends and byte order mark.</remarks>
public sealed class CsvDestination : IDestination
{
    readonly FileDelivery delivery;

    public CsvDestination(CsvOptions options, DestinationContext context)
        : this(options, context, FileSteps.Undisturbed)
    {
    }

    internal CsvDestination(CsvOptions options, DestinationContext context, FileSteps steps)
    {
        var file = new TargetFile(context.Home, options.File ?? $"out/{context.Export.Pipeline}/{context.Export.Name}.csv", context.Time, steps);
        Id = $"{Kind}:{file.Name}";
        Description = file.Name;
        delivery = new FileDelivery(file, Description, stream => new CsvFile(stream, options));
    }

    public string Kind => "csv";

    public string Id { get; }

    public string Description { get; }

    public Task<bool> Exists(CancellationToken ct) => delivery.Exists(ct);

    public Task<string> Probe(CancellationToken ct) => delivery.Probe(ct);

    public Task<Receipt> Deliver(Delivery delivery, CancellationToken ct) => this.delivery.Deliver(delivery, ct);
}
