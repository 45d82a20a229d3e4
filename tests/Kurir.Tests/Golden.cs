using System.Runtime.CompilerServices;

namespace Kurir;

/// <summary>Texts that people read, kept beside the test as <c>NAME.verified.txt</c>. With KURIR_UPDATE_GOLDEN=1 they are written instead of compared.</summary>
public static class Golden
{
    /// <param name="name">Of the file, without extension; in the folder of the test that calls.</param>
    public static void Match(string text, string name, [CallerFilePath] string caller = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(caller)!, name + ".verified.txt");
        string actual = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("KURIR_UPDATE_GOLDEN") == "1") File.WriteAllText(file, actual);
        Assert.True(File.Exists(file), $"{file} does not exist. Run the test with KURIR_UPDATE_GOLDEN=1 and read what it writes.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
