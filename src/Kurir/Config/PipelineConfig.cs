namespace Kurir;

/// <summary>A pipeline file as written; nothing resolved, nothing looked up.</summary>
[Described("One site, its exports, where they go, who is told, when.")]
public sealed record PipelineConfig
{
    [Described("The panel's address. http is accepted on this machine only.", Example = "https://backend.example.com", Required = true)]
    public Uri? Site { get; init; }

    [Described("How to sign in. A path is the page with the sign-in form.", Example = "/login", Default = "the site's first page")]
    public SignInConfig SignIn { get; init; } = new() { Form = new() };

    [Described("How the panel is asked. auto: plain HTTP, and a browser for what a script does there; http: never a browser; browser: each export in a browser.")]
    public SessionMode Session { get; init; } = SessionMode.Auto;

    [Described("Whether the session is kept, encrypted, from run to run, so that not each run signs in. It is asked whether it still holds good, and thrown away when the password changes."), Words("on", "off")]
    public string KeepSession { get; init; } = "off";

    [Described("Whether each run signs out at its end, also when it fails or is interrupted: for panels that allow one session for each user."), Words("on", "off")]
    public string SignOut { get; init; } = "off";

    [Described("Whether what a click in the browser sends is learned, so that later runs ask it over plain HTTP."), Words("on", "off")]
    public string Learn { get; init; } = "on";

    [Described("A browser that runs elsewhere, by the address of its debugging protocol.", Example = "ws://browser:9222", Default = "Chromium or Chrome on this machine, started when an export needs it")]
    public string? Browser { get; init; }

    [Described("The first part of the secrets' names: backend looks up backend/username and backend/password.", Example = "backend", Default = "the first part of the site's host name")]
    public string? Secrets { get; init; }

    [Described("The times of day at which runs begin, in the time zone.", Example = "[\"08:00\", \"18:00\"]", Default = "none: runs begin when someone asks")]
    public IReadOnlyList<TimeOnly> Schedule { get; init; } = [];

    [Described("The IANA name of the time zone in which dates and times are meant.", Example = "Asia/Jakarta")]
    public string Timezone { get; init; } = "UTC";

    [Described("The language of notices, and of doubtful dates and numbers.", Example = "id"), Words("en", "id")]
    public string Language { get; init; } = "en";

    [Described("Who is told: channels by name.", Example = "telegram", Default = "nobody")]
    public NotifyConfig Notify { get; init; } = new();

    [Described("What is kept of what was seen when a stage fails.", Example = "{ personal: [Nama, Email], keep: 30 days }")]
    public EvidenceConfig Evidence { get; init; } = new();

    [Described("How long the documents that the panel gave are kept, for kurir accept and kurir replay.", Example = "90 days"), Between(1, 3650.0 * 86400)]
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(90);

    [Described("What notices tell of single rows: nothing (off), their keys, or also what changed in them (rows). A group chat is no place for customers' data."), Words("off", "keys", "rows")]
    public string Digest { get; init; } = "off";

    [Described("How many exports are fetched side by side."), Between(1, 16)]
    public int Parallel { get; init; } = 4;

    [Described("Settings that hold for each export which does not set them itself. Mappings merge key by key; lists replace.")]
    public ExportConfig? Defaults { get; init; }

    [Described("The reports, by name.", Required = true)]
    public IReadOnlyDictionary<string, ExportConfig> Exports { get; init; } = new Dictionary<string, ExportConfig>();
}
