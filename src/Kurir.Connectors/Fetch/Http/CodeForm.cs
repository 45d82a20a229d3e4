using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>The page that asks for an authenticator's code after the password.</summary>
sealed class CodeForm(Wire wire, ReplyJudge judge, Credentials credentials)
{
    const int MostOfReply = 4 << 20;

    /// <summary>Sends a code; a refused one may have been used by somebody else in its 30 seconds, so the next one is sent too, and no third.</summary>
    /// <returns>The page that followed.</returns>
    public async Task<PanelPage> Enter(PanelPage page, OneTimeCode authenticator, CancellationToken ct)
    {
        for (int tries = 1; tries <= 2; tries++)
        {
            page = await Send(page, await authenticator.Next(ct), ct);
            if (!SignInMessages.AsksForCode(page)) return page;
        }

        throw credentials.CodeRefused(page.Path, SeenPage.Of(page, "sign-in.html"));
    }

    async Task<PanelPage> Send(PanelPage page, string code, CancellationToken ct)
    {
        var controls = new FormControls(page);
        IElement[] fields = [.. controls.Fields.Where(field => SignInMessages.TakesCode(FormControls.TypeOf(field), $"{FormControls.NameOf(field)} {field.GetAttribute("autocomplete")}"))];
        if (fields.Length != 1 || controls.OwnerOf(fields[0]) is not { } form) throw Unclear(page, controls);
        var submission = new FormSubmission(page, controls, form, Button(controls, form));
        submission.Set(fields[0], code);
        if (submission.Build(Stage.SignIn) is not { } request || !wire.IsOwn(request.Address)) throw Unclear(page, controls);
        using Reply reply = await wire.Send(request with { MostBytes = MostOfReply }, ct);
        if (reply.Status >= 400 && reply.Status != 422) throw await judge.Failure(reply, null, ct);
        return await PanelPage.Read(reply, ct);
    }

    static IElement? Button(FormControls controls, IHtmlFormElement form) => controls.Of(form).FirstOrDefault(control => ReportButtons.Submits(control) && !FormControls.IsDisabled(control));

    static Fault Unclear(PanelPage page, FormControls controls) => new(Stage.SignIn, FaultName.SignInPageChanged, FaultKind.Stop, page.Path,
        $"which field takes the code is not clear; the page has: {PageText.List(controls.Fields.Select(FormControls.NameOf))}", "Give Kurir a user for whom the panel asks for no code.") { Seen = SeenPage.Of(page, "sign-in.html") };
}
