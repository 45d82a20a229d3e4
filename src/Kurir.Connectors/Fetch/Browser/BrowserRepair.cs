using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>One attempt at a page that may have changed: what is taken in place of a field or button that is not there any more, by what it was when it last worked.</summary>
/// <param name="known">What the steps matched then; nothing is tried for what is not among it.</param>
/// <param name="attempt">Which of the possible choices is made, from 0.</param>
sealed partial class BrowserRepair(BrowserVisit visit, Report report, IReadOnlyList<Matched> known, int attempt)
{
    const int Enough = 3;
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
    public string NameOf(string setting, string asked) => made.FirstOrDefault(repair => repair.Setting == setting)?.Use ?? asked;

    /// <summary>Takes down what a step matched.</summary>
    public async Task Saw(string setting, string asked, IElementHandle element, CancellationToken ct)
    {
        if (matched.Any(one => one.Setting == setting)) return;
        JsonElement said = await element.EvaluateAsync<JsonElement>(PageScript.Traits).Named(Stage.Fetch, report.Page, ct);
        matched.Add(new Matched(setting, asked, Seen.Of(said).Traits));
    }

    /// <summary>The name of what may be the one that was asked for.</summary>
    /// <exception cref="Fault"><paramref name="missing"/>: nothing may be.</exception>
    public async Task<string> InPlaceOf(string setting, string asked, bool isButton, Fault missing, CancellationToken ct)
    {
        Missing ??= missing;
        if (known.FirstOrDefault(one => one.Setting == setting && one.Asked == asked)?.Traits is not { } was || NameOf(setting, asked) != asked || report.Form.Queue is not null || isOver) throw missing;
        JsonElement all = await visit.Page.EvaluateAsync<JsonElement>(isButton ? PageScript.ButtonTraits : PageScript.FieldTraits).Named(Stage.Fetch, report.Page, ct);
        Seen[] seen = [.. all.EnumerateArray().Select(Seen.Of)];
        HashSet<string> taken = [.. ((string?[])[report.Form.Start, report.Form.End, report.Form.Button, report.Form.Filter, .. report.Form.Fields.Keys, .. made.Select(repair => repair.Use)]).OfType<string>()];
        string[] candidates =
        [
            .. seen.Where(one => isButton ? IsHarmless(one) : one.Traits.Type is not ("hidden" or "password" or "file"))
                .Select(one => (Name: NameFor(one, seen, isButton), Score: isButton ? ButtonScore(was, one.Traits) : FieldScore(was, one.Traits)))
                .Where(one => one.Name is not null && one.Score >= Enough && !taken.Contains(one.Name)).OrderByDescending(one => one.Score).Select(one => one.Name!).Distinct().Take(3),
        ];
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

    static bool IsHarmless(Seen button) => !button.IsDisabled && !button.Traits.Type.Contains("reset", StringComparison.Ordinal)
        && ForbiddenWords.In([.. button.Words.Append(button.Traits.Text).Select(word => Camel().Replace(word, "$1 $2"))]) is null && !button.Classes.Contains("danger", StringComparison.OrdinalIgnoreCase)
        && !(Uri.TryCreate(button.Traits.Action, UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https" && ForbiddenWords.InPath(link!) is not null);

    /// <summary>By what stands on it, by what it does, by its name; where it stands only decides among those.</summary>
    static int ButtonScore(ElementTraits was, ElementTraits now)
    {
        bool isLike = Like(was.Text, now.Text), exports = Exports().IsMatch(was.Text) && Exports().IsMatch(now.Text);
        int score = (isLike ? 4 : exports ? 3 : 0) + (Is(was.Action, now.Action) ? 4 : 0) + (Is(was.Id, now.Id) ? 3 : 0) + (Is(was.Name, now.Name) ? 3 : 0);
        return score == 0 ? 0 : score + Standing(was, now);
    }

    /// <summary>To type into the wrong field does no harm: a place of the same kind is enough.</summary>
    static int FieldScore(ElementTraits was, ElementTraits now)
    {
        if (was.Type != now.Type && !(IsDay(was.Type) && IsDay(now.Type))) return 0;
        int side = Math.Max(Side(was.Label, now.Label), Math.Max(Side(was.Name, now.Name), Math.Max(Side(was.Id, now.Id), Side(was.Placeholder, now.Placeholder))));
        return (Is(was.Name, now.Name) ? 4 : 0) + (Is(was.Id, now.Id) ? 4 : 0) + (Is(was.Label, now.Label) ? 4 : 0) + (Is(was.Placeholder, now.Placeholder) ? 1 : 0) + side + Standing(was, now);
    }

    static int Standing(ElementTraits was, ElementTraits now) => (was.Form == now.Form ? 1 : 0) + (was.Form == now.Form && was.Place == now.Place ? 2 : 0) + (was.Tag == now.Tag && was.Role == now.Role ? 1 : 0);

    static bool IsDay(string type) => type is "text" or "date" or "datetime-local";

    static int Side(string was, string now) => (First().IsMatch(was) && First().IsMatch(now)) || (Last().IsMatch(was) && Last().IsMatch(now)) ? 3 : 0;

    static bool Is(string was, string now) => was.Length > 0 && was == now;

    static bool Like(string was, string now) => PageText.Same(was, now) || Words(now).IsSupersetOf(Words(was)) || Words(was).IsSupersetOf(Words(now));

    static HashSet<string> Words(string text) => [.. PageText.Fold(text).ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>As the file would name it; null: nothing names it alone.</summary>
    static string? NameFor(Seen one, Seen[] all, bool isButton) => isButton
        ? all.Count(other => PageText.Same(other.Traits.Text, one.Traits.Text)) == 1 ? one.Traits.Text : null
        : Only(one.Traits.Name, all.Select(other => other.Traits.Name)) ?? (Only(one.Traits.Id, all.Select(other => other.Traits.Id)) is { } id ? "#" + id : null) ?? Only(one.Traits.Label, all.Select(other => other.Traits.Label));

    static string? Only(string name, IEnumerable<string> all) => name.Length > 0 && all.Count(other => other == name) == 1 ? name : null;

    [GeneratedRegex("export|ekspor|unduh|download|excel|xlsx?|csv", RegexOptions.IgnoreCase)]
    private static partial Regex Exports();

    [GeneratedRegex("dari|from|start|mulai|awal|begin|since", RegexOptions.IgnoreCase)]
    private static partial Regex First();

    [GeneratedRegex("sampai|hingga|until|(?<![a-z])to(?![a-z])|end|akhir|selesai|s/d", RegexOptions.IgnoreCase)]
    private static partial Regex Last();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Camel();

    /// <param name="Words">Everything else that it says of itself: titles, names, scripts.</param>
    sealed record Seen(ElementTraits Traits, bool IsDisabled, string Classes, IReadOnlyList<string> Words)
    {
        public static Seen Of(JsonElement said)
        {
            string Text(string name) => said.GetProperty(name).GetString() is { } text ? text[..Math.Min(text.Length, 300)] : "";
            int Number(string name) => said.GetProperty(name).GetInt32();
            var traits = new ElementTraits(Text("tag"), Text("type"), Text("role"), Text("id"), Text("name"), Text("text"), Text("label"), Text("placeholder"), Text("action"), Number("form"), Number("place"));
            return new Seen(traits, said.GetProperty("disabled").GetBoolean(), Text("classes"), [.. said.GetProperty("words").EnumerateArray().Select(word => word.GetString()!)]);
        }
    }
}

/// <summary>How often the page of a report was gone at with something in place of what it lacks.</summary>
sealed class RepairTries
{
    public const int Most = 4;
    readonly ConcurrentDictionary<(ExportId, Window), int> tries = [];
    readonly ConcurrentDictionary<(ExportId, Window), bool> began = [];

    public int Of(Report report) => tries.GetValueOrDefault((report.Export.Id, report.Window));

    /// <summary>It brought something.</summary>
    public void Began(Report report) => began[(report.Export.Id, report.Window)] = true;

    /// <summary>What was brought is doubted, whoever brought it.</summary>
    public void Doubted(Report report)
    {
        if (began.ContainsKey((report.Export.Id, report.Window))) Failed(report);
    }

    /// <summary>What came of the last try was not the report.</summary>
    public void Failed(Report report) => tries.AddOrUpdate((report.Export.Id, report.Window), 1, (_, before) => before + 1);
}
