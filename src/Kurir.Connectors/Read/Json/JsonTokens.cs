using System.Text;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>JSON's tokens off a stream, one at a time; only the current one is held.</summary>
sealed class JsonTokens : IDisposable
{
    readonly Stream stream;
    readonly Document document;
    readonly ReadLimits limits;
    JsonReaderState state;
    byte[] buffer = new byte[32 << 10];
    int start, length;
    long before;
    int token, tokenLength;
    bool escaped, ended;

    /// <param name="offset">Where among the stream's bytes to begin; before a value.</param>
    public JsonTokens(Stream stream, long offset, Document document, ReadLimits limits)
    {
        this.stream = stream;
        this.document = document;
        this.limits = limits;
        state = new JsonReaderState(new JsonReaderOptions { MaxDepth = limits.MaxDepth + 2, AllowMultipleValues = true });
        Fill();
        if (offset == 0 && buffer.AsSpan(0, length).StartsWith("\uFEFF"u8)) offset = 3;
        while (offset > 0)
        {
            int skip = (int)Math.Min(offset, length);
            (start, length, offset) = (start + skip, length - skip, offset - skip);
            before += skip;
            if (length > 0 || offset == 0) continue;
            start = 0;
            if (!Fill()) break;
        }
    }

    public JsonTokenType Type { get; private set; }

    /// <summary>How many objects and arrays the token stands in; of one's own beginning and end, without itself.</summary>
    public int Depth { get; private set; }

    /// <summary>Where the token begins among the stream's bytes.</summary>
    public long Position { get; private set; }

    public bool Read()
    {
        while (!Next())
            if (ended || !Fill()) return false;
        if (Depth > limits.MaxDepth) throw Unreadable.Hostile(document, $"The JSON is nested deeper than {limits.MaxDepth}.");
        return true;
    }

    /// <summary>The text of a string or property name, or the digits of a number.</summary>
    public string Text()
    {
        if (tokenLength > 6L * limits.MaxCellLength) throw TooLong();
        var bytes = buffer.AsSpan(token, tokenLength);
        if (!escaped) return Encoding.UTF8.GetString(bytes);
        var reader = new Utf8JsonReader(buffer.AsSpan(token - 1, tokenLength + 2));
        reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text holds half a character.", e);
        }
    }

    /// <summary>Goes to the end of the value that begins here.</summary>
    public void Skip()
    {
        if (Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        int depth = Depth;
        while (Read() && Depth > depth)
        {
        }
    }

    public void Dispose() => stream.Dispose();

    bool Next()
    {
        var bytes = buffer.AsSpan(start, length);
        var reader = new Utf8JsonReader(bytes, ended, state);
        try
        {
            if (!reader.Read()) return false;
        }
        catch (JsonException) when (ended && MerelyEnds(bytes))
        {
            throw new EndOfStreamException();
        }

        Type = reader.TokenType;
        Depth = reader.CurrentDepth;
        Position = before + reader.TokenStartIndex;
        escaped = reader.ValueIsEscaped;
        tokenLength = reader.ValueSpan.Length;
        token = start + (int)reader.TokenStartIndex + (Type is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0);
        int used = (int)reader.BytesConsumed;
        (state, start, length, before) = (reader.CurrentState, start + used, length - used, before + used);
        return true;
    }

    /// <summary>The same bytes would do if only more came.</summary>
    bool MerelyEnds(ReadOnlySpan<byte> bytes)
    {
        try
        {
            new Utf8JsonReader(bytes, isFinalBlock: false, state).Read();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    bool Fill()
    {
        buffer.AsSpan(start, length).CopyTo(buffer);
        start = 0;
        if (length == buffer.Length)
        {
            if (length > 6L * limits.MaxCellLength) throw TooLong();
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        int read = stream.Read(buffer, length, buffer.Length - length);
        length += read;
        // The last bytes are looked at once more, now as the last ones.
        if (read == 0) ended = true;
        return true;
    }

    Fault TooLong() => Unreadable.TooLarge(document, $"A text has more than {limits.MaxCellLength:N0} characters.");
}
