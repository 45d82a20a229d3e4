using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Kurir.Bench;

/// <summary>
/// Methods as a profile that crossgen2 reads (<c>--mibc</c>): an assembly whose global method <c>AssemblyDictionary</c> loads, for each set of assemblies, their names
/// and the token of a group, which is a method that loads the token of each method that needs these assemblies. Source: the profile reader of dotnet/runtime.
/// </summary>
/// <param name="published">The folder with the assemblies that the methods belong to.</param>
sealed class MethodList(PublishedTypes published)
{
    static readonly BlobContentId Id = new(new Guid("8a1c4c0e-52d6-4f0a-9d0e-6d2f4b7a1c35"), 1);

    readonly MetadataBuilder metadata = new();
    readonly SortedDictionary<string, InstructionEncoder> groups = new(StringComparer.Ordinal);
    readonly Dictionary<string, AssemblyReferenceHandle> references = [];

    /// <returns>Whether it was found. Overloads with as many parameters are added with it.</returns>
    public bool Add(MethodName name)
    {
        SortedSet<string> assemblies = new(StringComparer.Ordinal);
        if (published.Find(name.Type.Name) is not { } owner || Signature(name.Type, assemblies) is not { } type) return false;
        byte[]?[] arguments = [.. name.Arguments.Select(argument => Signature(argument, assemblies))];
        if (arguments.Contains(null)) return false;
        bool found = false;
        foreach (MethodDefinition method in owner.Methods(name.Method, arguments.Length))
        {
            MethodSignature<byte[]> signature = method.DecodeSignature(new SignatureCopy(Reference), null);
            if (signature.ParameterTypes.Length != name.Parameters) continue;
            EntityHandle parent = name.Type.Arguments.Length == 0 ? Reference(owner.Reader, owner.Handle) : metadata.AddTypeSpecification(metadata.GetOrAddBlob(type));
            EntityHandle token = metadata.AddMemberReference(parent, metadata.GetOrAddString(name.Method), metadata.GetOrAddBlob(SignatureCopy.Of(signature)));
            if (arguments.Length > 0) token = metadata.AddMethodSpecification(token, metadata.GetOrAddBlob((byte[])[0x0A, (byte)arguments.Length, .. arguments.SelectMany(argument => argument!)]));
            Load(Group(owner.Assembly, assemblies), token);
            found = true;
        }

        return found;
    }

    public void Save(string file)
    {
        var bodies = new BlobBuilder();
        var stream = new MethodBodyStreamEncoder(bodies);
        BlobHandle nothing = metadata.GetOrAddBlob((byte[])[0x00, 0x00, 0x01]);
        metadata.AddModule(0, metadata.GetOrAddString("start.mibc"), metadata.GetOrAddGuid(Id.Guid), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("start"), new Version(1, 0), default, default, default, default);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var dictionary = new InstructionEncoder(new BlobBuilder());
        foreach (var (assemblies, group) in groups)
        {
            dictionary.LoadString(metadata.GetOrAddUserString(assemblies));
            Load(dictionary, Global("Methods", group));
        }

        Global("AssemblyDictionary", dictionary);
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), bodies, deterministicIdProvider: _ => Id).Serialize(image);
        using FileStream output = File.Create(file);
        image.WriteContentTo(output);

        MethodDefinitionHandle Global(string name, InstructionEncoder code)
        {
            code.OpCode(ILOpCode.Ret);
            return metadata.AddMethodDefinition(
                MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL, metadata.GetOrAddString(name), nothing, stream.AddMethodBody(code), default);
        }
    }

    InstructionEncoder Group(string first, SortedSet<string> assemblies)
    {
        string names = string.Concat(assemblies.Where(name => name != first).Prepend(first).Select(name => name + ";"));
        if (!groups.TryGetValue(names, out InstructionEncoder group)) groups[names] = group = new InstructionEncoder(new BlobBuilder());
        return group;
    }

    static void Load(InstructionEncoder code, EntityHandle token)
    {
        code.OpCode(ILOpCode.Ldtoken);
        code.Token(token);
        code.OpCode(ILOpCode.Pop);
    }

    /// <summary>The signature of a type, whose assemblies are added to those given; null: unknown.</summary>
    byte[]? Signature(TypeName type, SortedSet<string> assemblies)
    {
        if (type.Primitive is { } code) return [.. type.Arrays, code];
        if (published.Find(type.Name) is not { } found) return null;
        assemblies.Add(found.Assembly);
        byte[]?[] arguments = [.. type.Arguments.Select(argument => Signature(argument, assemblies))];
        if (arguments.Contains(null) || found.Parameters != arguments.Length) return null;
        byte[] plain = [found.Kind, .. SignatureCopy.Coded(Reference(found.Reader, found.Handle))];
        return arguments.Length == 0 ? [.. type.Arrays, .. plain] : [.. type.Arrays, 0x15, .. plain, (byte)arguments.Length, .. arguments.SelectMany(argument => argument!)];
    }

    TypeReferenceHandle Reference(MetadataReader reader, EntityHandle type)
    {
        if (type.Kind == HandleKind.TypeDefinition)
        {
            TypeDefinition definition = reader.GetTypeDefinition((TypeDefinitionHandle)type);
            TypeDefinitionHandle outer = definition.GetDeclaringType();
            return Reference(outer.IsNil ? Assembly(reader, reader.GetAssemblyDefinition().Name) : Reference(reader, outer), reader, definition.Namespace, definition.Name);
        }

        TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)type);
        EntityHandle scope = reference.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? Assembly(reader, reader.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name)
            : Reference(reader, reference.ResolutionScope);
        return Reference(scope, reader, reference.Namespace, reference.Name);
    }

    TypeReferenceHandle Reference(EntityHandle scope, MetadataReader reader, StringHandle space, StringHandle name) =>
        metadata.AddTypeReference(scope, metadata.GetOrAddString(reader.GetString(space)), metadata.GetOrAddString(reader.GetString(name)));

    AssemblyReferenceHandle Assembly(MetadataReader reader, StringHandle handle)
    {
        string name = reader.GetString(handle);
        if (!references.TryGetValue(name, out AssemblyReferenceHandle known))
            references[name] = known = metadata.AddAssemblyReference(metadata.GetOrAddString(name), new Version(0, 0), default, default, default, default);
        return known;
    }
}
