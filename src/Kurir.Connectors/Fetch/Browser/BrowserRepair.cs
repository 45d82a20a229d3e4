using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>One attempt at a page that may have changed: what is taken in place of a field or button that is not there any more, by what it was when it last worked.</summary>
/// <param name="known">What the steps matched then; nothing is tried for what is not among it.</param>
/// <param name="attempt">Which of the possible choices is made, from 0.</param>
sealed class BrowserRepair(BrowserVisit visit, Report report, IReadOnlyList<Matched> known, int attempt)
{
    readonly List<Repair> made = [];
    readonly List<Matched> matched = [];
    readonly bool isFirst = attempt == 0, isOver = attempt >= RepairTries.Most;
    int left = attempt;

    /// <summary>Nothing is tried.</summary>
    public static BrowserRepair None(BrowserVisit visit, Report report) => new(visit, report, [], 0);

    /// <summary>What is to be written into the file, if what comes is the report.</summary>
    public IReadOnlyList<Repair> Made => made;

    public IReadOnlyList<Matched> Matched => matched;

    /// <summary>What was missing first.</summary>
    public Fault? Missing { get; private set; }

    /// <summary>How long a field or button is waited for: less on a page of which something is known to be missing.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(isFirst && Missing is null ? 5 : 0.5);

    /// <summary>What the setting is called on this page.</summary>
    public string NameOf(string setting, string asked) => made.FirstOrDefault(repair => repair.Setting == setting && repair.Was == asked)?.Use ?? asked;

    /// <summary>Takes down what a step matched.</summary>
    public void Saw(string setting, string asked, JsonElement said)
    {
        if (matched.All(one => (one.Setting, one.Asked) != (setting, asked))) matched.Add(new Matched(setting, asked, SeenElement.Of(said.GetProperty("traits")).Traits));
    }

    /// <summary>The name of what may be the one that was asked for.</summary>
    /// <param name="scope">Limits a script to where the step may look.</param>
    /// <exception cref="Fault"><paramref name="missing"/>: nothing may be.</exception>
    public async Task<string> InPlaceOf(string setting, string asked, bool isButton, Func<string, string> scope, Fault missing, CancellationToken ct)
    {
        Missing ??= missing;
        if (known.FirstOrDefault(one => one.Setting == setting && one.Asked == asked)?.Traits is not { } was || NameOf(setting, asked) != asked || report.Form.Queue is not null || isOver) throw missing;
        JsonElement all = await visit.Page.EvaluateAsync<JsonElement>(scope(isButton ? PageScript.ButtonTraits : PageScript.FieldTraits)).Named(Stage.Fetch, report.Page, ct);
        string[] candidates = Lookalikes.Of(was, [.. all.EnumerateArray().Select(SeenElement.Of)], isButton, Lookalikes.Taken(report.Form, made));
        if (candidates.Length == 0) throw missing;
        string use = candidates[left % candidates.Length];
        left /= candidates.Length;
        made.Add(new Repair(setting, asked, use, report.Export.PlaceOf?.Invoke(setting) ?? report.Export.DefinedAt));
        return use;
    }

    /// <exception cref="Fault">Every choice was made already: what was missing first is.</exception>
    public void RequireChoice()
    {
        if (left > 0 && Missing is { } missing) throw missing;
    }

    /// <summary>Whatever the button turns out to be, it deletes nothing.</summary>
    public Task Guard() => visit.Page.RouteAsync("**/*", route =>
        route.Request.Method is "DELETE" or "PUT" or "PATCH" || (Uri.TryCreate(route.Request.Url, UriKind.Absolute, out Uri? to) && to.Scheme is "http" or "https" && ForbiddenWords.InPath(to!) is not null)
            ? route.AbortAsync() : route.ContinueAsync());
}
