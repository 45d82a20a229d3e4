using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Kurir.Bench;

/// <summary>The signatures of one assembly as bytes for another, whose references to types <paramref name="reference"/> gives. ECMA-335, II.23.2.</summary>
sealed class SignatureCopy(Func<MetadataReader, EntityHandle, TypeReferenceHandle> reference) : ISignatureTypeProvider<byte[], object?>
{
    public static byte[] Of(MethodSignature<byte[]> signature)
    {
        byte[] generic = signature.GenericParameterCount > 0 ? Number(signature.GenericParameterCount) : [];
        return [signature.Header.RawValue, .. generic, .. Number(signature.ParameterTypes.Length), .. signature.ReturnType, .. signature.ParameterTypes.SelectMany(type => type)];
    }

    public static byte[] Coded(TypeReferenceHandle type) => Number(CodedIndex.TypeDefOrRefOrSpec(type));

    static byte[] Number(int value)
    {
        var blob = new BlobBuilder();
        blob.WriteCompressedInteger(value);
        return blob.ToArray();
    }

    public byte[] GetPrimitiveType(PrimitiveTypeCode typeCode) => [(byte)typeCode];

    public byte[] GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [rawTypeKind, .. Coded(reference(reader, handle))];

    public byte[] GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [rawTypeKind, .. Coded(reference(reader, handle))];

    public byte[] GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public byte[] GetGenericInstantiation(byte[] genericType, ImmutableArray<byte[]> typeArguments) =>
        [0x15, .. genericType, .. Number(typeArguments.Length), .. typeArguments.SelectMany(type => type)];

    public byte[] GetGenericTypeParameter(object? genericContext, int index) => [0x13, .. Number(index)];

    public byte[] GetGenericMethodParameter(object? genericContext, int index) => [0x1E, .. Number(index)];

    public byte[] GetSZArrayType(byte[] elementType) => [0x1D, .. elementType];

    public byte[] GetArrayType(byte[] elementType, ArrayShape shape)
    {
        var bounds = new BlobBuilder();
        foreach (int bound in shape.LowerBounds) bounds.WriteCompressedSignedInteger(bound);
        return [0x14, .. elementType, .. Number(shape.Rank), .. Number(shape.Sizes.Length), .. shape.Sizes.SelectMany(Number), .. Number(shape.LowerBounds.Length), .. bounds.ToArray()];
    }

    public byte[] GetByReferenceType(byte[] elementType) => [0x10, .. elementType];

    public byte[] GetPointerType(byte[] elementType) => [0x0F, .. elementType];

    public byte[] GetPinnedType(byte[] elementType) => [0x45, .. elementType];

    /// <summary>A modifier is written without saying whether it is a class.</summary>
    public byte[] GetModifiedType(byte[] modifier, byte[] unmodifiedType, bool isRequired) => [(byte)(isRequired ? 0x1F : 0x20), .. modifier[1..], .. unmodifiedType];

    public byte[] GetFunctionPointerType(MethodSignature<byte[]> signature) => [0x1B, .. Of(signature)];
}
