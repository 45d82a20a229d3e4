using System.Text;

namespace Kurir.Connectors;

/// <summary>Evidence on disk: <c>&lt;folder&gt;/&lt;run&gt;/&lt;export&gt;/&lt;name&gt;</c>, readable by the owner alone.</summary>
/// <param name="folder"><c>.kurir/evidence</c>.</param>
public sealed class EvidenceFolder(string folder, Redactor redactor) : IEvidence
{
    const int MostCharacters = 2_000_000;

    public string? Keep(string run, string export, string name, string content)
    {
        string place = Path.Combine(folder, Safe(run), Safe(export));
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(place);
            else Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            string text = redactor.Redact(content); // before it is cut: half a secret would not be known
            File.WriteAllText(Path.Combine(place, Safe(name)), text[..Math.Min(text.Length, MostCharacters)], Encoding.UTF8);
            return place;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return null; // evidence never fails a run
        }
    }

    /// <summary>One path segment that names nothing outside of its folder.</summary>
    static string Safe(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name) text.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_');
        string safe = text.ToString().TrimStart('.');
        return safe.Length == 0 ? "_" : safe[..Math.Min(safe.Length, 100)];
    }
}
