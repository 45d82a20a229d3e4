using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>What readers of replies do over and over.</summary>
static class JsonSteps
{
    public static async Task Begin(this JsonPull json, CancellationToken ct)
    {
        await json.Value(ct);
        json.Expect(JsonTokenType.StartObject);
    }

    /// <summary>Reads the member of that name of the object that has begun; the others are passed over.</summary>
    public static async Task Inside(this JsonPull json, string member, Func<Task> read, CancellationToken ct)
    {
        while (await json.Member(ct) is { } name)
        {
            if (name != member)
            {
                await json.Skip(ct);
                continue;
            }

            await json.Value(ct);
            await read();
        }
    }

    public static async Task Each(this JsonPull json, Func<Task> item, CancellationToken ct, bool begun = false)
    {
        if (!begun) await json.Value(ct);
        json.Expect(JsonTokenType.StartArray);
        while (await json.Item(ct)) await item();
    }

    public static async Task<string> Text(this JsonPull json, CancellationToken ct)
    {
        await json.Value(ct);
        return json.Type == JsonTokenType.String ? json.Text() : throw new InvalidDataException("a text was expected");
    }

    public static async Task<int> Number(this JsonPull json, CancellationToken ct)
    {
        await json.Value(ct);
        return json.Number();
    }

    public static async Task<T> Skipped<T>(this JsonPull json, T value, CancellationToken ct)
    {
        await json.Skip(ct);
        return value;
    }
}
