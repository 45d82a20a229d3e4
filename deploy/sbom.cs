// Writes the bill of materials of one build of kurir as CycloneDX 1.6: what is in it, by which licence.
// dotnet run deploy/sbom.cs -- kurir.deps.json NUGET-PACKAGES VERSION TIME sbom.cdx.json
#:property PublishAot=false
#:property IsPackable=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var (deps, packages, version, time, into) = (args[0], args[1], args[2], args[3], args[4]);
using JsonDocument build = JsonDocument.Parse(File.ReadAllBytes(deps));
string target = build.RootElement.GetProperty("runtimeTarget").GetProperty("name").GetString()!;
JsonElement parts = build.RootElement.GetProperty("targets").GetProperty(target);
var kinds = build.RootElement.GetProperty("libraries").EnumerateObject().ToDictionary(part => part.Name, part => part.Value);
string[] shipped = [.. parts.EnumerateObject().Select(part => part.Name).Where(name => kinds[name].GetProperty("type").GetString() is "package" or "runtimepack").Order(StringComparer.Ordinal)];
string root = $"pkg:nuget/Kurir@{version}";

var components = new JsonArray([.. shipped.Select(Component)]);
var dependencies = new JsonArray(Depends(root, shipped));
foreach (string name in shipped) dependencies.Add((JsonNode)Depends(Purl(name), Needs(name)));
if (Driver() is { } driver) components.Add((JsonNode)driver);

var bill = new JsonObject
{
    ["bomFormat"] = "CycloneDX",
    ["specVersion"] = "1.6",
    ["version"] = 1,
    ["metadata"] = new JsonObject
    {
        ["timestamp"] = time,
        ["component"] = Named("application", "Kurir", version, root, "Apache-2.0"),
        ["properties"] = new JsonArray(new JsonObject { ["name"] = "kurir:target", ["value"] = target }),
    },
    ["components"] = components,
    ["dependencies"] = dependencies,
};
File.WriteAllText(into, bill.ToJsonString(new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");

JsonObject Component(string name)
{
    var (id, number) = Split(name);
    string folder = Path.Combine(packages, id.ToLowerInvariant(), number);
    JsonObject component = Named("library", id, number, Purl(name), Licence(folder, id));
    if (kinds[name].GetProperty("sha512").GetString() is ['s', 'h', 'a', '5', '1', '2', '-', .. var hash])
        component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(hash)) });
    return component;
}

// The Node.js and the JavaScript of the browser driver, which stand in no list of packages.
JsonObject? Driver()
{
    string folder = Path.Combine(Path.GetDirectoryName(deps)!, ".playwright");
    string? node = Directory.Exists(folder) ? Directory.EnumerateFiles(Path.Combine(folder, "node"), "node*", SearchOption.AllDirectories).FirstOrDefault() : null;
    if (node is null) return null;
    Match release = Regex.Match(Encoding.Latin1.GetString(File.ReadAllBytes(node)), @"nodejs\.org/download/release/v(\d+\.\d+\.\d+)/");
    return Named("application", "node", release.Groups[1].Value, $"pkg:generic/node@{release.Groups[1].Value}", "MIT");
}

string[] Needs(string name) => !parts.GetProperty(name).TryGetProperty("dependencies", out JsonElement needs) ? [] :
    [.. needs.EnumerateObject().Select(need => $"{need.Name}/{need.Value.GetString()}").Where(shipped.Contains).Order(StringComparer.Ordinal)];

static string? Licence(string folder, string id)
{
    string file = Path.Combine(folder, id.ToLowerInvariant() + ".nuspec");
    return !File.Exists(file) ? null : XDocument.Load(file).Descendants().FirstOrDefault(one => one.Name.LocalName == "license" && one.Attribute("type")?.Value == "expression")?.Value;
}

static JsonObject Named(string type, string name, string number, string purl, string? licence)
{
    var component = new JsonObject { ["type"] = type, ["bom-ref"] = purl, ["name"] = name, ["version"] = number };
    if (licence is not null) component["licenses"] = new JsonArray(new JsonObject { ["expression"] = licence });
    component["purl"] = purl;
    return component;
}

static JsonObject Depends(string on, string[] needs) => new() { ["ref"] = on, ["dependsOn"] = new JsonArray([.. needs.Select(need => (JsonNode)Purl(need))]) };

static string Purl(string name) => Split(name) is var (id, number) ? $"pkg:nuget/{id}@{number}" : "";

static (string Id, string Number) Split(string name)
{
    string[] halves = name.Split('/');
    return (halves[0].StartsWith("runtimepack.", StringComparison.Ordinal) ? halves[0]["runtimepack.".Length..] : halves[0], halves[1]);
}
