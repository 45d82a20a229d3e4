using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kurir.Google;

/// <summary>From an address to a method and its parameters.</summary>
sealed record Route(Method Method, IReadOnlyDictionary<string, string> Path)
{
    // What every method takes besides its own parameters.
    static readonly Dictionary<string, Field> Common = new[]
    {
        "$.xgafv:1|2", "access_token:text", "alt:json|media|proto", "callback:text", "fields:text", "key:text", "oauth_token:text", "prettyPrint:bool", "quotaUser:text",
        "uploadType:text", "upload_protocol:text",
    }.Select(Field.Parse).ToDictionary(field => field.Name);

    static readonly (Regex Pattern, Method Method)[] All = [.. (ApiShapes.Discovery ?? ApiShapes.Known).Methods.Values
        .OrderByDescending(method => method.Path.Count(c => c == ':')).ThenByDescending(method => method.Path.Length).Select(method => (Pattern(method.Path), method))];

    static Regex Pattern(string path)
    {
        string escaped = Regex.Replace(Regex.Escape("/" + path).Replace("}", @"\}", StringComparison.Ordinal), @"\\\{(\w+)\\\}", parameter => parameter.Groups[1].Value == "range" ? "(?<range>[^/]+)" : $"(?<{parameter.Groups[1].Value}>[^/:]+)");
        return new Regex($"^{escaped}$", RegexOptions.CultureInvariant);
    }

    /// <param name="path">Still encoded, without the query.</param>
    /// <returns>Null: there is no such method.</returns>
    public static Route? Find(string verb, string path)
    {
        foreach (var (pattern, method) in All)
            if (method.Verb == verb && pattern.Match(path) is { Success: true } match)
                return new Route(method, match.Groups.Values.Skip(1).ToDictionary(group => group.Name, group => Uri.UnescapeDataString(group.Value)));
        return null;
    }

    /// <exception cref="Refusal">A parameter that the method has not, or a value that does not fit it.</exception>
    public Dictionary<string, string[]> Query(string query)
    {
        Dictionary<string, string[]> given = [];
        List<(string, string)> violations = [];
        foreach (string pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            string name = Uri.UnescapeDataString(parts[0]), value = Uri.UnescapeDataString(parts.Length < 2 ? "" : parts[1].Replace('+', ' '));
            if (Problem(name, value) is { } problem) violations.Add((name, problem));
            given[name] = [.. given.GetValueOrDefault(name) ?? [], value];
        }

        return violations.Count == 0 ? given : throw Refusal.Violations(violations);
    }

    string? Problem(string name, string value)
    {
        if (!Method.Query.TryGetValue(name, out Field? field) && !Common.TryGetValue(name, out field))
            return $"Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. Field '{name}' could not be found in request message.";
        field = field.Items ?? field;
        bool fits = field.Kind switch { "enum" => field.Values!.Contains(value), "bool" => value is "true" or "false", "int" => int.TryParse(value, out _), _ => true };
        return fits ? null : $"Invalid value at '{BodyCheck.Snake(name)}' ({BodyCheck.TypeName(field)}), \"{value}\"";
    }

    /// <exception cref="Refusal">It is no JSON, or does not fit the method.</exception>
    public JsonElement Body(GoogleRequest request)
    {
        if (Method.Request is not { } shape)
            return request.Body.Length == 0 ? default : throw Refusal.Invalid("Invalid JSON payload received. The method takes no body.");
        if (request.Body.Length == 0) return JsonDocument.Parse("{}").RootElement;
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            throw Refusal.Invalid($"Invalid content type: {request.ContentType}. The body must be application/json.");
        try
        {
            JsonElement body = JsonDocument.Parse(request.Body, new JsonDocumentOptions { MaxDepth = 100 }).RootElement;
            BodyCheck.Hold(body, shape);
            return body;
        }
        catch (JsonException broken)
        {
            throw Refusal.Violations([("", $"Invalid JSON payload received. {broken.Message.Split('.')[0]}.")]);
        }
    }

    /// <exception cref="Refusal">A space, or a field that the answer has not.</exception>
    public FieldMask Mask(IReadOnlyDictionary<string, string[]> query)
    {
        if (!query.TryGetValue("fields", out string[]? fields)) return FieldMask.Everything;
        const string Message = "Request contains an invalid argument.";
        try
        {
            return FieldMask.Parse(string.Join(',', fields), Method.Response);
        }
        catch (FormatException wrong)
        {
            throw Refusal.Violations([("fields", $"Error expanding 'fields' parameter. Cannot find matching fields for path '{wrong.Message}'.")], Message);
        }
    }
}
