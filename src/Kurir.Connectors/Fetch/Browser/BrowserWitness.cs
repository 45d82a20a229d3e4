using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>Takes down what a tab shows when a step in it fails: its page, and a picture in which secrets and personal values lie under boxes.</summary>
static class BrowserWitness
{
    /// <summary>The boxes' colour.</summary>
    public const string BoxColour = "#ff00ff";
    const int MostElements = 20_000, LongestText = 500;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    /// <summary>Never fails: what cannot be had any more is left out.</summary>
    public static async Task See(BrowserVisit visit, Trail? trail, TimeProvider time)
    {
        if (trail is null) return;
        using var late = new CancellationTokenSource(Longest, time); // not the run's token: it may be what ended the step
        try
        {
            await Confide(visit.Page, trail, late.Token);
            PanelPage page = await visit.Snapshot(new Uri("http://browser/"), late.Token);
            trail.Show(EvidenceFiles.BrowserPage, Encoding.UTF8.GetBytes(SeenPage.Of(page, "page.html").Content));
            if (await Picture(visit, page, trail, late.Token) is { } picture) trail.Show("page.png", picture);
        }
        catch (Exception gone) when (gone is PlaywrightException or TimeoutException or OperationCanceledException or Fault)
        {
            trail.Say($"[kurir] no picture of the page: {gone.GetType().Name}");
        }
    }

    /// <summary>Tells the trail what the browser holds of the session: cookies that scripts set, tokens that they keep.</summary>
    public static async Task Confide(IPage page, Trail trail, CancellationToken ct)
    {
        foreach (BrowserContextCookiesResult cookie in await page.Context.CookiesAsync().WaitAsync(ct))
            if (cookie.Value.Length >= 8) trail.Hide(cookie.Value);
        foreach (string kept in await page.EvaluateAsync<string[]>(PageScript.KeptTokens).WaitAsync(ct)) trail.Hide(kept);
    }

    /// <returns>Null: something to be masked came while it was taken.</returns>
    static async Task<byte[]?> Picture(BrowserVisit visit, PanelPage page, Trail trail, CancellationToken ct)
    {
        var mask = new Mask(trail);
        if (!HostileHtml.IsTooDeep(page.Source)) _ = new MaskedPage(page.Source, mask); // learns what is personal here
        var boxes = new List<ILocator>();
        foreach (IFrame frame in visit.Page.Frames)
        {
            await Mark(frame, mask, visit.IsSignIn, ct);
            boxes.Add(frame.Locator(PageScript.Marked));
        }

        byte[] picture = await visit.Page.ScreenshotAsync(new() { Mask = boxes, MaskColor = BoxColour, Animations = ScreenshotAnimations.Disabled, Timeout = 5000 }).WaitAsync(ct);
        foreach (IFrame frame in visit.Page.Frames)
            if (await Mark(frame, mask, visit.IsSignIn, ct) > 0) return null;
        return picture;
    }

    /// <summary>Marks what is to lie under a box. What is secret is decided here: no page hears of a secret by it.</summary>
    /// <returns>How many elements were not marked before.</returns>
    static async Task<int> Mark(IFrame frame, Mask mask, bool isSignIn, CancellationToken ct)
    {
        IJSHandle elements = await frame.EvaluateHandleAsync(PageScript.TextElements, MostElements).WaitAsync(ct);
        JsonElement said = await elements.EvaluateAsync<JsonElement>(PageScript.TextsOf, new object[] { LongestText, mask.HasPersonal ? mask.Personal : [], isSignIn }).WaitAsync(ct);
        JsonElement[] all = [.. said.EnumerateArray()];
        var hidden = new HashSet<int>();
        for (int i = all.Length - 1; i >= 0; i--) // children stand behind their parents
        {
            bool holds = all[i].GetProperty("is").GetBoolean() || mask.Holds(all[i].GetProperty("text").GetString()!);
            if (holds && !all[i].GetProperty("inner").EnumerateArray().Any(child => hidden.Contains(child.GetInt32()))) hidden.Add(i);
        }

        return hidden.Count == 0 ? 0 : await elements.EvaluateAsync<int>(PageScript.Mark, hidden.ToArray()).WaitAsync(ct);
    }
}
