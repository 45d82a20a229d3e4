using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>Signs out as a person would: by the form or link of a page, or by its button in the browser.</summary>
sealed partial class SignOut(Wire wire, BrowserRoom? room, Uri address)
{
    const int MostOfReply = 4 << 20;

    /// <returns>False: nothing on the page signs out.</returns>
    public async Task<bool> Leave(CancellationToken ct)
    {
        if (wire.Site.SignIn.Json is { } json && await Leave(json, ct)) return true;
        PanelPage page = await Page(ct);
        if (RequestOn(page) is { } request)
        {
            using Reply left = await wire.Send(request with { Stage = Stage.SignIn, MostBytes = MostOfReply }, ct);
            return left.Status < 400;
        }

        return room is { IsOpen: true } && await room.PressSignOut(address, ct);
    }

    /// <summary>As the scripts of such panels do it: POST, or DELETE where that is not known there.</summary>
    async Task<bool> Leave(JsonSignInConfig json, CancellationToken ct)
    {
        if ((json.SignOut ?? Counterpart(json.Address)) is not { } path) return false;
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Delete])
        {
            using Reply left = await wire.Send(
                new Request { Address = new Uri(wire.Site.Address, path), Method = method, Accept = Request.Json, IsScripted = true, Stage = Stage.SignIn, MostBytes = MostOfReply }, ct);
            if (left.Status is not (404 or 405)) return left.Status < 400;
        }

        return false;
    }

    /// <summary><c>/api/login</c> → <c>/api/logout</c>; null: the address has no such word.</summary>
    public static string? Counterpart(string signIn) => SignInWord().Match(signIn) is not { Success: true } word ? null
        : string.Concat(signIn.AsSpan(0, word.Index), word.Value.Equals("masuk", StringComparison.OrdinalIgnoreCase) ? "keluar" : $"{word.Groups[1]}{word.Groups[2]}out", signIn.AsSpan(word.Index + word.Length));

    async Task<PanelPage> Page(CancellationToken ct)
    {
        using Reply reply = await wire.Send(new Request { Address = address, Stage = Stage.SignIn, MostBytes = MostOfReply }, ct);
        return await PanelPage.Read(reply, ct);
    }

    Request? RequestOn(PanelPage page)
    {
        var controls = new FormControls(page);
        foreach (IElement way in SignInMessages.SignOutsOn(page))
        {
            if (way is IHtmlAnchorElement link && page.Resolve(link.GetAttribute("href")) is { } target && wire.IsOwn(target) && target.AbsolutePath != page.Path) return new Request { Address = target, Referer = page.Address };
            if ((way as IHtmlFormElement ?? controls.OwnerOf(way)) is { } form && new FormSubmission(page, controls, form, way is IHtmlFormElement ? null : way).Build(Stage.SignIn) is { } sent && wire.IsOwn(sent.Address)) return sent;
        }

        return null;
    }

    [GeneratedRegex(@"(?<=[/_-])(?:(log|sign)([-_]?)in|masuk)(?=$|[/?.])", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex SignInWord();
}
