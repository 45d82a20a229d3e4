using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kurir.Connectors;

/// <summary>The form in which contracts, runs, receipts and numbers are kept. Members may be added; an older text then gives them their defaults.</summary>
static class LedgerJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = LedgerShapes.Default,
        Converters =
        {
            new WindowConverter(),
            new JsonStringEnumConverter<CellType>(), new JsonStringEnumConverter<NumberStyle>(), new JsonStringEnumConverter<DateOrder>(),
            new JsonStringEnumConverter<Outcome>(), new JsonStringEnumConverter<Stage>(), new JsonStringEnumConverter<FaultKind>(),
            new JsonStringEnumConverter<FaultName>(), new JsonStringEnumConverter<ChangeKind>(),
        },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="LedgerDamage">The text is not one of ours.</exception>
    public static T Read<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new LedgerDamage($"a stored {typeof(T).Name} is null");
        }
        catch (JsonException exception)
        {
            throw new LedgerDamage($"a stored {typeof(T).Name} is damaged", exception);
        }
    }

    /// <summary>A window as it reads: <c>2026-11-22..2026-11-23</c>.</summary>
    sealed class WindowConverter : JsonConverter<Window>
    {
        public override Window Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string[] days = (reader.GetString() ?? "").Split("..");
            return Day(days[0], out DateOnly from) && Day(days[^1], out DateOnly to) && from <= to
                ? new Window(from, to)
                : throw new JsonException("not a window");
        }

        public override void Write(Utf8JsonWriter writer, Window value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        static bool Day(string text, out DateOnly day) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}

/// <summary>The shapes of what is kept as JSON, generated when the product is built: reflection would cost each run some 50 ms.</summary>
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(ChangeSet))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Figures))]
[JsonSerializable(typeof(Route))]
[JsonSerializable(typeof(Matched[]))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
sealed partial class LedgerShapes : JsonSerializerContext;
