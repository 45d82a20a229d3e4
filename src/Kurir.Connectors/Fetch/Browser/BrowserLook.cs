namespace Kurir.Connectors;

/// <summary>Looks at a page as its scripts make it.</summary>
sealed class BrowserLook(BrowserRoom room, Panel panel)
{
    public async Task<PanelPage> At(Uri address, CancellationToken ct)
    {
        await using BrowserVisit visit = await room.Visit(Stage.Fetch, ct);
        using Reply reply = await visit.Go(address, ct);
        await panel.Check(reply, ct);
        return await PanelPage.Read(reply, ct);
    }
}
