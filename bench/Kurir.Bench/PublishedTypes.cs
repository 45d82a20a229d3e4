using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Kurir.Bench;

/// <summary>The types of the assemblies in a folder, by full name.</summary>
sealed class PublishedTypes : IDisposable
{
    readonly Dictionary<string, PublishedType> types = new(StringComparer.Ordinal);
    readonly List<PEReader> images = [];

    public PublishedTypes(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            var image = new PEReader(File.OpenRead(file));
            images.Add(image);
            if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } reader) continue;
            foreach (TypeDefinitionHandle handle in reader.TypeDefinitions) types.TryAdd(FullName(reader, handle), new PublishedType(reader, handle));
        }
    }

    public PublishedType? Find(string name) => types.GetValueOrDefault(name);

    public void Dispose() => images.ForEach(image => image.Dispose());

    static string FullName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer) return FullName(reader, outer) + "+" + name;
        return type.Namespace.IsNil ? name : reader.GetString(type.Namespace) + "." + name;
    }
}

sealed record PublishedType(MetadataReader Reader, TypeDefinitionHandle Handle)
{
    TypeDefinition Definition => Reader.GetTypeDefinition(Handle);

    public string Assembly => Reader.GetString(Reader.GetAssemblyDefinition().Name);

    /// <summary>How many generic parameters it has, those of its outer types among them.</summary>
    public int Parameters => Definition.GetGenericParameters().Count;

    /// <summary>As a signature says it: 0x11 for a value, 0x12 for a class.</summary>
    public byte Kind => Definition.BaseType switch
    {
        { IsNil: true } => 0x12,
        { Kind: HandleKind.TypeDefinition } => IsValue(Reader.GetTypeDefinition((TypeDefinitionHandle)Definition.BaseType).Name),
        { Kind: HandleKind.TypeReference } => IsValue(Reader.GetTypeReference((TypeReferenceHandle)Definition.BaseType).Name),
        _ => 0x12,
    };

    public IEnumerable<MethodDefinition> Methods(string name, int arguments) => Definition.GetMethods().Select(Reader.GetMethodDefinition)
        .Where(method => Reader.StringComparer.Equals(method.Name, name) && method.GetGenericParameters().Count == arguments);

    byte IsValue(StringHandle baseType) =>
        Reader.GetString(baseType) is "ValueType" or "Enum" && !Reader.StringComparer.Equals(Definition.Name, "Enum") ? (byte)0x11 : (byte)0x12;
}
