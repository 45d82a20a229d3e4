using System.Security.Cryptography;
using System.Text;

namespace Kurir.Connectors;

/// <summary>A tab of an xlsx file that people use too.</summary>
/// <remarks>
/// New rows stand below the last row that holds anything in the report's columns, so below notes that people put there; they take the row above's
/// formats. Filters, tables, conditional formats and validations that end with the last row grow with it; charts, pivot tables and people's defined names
/// do not. Formulas are never overwritten, and not continued into new rows: fill them down, or use a whole column (<c>=SUM(F:F)</c>).
/// Every other part of the file stays as it is, byte for byte.
/// </remarks>
public sealed class WorkbookDestination : IDestination
{
    const int MaxTabLength = 31;

    readonly FileDelivery delivery;

    public WorkbookDestination(WorkbookOptions options, DestinationContext context)
        : this(options, context, FileSteps.Undisturbed)
    {
    }

    internal WorkbookDestination(WorkbookOptions options, DestinationContext context, FileSteps steps)
    {
        var file = new TargetFile(context.Home, options.File ?? $"out/{context.Export.Pipeline}.xlsx", context.Time, steps);
        if (!file.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            throw new Fault(
                Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, file.Name, "A workbook's file name must end in .xlsx.", "Name an .xlsx file, or use csv: for a csv file.");
        string tab = TabName(options.Tab ?? context.Export.Name);
        Id = $"{Kind}:{file.Name}#{tab}";
        Description = $"{file.Name}, tab {tab}";
        delivery = new FileDelivery(file, Description, stream => new WorkbookFile(stream, tab, file.Name));
    }

    public string Kind => "workbook";

    public string Id { get; }

    public string Description { get; }

    public Task<bool> Exists(CancellationToken ct) => delivery.Exists(ct);

    public Task<string> Probe(CancellationToken ct) => delivery.Probe(ct);

    public Task<Receipt> Deliver(Delivery delivery, CancellationToken ct) => this.delivery.Deliver(delivery, ct);

    /// <summary>A name that spreadsheets allow: 31 characters, none of <c>\ / ? * [ ] :</c>. Longer ones end in four digits that keep them apart.</summary>
    internal static string TabName(string wanted)
    {
        string name = new([.. wanted.Select(c => c is '\\' or '/' or '?' or '*' or '[' or ']' or ':' || char.IsControl(c) ? '-' : c)]);
        name = name.Trim().Trim('\'');
        if (name.Length == 0 || name.Equals("History", StringComparison.OrdinalIgnoreCase)) name += "_";
        if (name.Length <= MaxTabLength) return name;
        string mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)), 0, 2);
        return name[..(MaxTabLength - mark.Length - 1)].TrimEnd() + "~" + mark;
    }
}
