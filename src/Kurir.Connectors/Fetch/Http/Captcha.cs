namespace Kurir.Connectors;

/// <summary>Checks that only a person can pass. They are named, never tried.</summary>
static class Captcha
{
    const string Marks =
        ".g-recaptcha, .h-captcha, .cf-turnstile, [name='g-recaptcha-response'], [name='h-captcha-response'], [name='cf-turnstile-response'], " +
        "iframe[src*='recaptcha'], iframe[src*='hcaptcha'], iframe[src*='challenges.cloudflare.com'], script[src*='recaptcha/api.js?render='], " +
        "script[src*='recaptcha/enterprise.js?render='], input[name*='captcha' i]:not([type='hidden']), img[src*='captcha' i]";

    /// <returns>What kind of check the page has; null: none.</returns>
    public static string? On(PanelPage page)
    {
        if (page.Document.QuerySelector(Marks) is not { } mark) return null;
        string all = mark.ClassName + mark.GetAttribute("name") + mark.GetAttribute("src");
        return all.Contains("hcaptcha", StringComparison.OrdinalIgnoreCase) || all.Contains("h-captcha", StringComparison.Ordinal) ? "hCaptcha"
            : all.Contains("turnstile", StringComparison.Ordinal) || all.Contains("cloudflare", StringComparison.Ordinal) ? "Cloudflare Turnstile"
            : all.Contains("recaptcha", StringComparison.OrdinalIgnoreCase) ? "reCAPTCHA"
            : "a captcha";
    }

    /// <summary>A gate in front of the whole panel.</summary>
    public static bool IsChallenge(Reply reply, PanelPage? page) =>
        reply.Header("cf-mitigated") == "challenge" || (page is not null && page.Source.Contains("/cdn-cgi/challenge-platform", StringComparison.Ordinal) && reply.Status is 403 or 429 or 503);

    public static Fault Fault(Request request, string kind, Seen? seen) => new(
        request.Stage, FaultName.CaptchaRequired, FaultKind.Ask, request.Subject,
        $"the panel shows {kind}, which only a person can pass",
        "Kurir does not get around it. Ask whoever runs the panel to let this machine in without it, or for an API.") { Seen = seen };
}
