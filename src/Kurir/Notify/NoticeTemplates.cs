using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>The templates of one language, out of <c>notices-en.txt</c> and <c>notices-id.txt</c>.</summary>
public sealed partial class NoticeTemplates
{
    static readonly Dictionary<string, NoticeTemplates> Loaded = new[] { "en", "id" }.ToDictionary(language => language, language => new NoticeTemplates(Text(language)));

    readonly Dictionary<string, string> sections = [];
    readonly NumberFormatInfo numbers;

    NoticeTemplates(string text)
    {
        string? name = null;
        var lines = new List<string>();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith('#')).Append("[]"))
        {
            if (!line.StartsWith('['))
            {
                lines.Add(line);
                continue;
            }

            if (name is not null) sections.Add(name, string.Join('\n', lines).Trim());
            name = line[1..^1];
            lines.Clear();
        }

        Match format = Format().Match(sections["format"]);
        numbers = new NumberFormatInfo { NumberGroupSeparator = format.Groups[1].Value, NumberDecimalSeparator = format.Groups[2].Value };
    }

    /// <param name="language"><c>en</c> or <c>id</c>; any other is English.</param>
    public static NoticeTemplates Of(string language) => Loaded.GetValueOrDefault(language) ?? Loaded["en"];

    public IReadOnlyDictionary<string, string> Sections => sections;

    /// <summary>A section with its placeholders filled in; a line whose placeholders are all empty is left out.</summary>
    public string Fill(string section, IReadOnlyDictionary<string, string> values) =>
        string.Join('\n', sections[section].Split('\n').Select(line => Filled(line, values)).OfType<string>());

    public string Word(string section) => sections[section];

    public string Number(long number) => number.ToString("#,##0", numbers);

    /// <summary><c>0.4 s</c>; <c>2 min 5 s</c></summary>
    public string Time(TimeSpan time)
    {
        if (time < TimeSpan.FromMinutes(1)) return Fill("seconds", new Dictionary<string, string> { ["n"] = time.TotalSeconds.ToString("0.0", numbers) });
        long seconds = (long)Math.Round(time.TotalSeconds);
        return Fill("minutes", new Dictionary<string, string> { ["n"] = Number(seconds / 60), ["s"] = Number(seconds % 60) });
    }

    static string? Filled(string line, IReadOnlyDictionary<string, string> values)
    {
        bool any = false, filled = false;
        string text = Placeholder().Replace(line, match =>
        {
            string value = values[match.Groups[1].Value];
            any = true;
            filled |= value.Length > 0;
            return value;
        });
        return any && !filled ? null : text;
    }

    static string Text(string language)
    {
        using Stream stream = typeof(NoticeTemplates).Assembly.GetManifestResourceStream($"notices-{language}.txt")!;
        return new StreamReader(stream).ReadToEnd();
    }

    [GeneratedRegex(@"\{([a-z]+)\}")]
    internal static partial Regex Placeholder();

    [GeneratedRegex("thousands=(.) decimal=(.)")]
    private static partial Regex Format();
}
