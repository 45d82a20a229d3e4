using System.Text;

namespace Kurir.Connectors;

/// <summary>Reads pipeline files from disk, with the connectors of the <see cref="Catalogue"/>.</summary>
public static class PipelineLoader
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Files as the catalogue's connectors allow them.</summary>
    public static PipelineFile Files { get; } = new(Catalogue.Destinations, Catalogue.Channels);

    /// <returns>The pipeline, or its problems; a file that cannot be read is a problem too.</returns>
    public static LoadedPipeline Load(string path, PipelineSurroundings around)
    {
        try
        {
            return Files.Read(Strict.GetString(Bytes(path)), path, around);
        }
        catch (DecoderFallbackException)
        {
            return Unreadable(path, "the file is not UTF-8 text. Save it as UTF-8");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, failure is FileNotFoundException or DirectoryNotFoundException
                ? $"there is no file {path}"
                : $"the file cannot be read: {failure.Message}");
        }
    }

    /// <summary>One byte more than is accepted is enough to see that it is too much.</summary>
    static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[PipelineFile.MaxBytes + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    static LoadedPipeline Unreadable(string path, string text)
    {
        string file = Path.GetFileName(path);
        return new LoadedPipeline { File = file, Problems = [new Problem(file, 1, 1, text)] };
    }
}
