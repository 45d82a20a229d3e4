using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>What panels say after a sign-in, in English and Indonesian.</summary>
static partial class SignInMessages
{
    const string AlertMarks =
        ".alert, .invalid-feedback, .error, .errors, .errorlist, .error-message, .help-block, .text-danger, .text-red-500, .text-red-600, " +
        "[role='alert'], .message, .messages, .notification, .toast, .callout, .flash";

    /// <summary>The text of the page's alerts, else "".</summary>
    public static string Of(PanelPage page) => Join(Alerts(page));

    /// <summary>What a page says that another did not: its alerts, else its lines. A hint that always stands there ("Account locked? Ask …") is no message.</summary>
    public static string New(PanelPage page, PanelPage before)
    {
        string alerts = Join(Alerts(page).Where(alert => !before.Text.Contains(alert, StringComparison.Ordinal)));
        if (alerts.Length > 0) return alerts;
        HashSet<string> known = [.. Lines(before)];
        return Join(Lines(page).Where(line => !known.Contains(line)));
    }

    static IEnumerable<string> Alerts(PanelPage page) => page.Document.QuerySelectorAll(AlertMarks).Where(IsOwnText).Select(PageText.Of).Where(text => text.Length > 0);

    static IEnumerable<string> Lines(PanelPage page) => page.Lines.Split('\n').Select(PageText.Fold).Where(line => line.Length > 0);

    static string Join(IEnumerable<string> texts) => PageText.Cut(string.Join(" ", texts.Distinct(StringComparer.Ordinal)), 400);

    /// <summary>A sign-out link, button or form.</summary>
    public static bool CanSignOut(PanelPage page) => SignOutsOn(page).Any();

    public static IEnumerable<IElement> SignOutsOn(PanelPage page) => page.Document.QuerySelectorAll("a, button, form, input[type='submit']").Where(element =>
        SignOutAddress().IsMatch(element.GetAttribute("href") ?? element.GetAttribute("action") ?? element.GetAttribute("formaction") ?? "")
        || (element.LocalName != "form" && SignOutWords().IsMatch(element.GetAttribute("value") ?? PageText.Of(element))));

    public static bool IsThrottled(string text) => Throttled().IsMatch(text);

    public static bool IsLocked(string text) => Locked().IsMatch(text);

    /// <summary>Whether somebody else is signed in as the same user, where the panel allows one.</summary>
    public static bool IsInUse(string text) => InUse().IsMatch(text);

    public static bool IsMissingField(string text) => MissingField().IsMatch(text) && !Wrong().IsMatch(text);

    public static bool IsExpired(string text) => Expired().IsMatch(text);

    public static bool IsWrong(string text) => Wrong().IsMatch(text);

    public static bool IsDown(string text) => Down().IsMatch(text);

    /// <summary>"try again in 57 seconds", "coba lagi dalam 2 menit".</summary>
    public static TimeSpan? Wait(string text)
    {
        if (Waiting().Match(text) is not { Success: true } match) return null;
        int amount = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return char.ToLowerInvariant(match.Groups[2].Value[0]) switch
        {
            's' or 'd' => TimeSpan.FromSeconds(amount),
            'm' => TimeSpan.FromMinutes(amount),
            _ => TimeSpan.FromHours(amount),
        };
    }

    public static bool AsksForCode(PanelPage page) => page.Document.QuerySelector("input[autocomplete='one-time-code']") is not null
        || (CodeWords().IsMatch(page.Text) && page.Document.QuerySelectorAll("input").Any(field =>
            FormControls.TypeOf(field) is "text" or "number" or "tel" or "password" && CodeField().IsMatch(FormControls.NameOf(field))));

    /// <summary>Whether a field takes a one-time code, by its name and its <c>autocomplete</c>.</summary>
    public static bool TakesCode(string type, string nameAndHints) => type is "text" or "number" or "tel" or "password" && (nameAndHints.Contains("one-time-code", StringComparison.Ordinal) || CodeField().IsMatch(nameAndHints));

