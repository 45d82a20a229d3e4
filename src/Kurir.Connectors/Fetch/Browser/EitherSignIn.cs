namespace Kurir.Connectors;

/// <summary>Signs in over plain HTTP where the page's form allows it, else in the browser; and stays with what did it.</summary>
sealed class EitherSignIn(ISignIn http, Func<ISignIn> browser) : ISignIn
{
    ISignIn? inBrowser;

    ISignIn Chosen => inBrowser ?? http;

    public async Task SignIn(CancellationToken ct)
    {
        try
        {
            await Chosen.SignIn(ct);
        }
        catch (Fault fault) when (fault.MayNeedBrowser && inBrowser is null)
        {
            await InBrowser(fault, ct);
        }
    }

    public bool IsAskedBy(PanelPage page, Reply reply) => Chosen.IsAskedBy(page, reply);

    public Task<Fault?> Lost(Fault over, CancellationToken ct) => Chosen.Lost(over, ct);

    /// <summary>Where there is no browser, what plain HTTP saw is what a person needs to know.</summary>
    async Task InBrowser(Fault seen, CancellationToken ct)
    {
        try
        {
            inBrowser = browser();
            await inBrowser.SignIn(ct);
        }
        catch (Fault missing) when (missing.Name == FaultName.BrowserMissing)
        {
            inBrowser = null;
            throw BrowserSession.WithoutBrowser(seen, missing);
        }
    }
}
