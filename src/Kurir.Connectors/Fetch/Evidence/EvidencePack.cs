using System.IO.Compression;

namespace Kurir.Connectors;

/// <summary>One zip of what is kept of an export's failure, to be sent to the panel's vendor.</summary>
public static class EvidencePack
{
    /// <param name="folder">Of the run and export, as <see cref="IEvidence.Keep"/> gave it.</param>
    /// <param name="file">Must not exist.</param>
    /// <returns>The names in it.</returns>
    public static IReadOnlyList<string> Write(string folder, string file)
    {
        using ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Create);
        var names = new List<string>();
        foreach (string kept in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            zip.CreateEntryFromFile(kept, Path.GetFileName(kept), CompressionLevel.Optimal);
            names.Add(Path.GetFileName(kept));
        }

        return names;
    }
}
