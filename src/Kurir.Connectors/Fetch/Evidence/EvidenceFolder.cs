using System.Globalization;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Evidence on disk: <c>&lt;folder&gt;/&lt;run&gt;/&lt;export&gt;/&lt;name&gt;</c>, readable by the owner alone.</summary>
/// <param name="folder"><c>.kurir/evidence</c>.</param>
public sealed class EvidenceFolder(string folder, TimeProvider time) : IEvidence
{
    const string KeepUntil = ".keep-until";
    const int MostCharacters = 2_000_000;
    readonly Lock gate = new();

    public string? Keep(Sighting sighting)
    {
        string run = Path.Combine(folder, Safe(sighting.Run));
        string place = Path.Combine(run, Safe(sighting.Export.Name));
        try
        {
            lock (gate) // exports that fail side by side share what a run may keep
            {
                MakeFolder(run);
                MakeFolder(place);
                WriteFile(Path.Combine(run, KeepUntil), Encoding.ASCII.GetBytes((time.GetUtcNow() + sighting.Export.Evidence.Keep).ToString("O", CultureInfo.InvariantCulture)));
                long room = sighting.Export.Evidence.MaxSize.Bytes - Used(run);
                foreach ((string name, byte[] bytes) in new EvidenceFiles(sighting, room).All())
                {
                    if (bytes.LongLength > room) continue;
                    room -= bytes.LongLength;
                    WriteFile(Path.Combine(place, Safe(name)), bytes);
                }
            }

            return place;
        }
#pragma warning disable CA1031 // Evidence is never a reason for a run to fail, whatever a hostile page does to it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>Removes what is older than the pipeline that left it wanted it kept. What cannot be removed now is removed another time.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(folder)) return;
        foreach (string run in Directory.EnumerateDirectories(folder))
        {
            try
            {
                if (IsOver(run)) Directory.Delete(run, recursive: true);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
    }

    bool IsOver(string run)
    {
        string file = Path.Combine(run, KeepUntil);
        DateTimeOffset until = File.Exists(file) && DateTimeOffset.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset said)
            ? said : new DateTimeOffset(Directory.GetLastWriteTimeUtc(run), TimeSpan.Zero) + new EvidenceConfig().Keep;
        return until < time.GetUtcNow();
    }

    static long Used(string run) => new DirectoryInfo(run).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    static void MakeFolder(string place)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(place);
        else Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static void WriteFile(string file, byte[] bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(bytes);
    }

    /// <summary>One path segment that names nothing outside of its folder.</summary>
    static string Safe(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name) text.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_');
        string safe = text.ToString().TrimStart('.');
        return safe.Length == 0 ? "_" : safe[..Math.Min(safe.Length, 100)];
    }

    /// <summary>Cut, but only after it was masked: half a secret would not be known.</summary>
    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, MostCharacters)]);
}
