using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Connectors;

/// <summary>Signs in by JSON and sends the token of the reply as bearer from then on; a reply without a token but with cookies is a session too.</summary>
sealed class JsonSignIn(Wire wire, JsonSignInConfig config, Credentials credentials, ReplyJudge judge, TimeProvider time) : ISignIn
{
    const int MostOfReply = 1 << 20;
    static readonly TimeSpan ShortWait = TimeSpan.FromMinutes(2);

    public async Task SignIn(CancellationToken ct)
    {
        Request request = Ask();
        using IDisposable attempt = await credentials.Attempt(request, ct);
        wire.Credential = null;
        using Reply first = await wire.Send(request, ct);
        if (!await WantsToken(first, ct))
        {
            await Take(first, ct);
            return;
        }

        // The panel wants the token of one of its pages, as a script there would have it.
        first.Dispose();
        IReadOnlyDictionary<string, string> headers = await TokenOfPage(ct);
        using Reply second = await wire.Send(request with { Headers = headers }, ct);
        await Take(second, ct);
    }

    public bool IsAskedBy(PanelPage page, Reply reply) => reply.Redirected && SignInForm.Candidates(new FormControls(page)).Count > 0;

    public Task<Fault?> Lost(Fault over, CancellationToken ct) => Task.FromResult<Fault?>(null);

    Request Ask() => new()
    {
        Address = new Uri(wire.Site.Address, config.Address),
        Method = HttpMethod.Post,
        Body = Encoding.UTF8.GetBytes(new JsonObject
        {
            [config.Username] = credentials.User(Stage.SignIn),
            [config.Password] = credentials.Password(Stage.SignIn).Reveal(),
        }.ToJsonString()),
        BodyType = "application/json",
        Accept = Request.Json,
        IsScripted = true,
        Stage = Stage.SignIn,
        MostBytes = MostOfReply,
    };

    /// <summary>A 403 may also be a refused password, which is not sent twice: it must say that it is about the token.</summary>
    static async Task<bool> WantsToken(Reply reply, CancellationToken ct) => reply.Status == 419
        || (reply.Status == 403 && Encoding.UTF8.GetString(await reply.Peek(MostOfReply, ct)).Contains("csrf", StringComparison.OrdinalIgnoreCase));

    async Task<IReadOnlyDictionary<string, string>> TokenOfPage(CancellationToken ct)
    {
        using Reply reply = await wire.Send(new Request { Address = wire.Site.Address, Stage = Stage.SignIn, MostBytes = 32 << 20 }, ct);
        string? token = reply.IsHtml ? (await PanelPage.Read(reply, ct)).Document.QuerySelector("meta[name='csrf-token']")?.GetAttribute("content") : null;
        return token is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["X-CSRF-TOKEN"] = token };
    }

    async Task Take(Reply reply, CancellationToken ct)
    {
        string text = Encoding.UTF8.GetString(await reply.Peek(MostOfReply, ct));
        if (reply.Status is < 200 or >= 300) throw await Refusal(reply, text, ct);
        if (FindToken(text) is { } token) wire.Credential = ("Authorization", "Bearer " + token);
        else if (reply.Header("Set-Cookie") is null) throw NoToken(reply, text);
    }

    string? FindToken(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonPath.Find(json.RootElement, config.Token) is { ValueKind: JsonValueKind.String } token && token.GetString() is { Length: > 0 } value && !value.Any(char.IsControl) ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    async Task<Fault> Refusal(Reply reply, string text, CancellationToken ct)
    {
        Seen seen = SeenPage.Of(text, "sign-in.txt");
        string says = SignInMessages.IsWrong(text) ? $"; the panel says: {PageText.Cut(PageText.Fold(text), 160)}" : "";
        if (reply.Status == 429 || (reply.Status is 400 or 401 or 403 or 422 && SignInMessages.IsThrottled(text)))
        {
            TimeSpan? wait = reply.RetryAfter(time.GetUtcNow()) ?? SignInMessages.Wait(text);
            return new(Stage.SignIn, FaultName.SignInThrottled, wait <= ShortWait ? FaultKind.Retry : FaultKind.Ask, reply.Request.Subject,
                $"the panel takes no sign-in for now ({reply.Reason})", "Wait until the panel accepts a sign-in by hand again.") { RetryAfter = wait, Seen = seen };
        }

        if (reply.Status == 423 || SignInMessages.IsLocked(text))
            return new(Stage.SignIn, FaultName.AccountLocked, FaultKind.Ask, reply.Request.Subject, $"the account is locked ({reply.Reason})", "Ask whoever runs the panel to unlock it.") { Seen = seen };
        bool isRefusal = reply.Status == 401 || (reply.Status is 400 or 403 or 422 && !SignInMessages.IsMissingField(text));
        if (!isRefusal) return await judge.Failure(reply, null, ct);
        await credentials.Refused(ct);
        return credentials.Fault(reply.Request.Subject, $"user name or password was refused ({reply.Reason}){says}", seen);
    }

    Fault NoToken(Reply reply, string text) => new(
        Stage.SignIn, FaultName.SignInPageChanged, FaultKind.Stop, reply.Request.Subject,
        $"the reply holds no text at '{config.Token}'; it has: {PageText.List(JsonPath.Members(text))}", "Correct sign_in.json.token.");
}
