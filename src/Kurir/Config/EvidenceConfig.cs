namespace Kurir;

[Described("What is kept of what was seen when a stage fails. Passwords, cookies and tokens are masked in any case."), ShortForm(nameof(Personal))]
public sealed record EvidenceConfig
{
    [Described("Columns and fields, by heading or label, whose values are masked before anything is stored.", Example = "[Nama, Email, \"No HP\"]")]
    public IReadOnlyList<string> Personal { get; init; } = [];

    [Described("How long it is kept.", Example = "30 days"), Between(1, 3650.0 * 86400)]
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    [Described("The most that one run keeps.", Example = "50 MB"), Between(1, 100e9)]
    public ByteSize MaxSize { get; init; } = new(50_000_000);

    [Described("Whether exports in a browser are traced step by step, as kurir run --trace does it. The sign-in never is."), Words("on", "off")]
    public string Trace { get; init; } = "off";
}
