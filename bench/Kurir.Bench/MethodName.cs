using System.Reflection.Metadata;

namespace Kurir.Bench;

/// <summary>A method as the compiler at run time names it: <c>Namespace.Type`1[Argument]:Method[Argument](parameter,parameter)</c>.</summary>
/// <param name="Parameters">How many it has.</param>
sealed record MethodName(TypeName Type, string Method, TypeName[] Arguments, int Parameters)
{
    /// <returns>Null: made at run time, so no compiler ahead of time has it.</returns>
    public static MethodName? Parse(string text)
    {
        int colon = TypeName.Outside(text, ':'), open = TypeName.Outside(text, '(');
        if (colon < 0 || open < colon || text.StartsWith('(')) return null;
        string name = text[(colon + 1)..open], parameters = text[(open + 1)..text.LastIndexOf(')')];
        int square = name.EndsWith(']') ? name.IndexOf('[', StringComparison.Ordinal) : name.Length;
        TypeName[] arguments = square < name.Length ? TypeName.List(name[(square + 1)..^1]) : [];
        return new MethodName(TypeName.Parse(text[..colon]), name[..square], arguments, TypeName.List(parameters).Length);
    }
}

/// <param name="Name">With namespace and outer types: <c>System.Linq.Enumerable+Iterator`1</c>.</param>
/// <param name="Dimensions">Of arrays around it; each has one dimension.</param>
sealed record TypeName(string Name, TypeName[] Arguments, int Dimensions)
{
    public IEnumerable<byte> Arrays => Enumerable.Repeat((byte)0x1D, Dimensions);

    public byte? Primitive => Name switch
    {
        "bool" => (byte)PrimitiveTypeCode.Boolean, "char" => (byte)PrimitiveTypeCode.Char, "object" => (byte)PrimitiveTypeCode.Object, "string" => (byte)PrimitiveTypeCode.String,
        "sbyte" => (byte)PrimitiveTypeCode.SByte, "byte" => (byte)PrimitiveTypeCode.Byte, "short" => (byte)PrimitiveTypeCode.Int16, "ushort" => (byte)PrimitiveTypeCode.UInt16,
        "int" => (byte)PrimitiveTypeCode.Int32, "uint" => (byte)PrimitiveTypeCode.UInt32, "long" => (byte)PrimitiveTypeCode.Int64, "ulong" => (byte)PrimitiveTypeCode.UInt64,
        "nint" => (byte)PrimitiveTypeCode.IntPtr, "nuint" => (byte)PrimitiveTypeCode.UIntPtr, "float" => (byte)PrimitiveTypeCode.Single, "double" => (byte)PrimitiveTypeCode.Double,
        _ => null,
    };

    public static TypeName Parse(string text)
    {
        int dimensions = 0;
        for (; text.EndsWith("[]", StringComparison.Ordinal); text = text[..^2]) dimensions++;
        int square = text.EndsWith(']') ? text.IndexOf('[', StringComparison.Ordinal) : text.Length;
        return new TypeName(text[..square], square < text.Length ? List(text[(square + 1)..^1]) : [], dimensions);
    }

    /// <summary>Types divided by commas.</summary>
    public static TypeName[] List(string text)
    {
        if (text.Length == 0) return [];
        int comma = Outside(text, ',');
        return comma < 0 ? [Parse(text)] : [Parse(text[..comma]), .. List(text[(comma + 1)..])];
    }

    /// <summary>Where the sign first stands outside of brackets, also those of names that a compiler made; -1: nowhere.</summary>
    public static int Outside(string text, char sign)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (depth == 0 && text[i] == sign) return i;
            depth += text[i] switch { '[' or '<' => 1, ']' or '>' => -1, _ => 0 };
        }

        return -1;
    }
}
