using System.Text;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>Takes one value of a list apart into named cells: <c>customer.name</c> for objects inside, lists joined by commas.</summary>
sealed class JsonRow(JsonTokens tokens)
{
    readonly Dictionary<(string, string), string> paths = [];

    /// <summary>Goes over the object that begins here, to its end.</summary>
    /// <param name="cell">Called for each value, which it must read no further than <see cref="Value"/> does.</param>
    public void ReadObject(Action<string> cell, string path = "")
    {
        int depth = tokens.Depth;
        while (tokens.Read() && tokens.Depth > depth)
        {
            string name = Join(path, tokens.Text());
            tokens.Read();
            if (tokens.Type == JsonTokenType.StartObject) ReadObject(cell, name);
            else cell(name);
        }
    }

    /// <summary>The value that begins here as a cell, read to its end.</summary>
    public Cell Value() => tokens.Type switch
    {
        JsonTokenType.Number => Number(tokens.Text()),
        JsonTokenType.True => Cell.Typed("true", CellType.Boolean, "true"),
        JsonTokenType.False => Cell.Typed("false", CellType.Boolean, "false"),
        JsonTokenType.Null => default,
        JsonTokenType.String => Cell.OfText(tokens.Text()),
        _ => Cell.OfText(Compound()),
    };

    static Cell Number(string raw) => PlainNumber.Canonical(raw) is { } value ? Cell.Typed(raw, CellType.Number, value) : Cell.OfText(raw);

    /// <summary>A list of plain values joined by commas; anything deeper as JSON.</summary>
    string Compound()
    {
        var plain = new List<string>();
        var json = new StringBuilder();
        bool deep = tokens.Type == JsonTokenType.StartObject;
        int depth = tokens.Depth;
        JsonTokenType before = JsonTokenType.None;
        do
        {
            deep |= tokens.Type is JsonTokenType.StartObject or JsonTokenType.StartArray && tokens.Depth > depth;
            if (tokens.Type is JsonTokenType.String or JsonTokenType.Number) plain.Add(tokens.Text());
            else if (tokens.Type is JsonTokenType.True or JsonTokenType.False) plain.Add(tokens.Type == JsonTokenType.True ? "true" : "false");
            Write(json, before);
            before = tokens.Type;
        }
        while (!(tokens.Depth == depth && tokens.Type is JsonTokenType.EndArray or JsonTokenType.EndObject) && tokens.Read());
        return deep ? json.ToString() : string.Join(", ", plain);
    }

    void Write(StringBuilder json, JsonTokenType before)
    {
        bool ends = tokens.Type is JsonTokenType.EndArray or JsonTokenType.EndObject;
        if (!ends && before is not (JsonTokenType.None or JsonTokenType.StartArray or JsonTokenType.StartObject or JsonTokenType.PropertyName)) json.Append(", ");
        json.Append(tokens.Type switch
        {
            JsonTokenType.StartObject => "{",
            JsonTokenType.EndObject => "}",
            JsonTokenType.StartArray => "[",
            JsonTokenType.EndArray => "]",
            JsonTokenType.PropertyName => Quoted(tokens.Text()) + ": ",
            JsonTokenType.String => Quoted(tokens.Text()),
            JsonTokenType.Number => tokens.Text(),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "null",
        });
    }

    static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    string Join(string path, string name)
    {
        if (path.Length == 0) return name;
        if (!paths.TryGetValue((path, name), out string? joined)) paths[(path, name)] = joined = $"{path}.{name}";
        return joined;
    }
}
