using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>Signs out as a person would: by the form or link of a page, or by its button in the browser.</summary>
sealed class SignOut(Wire wire, BrowserRoom? room, Uri address)
{
    const int MostOfReply = 4 << 20;

    /// <returns>False: nothing on the page signs out.</returns>
    public async Task<bool> Leave(CancellationToken ct)
    {
        PanelPage page = await Page(ct);
        if (RequestOn(page) is { } request)
        {
            using Reply left = await wire.Send(request with { Stage = Stage.SignIn, MostBytes = MostOfReply }, ct);
            return left.Status < 400;
        }

        return room is { IsOpen: true } && await room.PressSignOut(address, ct);
    }

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
}
