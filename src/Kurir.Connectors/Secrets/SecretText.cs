using System.Text;

namespace Kurir.Connectors;

/// <summary>Secrets as they stand in variables and files.</summary>
static class SecretText
{
    const int MostBytes = 1024 * 1024;
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Without the line ends that editors, <c>echo</c> and web forms add; null where nothing is left.</summary>
    public static string? Trimmed(string? value)
    {
        string? trimmed = value?.TrimStart('\uFEFF').TrimEnd('\r', '\n');
        return string.IsNullOrEmpty(trimmed) ? null : trimmed;
    }

    /// <exception cref="Fault">The file is there and cannot be read as text.</exception>
    public static string? ReadFile(string file, string name)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[MostBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MostBytes) throw Unreadable(file, name, "it is larger than 1 MiB", inner: null);
            return Trimmed(Strict.GetString(bytes, 0, length));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw Unreadable(file, name, failure is DecoderFallbackException ? "it is not UTF-8 text" : failure.Message, failure);
        }
    }

    static Fault Unreadable(string file, string name, string why, Exception? inner) => new(
        Stage.Configure, FaultName.SecretMissing, FaultKind.Ask, name,
        $"the secret {name} should stand in {file}, which cannot be read: {why}",
        $"Correct the file or its rights, or set the environment variable {SecretName.ToVariable(name)}", inner);
}
