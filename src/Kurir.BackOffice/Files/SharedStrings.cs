using System.Globalization;
using System.Security;
using System.Text;

namespace Kurir.BackOffice;

sealed class SharedStrings
{
    readonly Dictionary<string, int> _indexes = [];
    readonly StringBuilder _items = new();
    int _uses;

    public int Index(string text)
    {
        _uses++;
        if (_indexes.TryGetValue(text, out var index)) return index;
        _indexes.Add(text, index = _indexes.Count);
        _items.Append("<si>").Append(Text(text)).Append("</si>");
        return index;
    }

    public string Xml() => string.Create(CultureInfo.InvariantCulture,
        $"{XlsxParts.Declaration}<sst xmlns=\"{XlsxParts.Main}\" count=\"{_uses}\" uniqueCount=\"{_indexes.Count}\">{_items}</sst>");

    public static string Text(string text) =>
        (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) ? "<t xml:space=\"preserve\">" : "<t>")
        + SecurityElement.Escape(text) + "</t>";
}
