using System.Text;

namespace Kurir.Connectors;

/// <summary>The files by which office programs say that a document is open.</summary>
static class OfficeLock
{
    const int MaxLength = 4096;

    /// <param name="path">The document.</param>
    /// <returns>Who has it open; null: nobody says so. The name is empty where the lock does not tell.</returns>
    public static (string Program, string Name, string LockFile)? FindHolder(string path)
    {
        string folder = Path.GetDirectoryName(path)!, file = Path.GetFileName(path);
        string libre = Path.Combine(folder, $".~lock.{file}#");
        if (File.Exists(libre)) return ("LibreOffice", Clean(LibreName(Head(libre))), libre);
        // Excel cuts two characters off names of more than eight in front of which it puts its mark.
        string[] marks = ["~$" + file, file.Length > 2 ? "~$" + file[2..] : "~$" + file];
        string? excel = marks.Select(mark => Path.Combine(folder, mark)).FirstOrDefault(File.Exists);
        return excel is null ? null : ("Excel", Clean(ExcelName(Head(excel))), excel);
    }

    // ",Sari Dewi,front-desk,23.11.2026 08:00,file:///…;": the first that is not empty.
    static string LibreName(byte[] head) => Encoding.UTF8.GetString(head).Split(',').Take(3).FirstOrDefault(part => part.Trim().Length > 0) ?? "";

    // A length and the name in the machine's code page; from byte 55 on a length and the name in UTF-16.
    static string ExcelName(byte[] head) =>
        head.Length > 57 && head[55] is > 0 and < 55 && head.Length >= 57 + (head[55] * 2) ? Encoding.Unicode.GetString(head, 57, head[55] * 2)
        : head.Length > 1 && head[0] < head.Length ? Encoding.ASCII.GetString(head, 1, head[0])
        : "";

    static byte[] Head(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] head = new byte[MaxLength];
            return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // it is there, and that says enough
        }
    }

    static string Clean(string name)
    {
        string clean = new([.. name.Where(c => !char.IsControl(c))]);
        return clean.Length <= 60 ? clean.Trim() : clean[..60].Trim();
    }
}
