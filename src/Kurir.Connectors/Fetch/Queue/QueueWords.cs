using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>What panels say of work in the background, in English and Indonesian.</summary>
static partial class QueueWords
{
    /// <summary>Whether it says that the file is made in the background.</summary>
    public static bool SaysOrdered(string text) => Ordered().IsMatch(text);

    /// <summary>Whether it says that the file is sent by e-mail.</summary>
    public static bool SaysMailed(string text) => Mailed().IsMatch(text);

    /// <summary>Whether a link leads to a list of exports.</summary>
    public static bool IsList(string text, string path) => ListText().IsMatch(text) || ListPath().IsMatch(path);

    /// <param name="text">An entry without what stands on its links.</param>
    public static JobState StateOf(string text, bool hasLink) =>
        Failed().IsMatch(text) ? JobState.Failed
        : !hasLink ? JobState.Pending
        : Running().IsMatch(text) && !Done().IsMatch(text) ? JobState.Pending : JobState.Done;

    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"(sedang|akan|tengah|mulai|segera) (di|kami )?(proses|buat|siapkan|kerjakan|ekspor)|antre|antrian|diberi ?tahu|latar belakang"
        + @"|(being|is|are|will be) (processed|prepared|generated|created|exported|queued|notified|ready|available|e-?mailed|sent)|queued|in the background|export(ing)? (has )?(been )?started|in progress", Options, 1000)]
    private static partial Regex Ordered();

    [GeneratedRegex(@"(di)?kirim(kan)? .{0,30}(e-?mail|surel)|(e-?mailed|sent|send|mail) .{0,30}(to you|e-?mail|inbox)|e-?mail .{0,40}(link|attachment|tautan|lampiran)", Options, 1000)]
    private static partial Regex Mailed();

    [GeneratedRegex(@"\b(daftar|riwayat|pusat|antrean|antrian|list|history|center|centre|queue|my|all|recent)\b.{0,20}\b(e[kx]spor|exports?|unduhan|downloads?)\b"
        + @"|\b(e[kx]spor|exports?|unduhan|downloads?)\b.{0,20}\b(saya|list|history|center|centre|queue|jobs?)\b|^(exports|downloads|unduhan)$", Options, 1000)]
    private static partial Regex ListText();

    [GeneratedRegex(@"/(exports|ekspor|export-(jobs?|list|history)|download-?cent(er|re)|downloads|unduhan|riwayat-(ekspor|unduhan))/?$", Options, 1000)]
    private static partial Regex ListPath();

    [GeneratedRegex(@"\b(gagal|failed|failure|error|expired|kedalu?warsa|dibatalkan|cancell?ed|aborted|timed? ?out|rejected|ditolak)\b", Options, 1000)]
    private static partial Regex Failed();

    [GeneratedRegex(@"\b(sedang|akan|masih|menunggu|antre\w*|antri\w*|diproses|disiapkan|dibuat|pending|processing|preparing|generating|queued|running|in progress|waiting|started)\b|\b\d{1,2} ?%", Options, 1000)]
    private static partial Regex Running();

    [GeneratedRegex(@"\b(selesai|berhasil|siap|done|complete[d]?|finished|ready|success(ful)?|available|tersedia)\b|\b100 ?%", Options, 1000)]
    private static partial Regex Done();
}
