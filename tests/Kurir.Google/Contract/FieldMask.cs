namespace Kurir.Google;

/// <summary>Which fields are asked for: <c>sheets(properties(title,sheetId),data.rowData)</c>, <c>a/b</c>, <c>*</c>.</summary>
public sealed class FieldMask
{
    readonly Dictionary<string, FieldMask> children = [];

    /// <summary>Everything below.</summary>
    public static FieldMask Everything { get; } = new() { IsAll = true };

    public bool IsAll { get; private set; }

    public IReadOnlyDictionary<string, FieldMask> Children => children;

    /// <summary>What is asked for within a field; null: it is not asked for.</summary>
    public FieldMask? Into(string name) => IsAll ? Everything : children.GetValueOrDefault(name);

    /// <summary>Whether a path of names, or a part of it or of what lies below it, is asked for.</summary>
    public bool Has(params ReadOnlySpan<string> path)
    {
        FieldMask? at = this;
        foreach (string name in path) at = at?.Into(name);
        return at is not null;
    }

    /// <exception cref="FormatException">It is no mask, or names what the shape has not; the message is the path.</exception>
    public static FieldMask Parse(string text, string shape)
    {
        var reader = new MaskReader(text, ApiShapes.Discovery ?? ApiShapes.Known);
        return reader.Read(shape);
    }

    ref struct MaskReader(string text, ApiShapes shapes)
    {
        int at;

        public FieldMask Read(string shape)
        {
            var mask = new FieldMask();
            List(mask, shape, "");
            return at == text.Length ? mask : throw new FormatException(text);
        }

        void List(FieldMask into, string? shape, string path)
        {
            do Path(into, shape, path);
            while (Take(','));
        }

        void Path(FieldMask into, string? shape, string path)
        {
            int start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '*' or '_')) at++;
            string name = text[start..at];
            if (name == "*")
            {
                into.IsAll = true;
                return;
            }

            path = path.Length == 0 ? name : $"{path}.{name}";
            Field? field = shape is null ? null : shapes.Find(shape, name);
            if (name.Length == 0 || field is null) throw new FormatException(path);
            if (!into.children.TryGetValue(name, out FieldMask? child)) into.children[name] = child = new FieldMask();
            else if (child.IsAll) child = new FieldMask();
            if (Take('.') || Take('/')) Path(child, field.Shape, path);
            else if (Take('('))
            {
                List(child, field.Shape, path);
                if (!Take(')')) throw new FormatException(path);
            }
            else child.IsAll = true;
        }

        bool Take(char c)
        {
            if (at >= text.Length || text[at] != c) return false;
            at++;
            return true;
        }
    }
}