    /// <summary>Whether a text speaks of a code or of confirming who one is.</summary>
    public static bool SpeaksOfCheck(string text) => CodeWords().IsMatch(text);

    public static bool AsksForNewPassword(PanelPage page) =>
        page.Document.QuerySelectorAll("input[type='password']").Length >= 2 && NewPassword().IsMatch(page.Text);

    static bool IsOwnText(IElement alert) => alert.QuerySelector(AlertMarks) is null;

    [GeneratedRegex(@"(log|sign)[-_]?out|/keluar\b|/logoff", RegexOptions.IgnoreCase)]
    private static partial Regex SignOutAddress();

    [GeneratedRegex(@"^(log ?out|sign ?out|log ?off|keluar)$", RegexOptions.IgnoreCase)]
    private static partial Regex SignOutWords();

    [GeneratedRegex(@"(sedang|masih|sudah) (di(pakai|gunakan)|aktif|login|masuk) .{0,40}(lain|sesi|perangkat)|(already|currently) (signed|logged) in|(another|other|active) session|in use (on|by|elsewhere)", RegexOptions.IgnoreCase)]
    private static partial Regex InUse();

    [GeneratedRegex(@"too many|terlalu (banyak|sering)|(try again|coba lagi)( in| dalam| setelah| after)? \d+ ?(s|m|d|j|h)", RegexOptions.IgnoreCase)]
    private static partial Regex Throttled();

    [GeneratedRegex(@"(\d{1,4}) ?(seconds?|secs?|detik|dtk|minutes?|mins?|menit|hours?|jam)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Waiting();

    [GeneratedRegex(@"(account|akun|user|pengguna|anda).{0,60}(locked|blocked|suspended|disabled|deactivated|banned|terkunci|dikunci|diblokir|terblokir|dibekukan|dinonaktifkan|non-?aktif|tidak aktif|inactive|not active)|(locked|blocked|suspended|terkunci|dikunci|diblokir|dibekukan).{0,40}(account|akun)", RegexOptions.IgnoreCase)]
    private static partial Regex Locked();

    [GeneratedRegex(@"(is|are|field) required|wajib diisi|harus diisi|tidak boleh kosong|must be a valid email|alamat (e-?mail|surel) yang valid|format .{0,20}(e-?mail|surel)", RegexOptions.IgnoreCase)]
    private static partial Regex MissingField();

    [GeneratedRegex(@"page (has )?expired|session (has )?expired|token mismatch|csrf|kedalu?warsa|sesi .{0,20}(habis|berakhir)", RegexOptions.IgnoreCase)]
    private static partial Regex Expired();

    [GeneratedRegex(@"invalid|incorrect|wrong|do(es)? not match|don't match|not recogni[sz]ed|not found|failed|denied|unauthori[sz]ed|salah|tidak (sesuai|cocok|valid|benar|ditemukan|dikenal|terdaftar|dapat ditemukan)|gagal|ditolak|keliru", RegexOptions.IgnoreCase)]
    private static partial Regex Wrong();

    [GeneratedRegex(@"maintenance|pemeliharaan|be right back|segera kembali|perbaikan sistem", RegexOptions.IgnoreCase)]
    private static partial Regex Down();

    [GeneratedRegex(@"verif|authenticat|one.?time|otp|two.?(factor|step)|2fa|dua (faktor|langkah)|kode", RegexOptions.IgnoreCase)]
    private static partial Regex CodeWords();

    [GeneratedRegex(@"otp|code|kode|2fa|two.?factor|totp|pin|verif|token", RegexOptions.IgnoreCase)]
    private static partial Regex CodeField();

    [GeneratedRegex(@"(change|new|reset|update|expired|ganti|ubah|baru|perbarui|kedalu?warsa).{0,40}(password|kata sandi|sandi)|(password|kata sandi|sandi).{0,40}(change|expired|ganti|baru|kedalu?warsa)", RegexOptions.IgnoreCase)]
    private static partial Regex NewPassword();
}
