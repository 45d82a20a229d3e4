using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>By which words a page is told to be an error message; English and Indonesian.</summary>
static partial class PageWords
{
    /// <summary>A title that no report has.</summary>
    public static bool IsErrorTitle(string title) => ErrorTitle().IsMatch(title);

    /// <summary>Words of an error anywhere in a short text.</summary>
    public static bool SpeaksOfError(string text) => ErrorWords().IsMatch(text);

    /// <summary>An error that may be over in a moment.</summary>
    public static bool Passes(string text) => PassingWords().IsMatch(text);

    /// <summary>What a table says while a script still fetches its rows.</summary>
    public static bool IsLoading(string text) => LoadingWords().IsMatch(text);

    // No repetition without a limit but at the beginning: a hostile text costs no more than its length.
    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^\s*(error\s*)?[45]\d\d\b|\b[45]\d\d\s{0,9}[|:–-]?\s{0,9}(error|not found|forbidden|unauthorized|page expired|server error|service|bad|too many)"
        + @"|server error in|internal server error|whoops|page expired|service unavailable|bad gateway|gateway time-?out|(exception|error) at /|be right back"
        + @"|^(page )?not found$|^forbidden$|^unauthorized$|^access denied|^error$|^akses ditolak|^halaman tidak ditemukan|maintenance mode|sedang (dalam )?(perbaikan|pemeliharaan)",
        Options)]
    private static partial Regex ErrorTitle();

    [GeneratedRegex(@"\b(error|exception|failed|failure|denied|forbidden|unauthori[sz]ed|unauthenticated|expired|not found|unavailable|maintenance|invalid|timed? ?out|"
        + @"kesalahan|gagal|ditolak|kedaluwarsa|kadaluarsa|tidak ditemukan|tidak (dapat|bisa)|perbaikan|pemeliharaan)\b", Options)]
    private static partial Regex ErrorWords();

    [GeneratedRegex(@"\b50[0234]\b|server error|unavailable|maintenance|temporar|try again|time-?out|timed out|bad gateway|too many|coba lagi|sementara|perbaikan|pemeliharaan",
        Options)]
    private static partial Regex PassingWords();

    [GeneratedRegex(@"^\W*(now |sedang )?(loading|processing|please wait|memuat|memproses|mohon tunggu|tunggu|harap tunggu|silakan tunggu)\b.{0,60}$", Options)]
    private static partial Regex LoadingWords();
}
