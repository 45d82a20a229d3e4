using System.Text;

namespace Kurir.Connectors;

/// <summary>Reads pipeline files from disk, with the connectors of the <see cref="Catalogue"/>.</summary>
public static class PipelineLoader
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Files as the catalogue's connectors allow them.</summary>
    public static PipelineFile Files { get; } = new(Catalogue.Destinations, Catalogue.Channels);

    /// <returns>The pipeline, or its problems; a file that cannot be read is a problem too.</returns>
    public static LoadedPipeline Load(string path, PipelineSurroundings around) => Text(path, out Problem? problem) is { } text
        ? Files.Read(text, path, around)
        : new LoadedPipeline { File = Path.GetFileName(path), Problems = [problem!] };

    /// <summary>A file's text; null where it cannot be read, and then the problem says why.</summary>
    public static string? Text(string path, out Problem? problem)
    {
        problem = null;
        try
        {
            return Strict.GetString(Bytes(path));
        }
        catch (DecoderFallbackException)
        {
            problem = Unreadable(path, "the file is not UTF-8 text. Save it as UTF-8");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = Unreadable(path, failure is FileNotFoundException or DirectoryNotFoundException
                ? $"there is no file {path}"
                : $"the file cannot be read: {failure.Message}");
        }

        return null;
    }

    /// <summary>One byte more than is accepted is enough to see that it is too much.</summary>
    static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[PipelineFile.MaxBytes + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    static Problem Unreadable(string path, string text) => new(Path.GetFileName(path), 1, 1, text);
}
