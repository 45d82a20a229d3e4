using System.Text.Json;

namespace Kurir.Google;

/// <summary>Writes an answer, of which only what its mask asks for comes out.</summary>
public sealed class MaskedJson(Utf8JsonWriter json, FieldMask mask)
{
    FieldMask at = mask;

    public bool Wants(string name) => at.Into(name) is not null;

    public void Whole(Action body)
    {
        json.WriteStartObject();
        body();
        json.WriteEndObject();
    }

    public void Object(string name, Action body) => Inside(name, () => Whole(body));

    /// <summary>A list of objects; an empty one is left out, as Google does.</summary>
    public void List<T>(string name, IReadOnlyCollection<T> items, Action<T> item)
    {
        if (items.Count > 0) Inside(name, () =>
        {
            json.WriteStartArray();
            foreach (T one in items) Whole(() => item(one));
            json.WriteEndArray();
        });
    }

    /// <summary>Text, number, truth, or a tree of JSON; null is left out.</summary>
    public void Value(string name, object? value)
    {
        if (value is null || at.Into(name) is not { } inner) return;
        json.WritePropertyName(name);
        if (value is JsonElement tree) Tree(tree, inner);
        else Scalar(json, value);
    }

    /// <summary>Something that masks do not reach into.</summary>
    public void Raw(string name, Action<Utf8JsonWriter> body)
    {
        if (!Wants(name)) return;
        json.WritePropertyName(name);
        body(json);
    }

    public static void Scalar(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int whole: json.WriteNumberValue(whole); break;
            case double number: json.WriteNumberValue(number); break;
            default: throw new InvalidOperationException(value.GetType().Name);
        }
    }

    void Tree(JsonElement tree, FieldMask inner)
    {
        if (tree.ValueKind == JsonValueKind.Object && !inner.IsAll)
        {
            json.WriteStartObject();
            foreach (JsonProperty property in tree.EnumerateObject())
                if (inner.Into(property.Name) is { } deeper)
                {
                    json.WritePropertyName(property.Name);
                    Tree(property.Value, deeper);
                }
            json.WriteEndObject();
        }
        else if (tree.ValueKind == JsonValueKind.Array && !inner.IsAll)
        {
            json.WriteStartArray();
            foreach (JsonElement item in tree.EnumerateArray()) Tree(item, inner);
            json.WriteEndArray();
        }
        else tree.WriteTo(json);
    }

    void Inside(string name, Action body)
    {
        if (at.Into(name) is not { } inner) return;
        FieldMask before = at;
        json.WritePropertyName(name);
        at = inner;
        body();
        at = before;
    }
}
