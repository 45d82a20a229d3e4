using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary>The documents of <c>--json</c>: their contract is docs/json.md. Members are only ever added.</summary>
static class JsonDocuments
{
    public static string Error(FaultRecord fault) => Write(new ErrorDocument(fault), Shapes.ErrorDocument);

    public static string Of(RunDocument run) => Write(run, Shapes.RunDocument);

    public static string Of(RunsDocument runs) => Write(runs, Shapes.RunsDocument);

    public static string Of(HistoryDocument history) => Write(history, Shapes.HistoryDocument);

    public static string Of(ListDocument list) => Write(list, Shapes.ListDocument);

    public static string Of(CheckDocument check) => Write(check, Shapes.CheckDocument);

    public static string Of(NamesDocument names) => Write(names, Shapes.NamesDocument);

    public static string Of(CoverageDocument coverage) => Write(coverage, Shapes.CoverageDocument);

    public static string Of(LateDocument late) => Write(late, Shapes.LateDocument);

    public static string Of(QuarantineDocument quarantine) => Write(quarantine, Shapes.QuarantineDocument);

    public static string Of(SecretDocument secret) => Write(secret, Shapes.SecretDocument);

    public static string Of(DoctorDocument doctor) => Write(doctor, Shapes.DoctorDocument);

    public static string Of(PackDocument pack) => Write(pack, Shapes.PackDocument);

    public static string Of(RoutesDocument routes) => Write(routes, Shapes.RoutesDocument);

    public static string Of(TestDocument test) => Write(test, Shapes.TestDocument);

    public static string Of(DeployDocument deploy) => Write(deploy, Shapes.DeployDocument);

    public static string Of(ExplainDocument explained) => Write(explained, Shapes.ExplainDocument);

    public static string Of(SessionDocument session) => Write(session, Shapes.SessionDocument);

    static readonly JsonShapes Shapes = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Text stays readable; the document is never put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters =
        {
            new JsonStringEnumConverter<Outcome>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<Stage>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<FaultName>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<DayState>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<ChangeKind>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<KeyDamage>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<KeyProblem>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<CheckState>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<RenderChangeKind>(JsonNamingPolicy.KebabCaseLower),
            new SecondsConverter(),
        },
    });

    static string Write<T>(T document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape) => JsonSerializer.Serialize(document, shape);

    /// <summary>Durations are seconds, as a number with milliseconds.</summary>
    sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value.TotalSeconds, 3));
    }
}

sealed record ErrorDocument(FaultRecord Error);

/// <param name="ExitCode">What the process returns.</param>
sealed record RunDocument(int ExitCode, IReadOnlyList<Run> Runs);

sealed record RunsDocument(IReadOnlyList<Run> Runs);

sealed record HistoryDocument(string Export, IReadOnlyList<HistoryRow> Rows);

sealed record HistoryRow(string Key, int Occurrence, IReadOnlyList<HistoryVersion> Versions);

sealed record HistoryVersion(string Run, DateTimeOffset At, string Origin, IReadOnlyDictionary<string, string> Cells, DateOnly? Gone = null, string? Document = null, IReadOnlyList<string>? Delivered = null,
    IReadOnlyDictionary<string, string>? Origins = null);

sealed record ListDocument(string What, IReadOnlyList<ListEntry> Entries);

sealed record ListEntry(string Name, string? Description, IReadOnlyList<ExportState>? Exports = null);

sealed record CheckDocument(int ExitCode, IReadOnlyList<CheckedFile> Files);

sealed record CheckedFile(string File, IReadOnlyList<string> Problems, string? Explained);

/// <param name="Google">What the name <c>google</c> holds, where it is kept.</param>
sealed record NamesDocument(IReadOnlyList<string> Names, KeyDocument? Google = null);

sealed record SecretDocument(int ExitCode, string Name, IReadOnlyList<KeyDocument> Found, IReadOnlyList<string> Warnings);

/// <summary>Where a secret stands; of a Google key also what it is or what is wrong with it.</summary>
sealed record KeyDocument(
    string Where, string? Account = null, string? Fingerprint = null, IReadOnlyList<KeyDamage>? Damages = null, KeyProblem? Problem = null, string? Words = null, string? Remedy = null);

sealed record DoctorDocument(int ExitCode, IReadOnlyList<CheckResult> Checks);

/// <param name="File">The zip that was written.</param>
sealed record PackDocument(string File, IReadOnlyList<string> Names);

/// <param name="EndsAt">Null: the panel does not say, or nothing is kept.</param>
sealed record SessionDocument(string Pipeline, string Site, bool IsKept, DateTimeOffset? EndsAt);

/// <param name="Text">The section of docs/faults.md, as Markdown.</param>
sealed record ExplainDocument(string Name, string Meaning, string Text);

[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(SessionDocument))]
[JsonSerializable(typeof(PackDocument))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunsDocument))]
[JsonSerializable(typeof(CoverageDocument))]
[JsonSerializable(typeof(LateDocument))]
[JsonSerializable(typeof(QuarantineDocument))]
[JsonSerializable(typeof(RoutesDocument))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(ListDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(NamesDocument))]
[JsonSerializable(typeof(SecretDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(DeployDocument))]
[JsonSerializable(typeof(TestDocument))]
sealed partial class JsonShapes : JsonSerializerContext;
