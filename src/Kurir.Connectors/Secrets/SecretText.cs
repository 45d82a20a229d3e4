using System.Text;

namespace Kurir.Connectors;

/// <summary>Secrets as they stand in variables and files.</summary>
public static class SecretText
{
    /// <summary>Of a secret, wherever it comes from.</summary>
    public const int MostBytes = 1024 * 1024;
    const int LongestPath = 512;
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Without the line ends that editors, <c>echo</c> and web forms add; null where nothing is left.</summary>
    internal static string? Trimmed(string? value)
    {
        string? trimmed = value?.TrimStart('\uFEFF').TrimEnd('\r', '\n');
        return string.IsNullOrEmpty(trimmed) ? null : trimmed;
    }

    /// <summary>Bytes that a person gave, without the line ends after them.</summary>
    /// <exception cref="Fault">They are not UTF-8 text.</exception>
    public static string Of(byte[] given, string name)
    {
        try
        {
            return Trimmed(Strict.GetString(given)) ?? "";
        }
        catch (DecoderFallbackException)
        {
            throw new Fault(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, name, $"the value for {name} is not UTF-8 text", "Give it as plain text");
        }
    }

    /// <exception cref="Fault">The file is there and cannot be read as text.</exception>
    internal static string? ReadFile(string file, string name) => Text(ReadBytes(file, name), file, name);

    /// <summary>As <see cref="ReadNamed"/>, as text.</summary>
    internal static string? ReadNamedText(string file, string key, string name) => Text(ReadNamed(file, key, name), file, name);

    static string? Text(byte[] bytes, string file, string name)
    {
        try
        {
            return Trimmed(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException failure)
        {
            throw Unreadable(file, name, "it is not UTF-8 text", failure);
        }
    }

    /// <exception cref="Fault">The file is there and cannot be read.</exception>
    internal static byte[] ReadBytes(string file, string name)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[MostBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > MostBytes ? throw Unreadable(file, name, "it is larger than 1 MiB", inner: null) : bytes[..length];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, name, failure.Message, failure);
        }
    }

    /// <summary>A file that a variable names. Its name is not repeated: what stands there may be the secret itself.</summary>
    /// <exception cref="Fault">There is no such file, or it cannot be read.</exception>
    internal static byte[] ReadNamed(string file, string key, string name)
    {
        if (File.Exists(file)) return ReadBytes(file, name);
        throw new Fault(
            Stage.Configure, FaultName.SecretMissing, FaultKind.Ask, name,
            $"the environment variable {key} names a file that is not there (a name of {file.Length} characters)",
            $"Let {key} hold the full path of the file as this process sees it, or remove {key}");
    }

    /// <summary>Whether a text is too long for a path, or holds what no path of a secret holds.</summary>
    internal static bool CannotBePath(string text) =>
        text.Length > LongestPath || text.AsSpan().IndexOfAny("{}\"\n\r") >= 0 || text.Contains("-----", StringComparison.Ordinal);

    static Fault Unreadable(string file, string name, string why, Exception? inner) => new(
        Stage.Configure, FaultName.SecretMissing, FaultKind.Ask, name,
        $"the secret {name} should stand in {file}, which cannot be read: {why}",
        $"Correct the file or its rights, or set the environment variable {SecretName.ToVariable(name)}", inner);
}
