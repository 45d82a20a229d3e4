using System.Text;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>JSON's tokens off a reply as it comes in; only the current one is held, so a reply of a hundred thousand rows needs no more memory than one of ten.</summary>
/// <param name="stream">The reply's body.</param>
/// <param name="mostBytes">More is refused.</param>
sealed class JsonPull(Stream stream, long mostBytes)
{
    const int MaxDepth = 32, MaxToken = 4 << 20;

    JsonReaderState state = new(new JsonReaderOptions { MaxDepth = MaxDepth });
    byte[] buffer = new byte[64 << 10];
    int start, length;
    long total;
    int token, tokenLength;
    bool escaped, ended;

    public JsonTokenType Type { get; private set; }

    public int Depth { get; private set; }

    /// <returns>False: the reply is over.</returns>
    /// <exception cref="InvalidDataException">It is no JSON, or too much of it.</exception>
    /// <exception cref="IOException">The connection broke, or the reply ends in the middle.</exception>
    public async ValueTask<bool> Read(CancellationToken ct)
    {
        while (!Next())
        {
            if (ended) return false;
            await Fill(ct);
        }

        return true;
    }

    /// <summary>Reads on to the value of the property whose name was read.</summary>
    public async ValueTask Value(CancellationToken ct)
    {
        if (!await Read(ct)) throw Cut();
    }

    /// <summary>Goes through the members of the object that begins here: true for each, with its name; its value is to be read or skipped.</summary>
    public async ValueTask<string?> Member(CancellationToken ct)
    {
        if (!await Read(ct)) throw Cut();
        return Type switch
        {
            JsonTokenType.EndObject => null,
            JsonTokenType.PropertyName => Text(),
            _ => throw new InvalidDataException("an object was expected"),
        };
    }

    /// <summary>Goes through the items of the array that begins here; true: the next one begins.</summary>
    public async ValueTask<bool> Item(CancellationToken ct)
    {
        if (!await Read(ct)) throw Cut();
        return Type != JsonTokenType.EndArray;
    }

    /// <summary>Goes to the end of the value that begins with the next token.</summary>
    public async ValueTask Skip(CancellationToken ct)
    {
        await Value(ct);
        if (Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        int depth = Depth;
        do await Value(ct);
        while (Depth > depth);
    }

    public void Expect(JsonTokenType type)
    {
        if (Type != type) throw new InvalidDataException($"{type} was expected and {Type} came");
    }

    /// <summary>The text of a string or name, or the digits of a number.</summary>
    public string Text()
    {
        ReadOnlySpan<byte> bytes = buffer.AsSpan(token, tokenLength);
        if (!escaped) return Encoding.UTF8.GetString(bytes);
        var reader = new Utf8JsonReader(buffer.AsSpan(token - 1, tokenLength + 2));
        reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unicode.Whole(System.Text.RegularExpressions.Regex.Unescape(Encoding.UTF8.GetString(bytes).Replace("\\/", "/", StringComparison.Ordinal)));
        }
    }

    public int Number() => int.TryParse(Text(), System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : throw new InvalidDataException("a whole number was expected");

    bool Next()
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, length), ended, state);
        try
        {
            if (!reader.Read()) return false;
        }
        catch (JsonException failure)
        {
            throw ended ? Cut() : new InvalidDataException("it is no JSON", failure);
        }

        Type = reader.TokenType;
        Depth = reader.CurrentDepth;
        escaped = reader.ValueIsEscaped;
        tokenLength = reader.ValueSpan.Length;
        token = start + (int)reader.TokenStartIndex + (Type is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0);
        int used = (int)reader.BytesConsumed;
        (state, start, length) = (reader.CurrentState, start + used, length - used);
        return true;
    }

    async ValueTask Fill(CancellationToken ct)
    {
        buffer.AsSpan(start, length).CopyTo(buffer);
        start = 0;
        if (length == buffer.Length)
        {
            if (length >= MaxToken) throw new InvalidDataException("a text in it is too long");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        int read = await stream.ReadAsync(buffer.AsMemory(length), ct);
        length += read;
        total += read;
        if (total > mostBytes) throw new InvalidDataException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it has more than {mostBytes:N0} bytes"));
        ended = read == 0;
    }

    static IOException Cut() => new("the reply ends in the middle");
}
