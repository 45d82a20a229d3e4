using System.Text;

namespace Kurir.Connectors;

/// <summary>Tells a report from a failure, by status and by whether the page asks for a sign-in.</summary>
sealed class ReplyJudge(TimeProvider time)
{
    const int MostOfPage = 512 * 1024; // a sign-in or error page is smaller; a larger one is a report

    /// <exception cref="Fault">Of the request's stage.</exception>
    public async Task Check(Reply reply, ISignIn signIn, CancellationToken ct)
    {
        if (reply.Status is >= 200 and < 300)
        {
            if (await SignInPage(reply, signIn, ct) is { } page) throw Over(reply, $"the sign-in page came instead ({page.Shows})", SeenPage.Of(page, "reply.html"));
            return;
        }

        throw await Failure(reply, signIn, ct);
    }

    /// <summary>What a status that is no success means, with what was seen.</summary>
    public async Task<Fault> Failure(Reply reply, ISignIn? signIn, CancellationToken ct)
    {
        (PanelPage? page, string text) = await Content(reply, ct);
        Seen? seen = page is not null ? SeenPage.Of(page, "reply.html") : text.Length > 0 ? SeenPage.Of(text, "reply.txt") : null;
        string shows = page is not null ? $"; the page shows {page.Shows}" : "";
        bool isStale = reply.Request.Method != HttpMethod.Get && text.Contains("csrf", StringComparison.OrdinalIgnoreCase);
        return reply.Status switch
        {
            _ when Captcha.IsChallenge(reply, page) => Captcha.Fault(reply.Request, "a check for robots", seen),
            401 or 419 or 440 => Over(reply, $"the panel answered {reply.Reason}", seen),
            403 when isStale || (page is not null && signIn?.IsAskedBy(page, reply) == true) => Over(reply, $"the panel answered {reply.Reason}", seen),
            403 => New(FaultName.AccessDenied, FaultKind.Ask, $"the panel refuses this to the user that is signed in ({reply.Reason})", "Give the user the right to this report in the panel."),
            404 or 410 => New(FaultName.PageNotFound, FaultKind.Stop, $"there is no such page ({reply.Reason})", "Correct the address in the pipeline; the panel may have moved the page."),
            408 => New(FaultName.TimedOut, FaultKind.Retry, $"the panel gave up waiting ({reply.Reason})", "Run again later."),
            429 => New(FaultName.TooManyRequests, FaultKind.Retry, $"the panel asks for fewer requests ({reply.Reason})", "Run again later, or set parallel: 1."),
            503 => New(FaultName.Maintenance, FaultKind.Retry, $"the panel is down for maintenance or overloaded ({reply.Reason}){shows}", "Run again later."),
            504 or 524 => New(FaultName.TimedOut, FaultKind.Retry, $"the panel took too long ({reply.Reason})", "Run again; if it happens each time, ask for fewer days at once."),
            >= 500 => New(FaultName.ServerError, FaultKind.Retry, $"the panel failed ({reply.Reason}){shows}", "Run again later; if it happens each time, tell whoever runs the panel."),
            422 => New(FaultName.PageChanged, FaultKind.Stop, $"the panel did not accept the values ({reply.Reason}){shows}", "Compare form.fields and date_format with what the page wants."),
            _ => New(FaultName.PageChanged, FaultKind.Stop, $"the panel answered {reply.Reason}{shows}", "Open the page in a browser while signed in, and compare it with the pipeline."),
        };

        Fault New(FaultName name, FaultKind kind, string cause, string remedy) =>
            new(reply.Request.Stage, name, kind, reply.Request.Subject, cause, remedy) { Seen = seen, RetryAfter = reply.RetryAfter(time.GetUtcNow()) };
    }

    static Fault Over(Reply reply, string cause, Seen? seen) => new(
        reply.Request.Stage, FaultName.SessionOver, FaultKind.Stop, SafeAddress.Path(reply.Asked), $"the session is over: {cause}", "Run again.") { Seen = seen };

    static async Task<PanelPage?> SignInPage(Reply reply, ISignIn signIn, CancellationToken ct)
    {
        if (reply.IsAttachment) return null;
        byte[] head = await reply.Peek(1024, ct);
        if (!reply.IsHtml && !LooksLikeHtml(head)) return null;
        byte[] start = await reply.Peek(MostOfPage, ct);
        if (start.Length == MostOfPage || !(reply.Redirected || Mentions(start, "password"))) return null;
        var page = PanelPage.Parse(reply, start);
        return signIn.IsAskedBy(page, reply) ? page : null;
    }

    static async Task<(PanelPage? Page, string Text)> Content(Reply reply, CancellationToken ct)
    {
        try
        {
            byte[] start = await reply.Peek(MostOfPage, ct);
            string text = Encoding.UTF8.GetString(start);
            return reply.IsHtml || LooksLikeHtml(start) ? (PanelPage.Parse(reply, start), text) : (null, text);
        }
        catch (Fault)
        {
            return (null, ""); // the status says more than a body that broke off
        }
    }

    static bool LooksLikeHtml(ReadOnlySpan<byte> start)
    {
        string head = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 512)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    static bool Mentions(byte[] page, string word) => Encoding.Latin1.GetString(page).Contains(word, StringComparison.OrdinalIgnoreCase);
}
