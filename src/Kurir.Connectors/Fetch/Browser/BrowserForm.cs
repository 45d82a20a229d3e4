using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>The form of a report's page in the browser: finds its fields and its button, types into the fields, and reads back what stands in them.</summary>
/// <param name="setting">Where the pipeline speaks of it: <c>form</c>, <c>form.then</c>.</param>
/// <param name="isStep">Whether it is what a page or a dialog asks afterwards; where a dialog is open, nothing outside of it counts.</param>
sealed class BrowserForm(BrowserVisit visit, Report report, BrowserRepair repair, string setting = "form", bool isStep = false)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Covered = TimeSpan.FromSeconds(1.5);
    static readonly string[] Native = ["date", "datetime-local", "month", "week", "time", "number", "range", "color"];
    readonly List<(BrowserField Field, string Name, string Shown)> typed = [];
    IElementHandle? button;

    FormConfig Config => report.Form;

    IPage Page => visit.Page;

    /// <summary>Whether the button makes the file of the rows that the page has loaded.</summary>
    public bool IsClientBuilt { get; private set; }

    /// <summary>Finds everything before it touches anything, then types.</summary>
    public async Task Fill(CancellationToken ct)
    {
        button = Config.Button is { } text ? await Button(text, ct) : null;
        var wanted = new List<(string Name, string Setting, DateOnly? Day, string? Value)>();
        if (Config.Start is { } start) wanted.Add((start, $"{setting}.start", report.Window.From, null));
        if (Config.End is { } end && !HoldsBothDays) wanted.Add((end, $"{setting}.end", report.Window.To, null));
        wanted.AddRange(Config.Fields.Select(field => (field.Key, $"{setting}.fields.{field.Key}", (DateOnly?)null, (string?)field.Value)));
        var fields = new List<(BrowserField Field, string Name, DateOnly? Day, string Value)>();
        foreach ((string name, string place, DateOnly? day, string? value) in wanted)
        {
            Trail.Now?.At($"finding the field '{name}'", isStep ? setting : place);
            IReadOnlyList<BrowserField> found = await Find(name, ct);
            if (value is not null && found.Count == 0) found = await Awaited(name, ct);
            BrowserField field = value is not null && found.Any(one => one.IsBox)
                ? await Choice(found, name, value, ct)
                : await One(found, name, place, ct);
            repair.Saw(place, name, field.Says);
            fields.Add((field, repair.NameOf(place, name), day, value ?? await Date(field, day!.Value, isEnd: place.EndsWith(".end", StringComparison.Ordinal), ct)));
        }

        repair.RequireChoice();
        foreach ((BrowserField field, string name, DateOnly? day, string value) in fields)
        {
            Trail.Now?.At($"typing '{value}' into '{name}'", setting);
            typed.Add((field, name, await Type(field, name, day, value, ct)));
        }

        await visit.Calm(TimeSpan.FromMilliseconds(typed.Count == 0 ? 0 : 300), TimeSpan.FromSeconds(20), ct);
        if (Config.Filter is { } filter) await Apply(filter, ct);
    }

    /// <summary>Presses the filter's button and lets the page show its rows; a page that came anew has new fields, which must hold the same values.</summary>
    async Task Apply(string filter, CancellationToken ct)
    {
        await ReadBack(ct);
        if (repair.Made.Count > 0) await repair.Guard();
        IElementHandle applies = await Button(filter, ct);
        repair.RequireChoice();
        await Click(applies, filter, ct);
        await visit.Calm(TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(60), ct);
        for (int i = 0; i < typed.Count; i++)
        {
            (BrowserField field, string name, string shown) = typed[i];
            if (await Alive(field.Handle)) continue;
            typed[i] = (await One(await Find(name, ct), name, setting, ct), name, shown);
        }
    }

    /// <summary>Whether one field takes the first and the last day.</summary>
    bool HoldsBothDays => Config.Start is { } start && start == Config.End;

    string Scoped(string script) => isStep ? PageScript.InDialog(script) : script;

    static async Task<bool> Alive(IElementHandle handle)
    {
        try
        {
            return await handle.EvaluateAsync<bool>("e => e.isConnected");
        }
        catch (PlaywrightException)
        {
            return false; // it belongs to the page before
        }
    }

    /// <summary>Looks once more at what stands in the fields, and for the button.</summary>
    public async Task Ready(CancellationToken ct)
    {
        Trail.Now?.At($"pressing the button '{Config.Button}'", "form.button");
        await ReadBack(ct);
        if (!await Alive(button!)) button = await Button(Config.Button!, ct); // the page drew it anew
    }

    /// <summary>Clears the way to the button, and clicks it.</summary>
    public async Task Press(CancellationToken ct)
    {
        if (repair.Made.Count > 0) await repair.Guard();
        await Click(button!, repair.NameOf($"{setting}.button", Config.Button!), ct);
    }

    async Task Click(IElementHandle target, string text, CancellationToken ct)
    {
        await ClearTheWay(target, ct);
        try
        {
            await target.ClickAsync(new() { Timeout = 10_000 }).WaitAsync(ct);
        }
        catch (Exception slow) when (slow is TimeoutException or PlaywrightException)
        {
            bool isOff = await Ask<bool>(target, "e => e.matches(':disabled')", ct);
            throw await Fault(FaultName.PageChanged, isOff ? $"the button '{text}' stays switched off" : $"the button '{text}' cannot be clicked: it moves, or something covers it", $"Open {report.Page.AbsolutePath} in a browser; perhaps a field must be filled first (form.fields at {report.DefinedAt}).", ct);
        }
    }

    async Task<IElementHandle> Button(string asked, CancellationToken ct)
    {
        string place = asked == Config.Button ? $"{setting}.button" : $"{setting}.filter", text = repair.NameOf(place, asked);
        Trail.Now?.At($"finding the button '{text}'", isStep ? setting : place);
        if (report.Forbids(text) is { } word) throw await Forbidden(text, word, ct);
        long start = visit.Now;
        while (true)
        {
            IJSHandle found = await Page.EvaluateHandleAsync(Scoped(PageScript.FindButtons), text).Named(Stage.Fetch, report.Page, ct);
            JsonElement[] says = await Array(found, PageScript.DescribeButtons, Config.Start, ct);
            int chosen = says.Length == 1 ? 0 : says.Count(one => one.GetProperty("near").GetBoolean()) == 1 ? System.Array.FindIndex(says, one => one.GetProperty("near").GetBoolean()) : -1;
            if (chosen >= 0)
            {
                IElementHandle one = await Allowed(await Item(found, chosen, ct), says[chosen], text, place, ct);
                repair.Saw(place, asked, says[chosen]);
                return one;
            }

            if (says.Length > 1)
                throw await Fault(FaultName.FieldAmbiguous, $"{says.Length} buttons '{text}' on {report.Page.AbsolutePath} do different things", $"If the address of the file is known, write it at {report.DefinedAt}: download: /…?start={{start}}&end={{end}}", ct);
            if (visit.Since(start) > repair.Patience)
            {
                Fault gone = await Fault(FaultName.ButtonNotFound, $"no button '{text}' on {report.Page.AbsolutePath}. The page has: {PageText.List(await Texts(Scoped(PageScript.ButtonTexts), ct))}.", $"Fix {setting}.button at {report.DefinedAt}.", ct);
                await repair.InPlaceOf(place, asked, isButton: true, Scoped, gone, ct);
                return await Button(asked, ct);
            }

            await visit.Pause(ct);
        }
    }

    async Task<IElementHandle> Allowed(IElementHandle found, JsonElement says, string text, string place, CancellationToken ct)
    {
        string Say(string name) => says.GetProperty(name).GetString()!;
        if (Say("type").Contains("reset", StringComparison.Ordinal)) throw await Forbidden(text, "reset", ct);
        if (report.Forbids(Say("value"), Say("action")) is { } hidden) throw await Forbidden(text, hidden, ct);
        if (Uri.TryCreate(Say("href"), UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https" && ForbiddenWords.InPath(link!) is { } path) throw await Forbidden(text, path, ct);
        if (place.EndsWith(".button", StringComparison.Ordinal)) IsClientBuilt = says.GetProperty("client").GetBoolean();
        return found;
    }

    async Task<IReadOnlyList<BrowserField>> Find(string name, CancellationToken ct)
    {
        IJSHandle found = await Page.EvaluateHandleAsync(Scoped(PageScript.FindFields), name).Named(Stage.Fetch, report.Page, ct);
        JsonElement[] says = await Array(found, PageScript.Describe, button, ct);
        var fields = new List<BrowserField>();
        for (int i = 0; i < says.Length; i++) fields.Add(new BrowserField(await Item(found, i, ct), says[i]));
        return fields;
    }

    /// <summary>The only one; of several, the only one in the button's form, else the only one that a person sees.</summary>
    async Task<BrowserField> One(IReadOnlyList<BrowserField> found, string name, string place, CancellationToken ct)
    {
        if (found.Count == 0) found = await Awaited(name, ct);
        if (found.Count > 1 && found.Where(field => field.IsNear).ToArray() is { Length: 1 } near) found = near;
        if (found.Count > 1 && found.Where(field => field.IsVisible).ToArray() is { Length: 1 } seen) found = seen;
        string has = $"The page has: {PageText.List(await Texts(Scoped(PageScript.FieldNames), ct))}.";
        string remedy = $"Fix {place} at {report.DefinedAt}.";
        return found switch
        {
            [] => await InPlaceOf(name, place, await Fault(FaultName.FieldNotFound, $"no field named '{name}' on {report.Page.AbsolutePath}. {has}", remedy, ct), ct),
            [{ IsDisabled: true }] => throw await Fault(FaultName.PageChanged, $"the field '{name}' is switched off on {report.Page.AbsolutePath}", remedy, ct),
            [var one] => one,
            _ => throw await Fault(FaultName.FieldAmbiguous, $"{found.Count} fields named '{name}' on {report.Page.AbsolutePath}. {has}", remedy, ct),
        };
    }

    async Task<IReadOnlyList<BrowserField>> Awaited(string name, CancellationToken ct)
    {
        long start = visit.Now;
        while (true)
        {
            if (await Find(name, ct) is { Count: > 0 } found) return found;
            if (visit.Since(start) > repair.Patience) return [];
            await visit.Pause(ct);
        }
    }

    async Task<BrowserField> InPlaceOf(string name, string place, Fault gone, CancellationToken ct)
    {
        string other = await repair.InPlaceOf(place, name, isButton: false, Scoped, gone, ct);
        return await One(await Find(other, ct), other, place, ct);
    }

    async Task<BrowserField> Choice(IReadOnlyList<BrowserField> group, string name, string value, CancellationToken ct)
    {
        BrowserField[] boxes = [.. group.Where(field => field.IsBox)];
        BrowserField? one = boxes.FirstOrDefault(field => field.OwnValue == value)
            ?? (boxes.Where(field => field.Labels.Any(label => PageText.Same(label, value))).ToArray() is [var labelled] ? labelled : null)
            ?? (boxes is [{ Type: "checkbox" } single] && (Yes(value) || No(value)) ? single : null);
        return one ?? throw await NoChoice(name, value, boxes.Select(field => field.Labels.FirstOrDefault() ?? field.OwnValue ?? "on"), ct);
    }

    static bool Yes(string value) => value is "yes" or "true" or "on";

    static bool No(string value) => value is "no" or "false" or "off";

    async Task<string> Date(BrowserField field, DateOnly day, bool isEnd, CancellationToken ct) => HoldsBothDays
        ? field.HasRanges ? $"{report.Window.From:yyyy-MM-dd}/{report.Window.To:yyyy-MM-dd}"
            : DateText.Range(field.Element, report.Window, Config.DateFormat)
                ?? throw await Fault(FaultName.ConfigurationInvalid, $"the field {field.Name} does not show how it wants its two dates", $"Write form.date_format at {report.DefinedAt}, for instance dd/MM/yyyy.", ct)
        : field.HasPicker ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : DateText.For(field.Element, day, Config.DateFormat, isEnd)
            ?? throw await Fault(FaultName.ConfigurationInvalid, $"the field {field.Name} does not show how it wants its dates", $"Write form.date_format at {report.DefinedAt}, for instance dd/MM/yyyy.", ct);

    /// <returns>What stands in the field afterwards.</returns>
    async Task<string> Type(BrowserField field, string name, DateOnly? day, string value, CancellationToken ct)
    {
        if (field.Type == "select") return await Select(field, name, value, ct);
        if (field.IsBox) return await Tick(field, name, wanted: field.Type == "radio" || !No(value), ct);

        if (field.IsWidget) return await Choose(field, name, value, ct);
        if (HoldsBothDays && field.HasRanges && day is not null) return await PickBoth(field, name, value, ct);
        if (field.HasPicker && day is not null && !HoldsBothDays) return await Pick(field, name, value, ct);
        if (!field.IsVisible || field.IsReadOnly) await Set(field, value, ct);
        else await Keys(field, value, Math.Max(0, value.Length - 1), ct);
        string shown = await Ask<string>(field.Handle, PageScript.Leave, ct);
        if (shown != value && field.IsVisible && !field.IsReadOnly)
        {
            await Keys(field, value, 0, ct); // a mask wants each of them
            shown = await Ask<string>(field.Handle, PageScript.Leave, ct);
        }

        if (shown == value) return shown;
        await Set(field, value, ct);
        shown = await Shown(field, ct);
        return shown == value ? shown : throw await NotTaken(name, value, shown, ct);
    }

    /// <returns>Whether it is ticked.</returns>
    async Task<string> Tick(BrowserField field, string name, bool wanted, CancellationToken ct)
    {
        if (await Shown(field, ct) != Said(wanted))
            await (field.IsVisible ? field.Handle.ClickAsync(new() { Timeout = 5000 }) : field.Handle.EvaluateAsync("e => e.click()")).Named(Stage.Fetch, report.Page, ct);
        string shown = await Shown(field, ct);
        return shown == Said(wanted) ? shown : throw await NotTaken(name, Said(wanted), shown, ct);
    }

    static string Said(bool ticked) => ticked ? "ticked" : "not ticked";

    /// <summary>By real keys where pages listen for them; a native date field has its own way of typing.</summary>
    /// <param name="byKeys">From which character on; what is before it is put there at once.</param>
    async Task Keys(BrowserField field, string value, int byKeys, CancellationToken ct)
    {
        if (Native.Contains(field.Type))
        {
            await field.Handle.FillAsync(value, new() { Timeout = 5000 }).Named(Stage.Fetch, report.Page, ct);
            return;
        }

        await field.Handle.FillAsync(value[..byKeys], new() { Timeout = 5000 }).Named(Stage.Fetch, report.Page, ct);
        await Page.Keyboard.TypeAsync(value[byKeys..]).Named(Stage.Fetch, report.Page, ct);
    }

    Task Set(BrowserField field, string value, CancellationToken ct) => field.Handle.EvaluateAsync(PageScript.Set, value).Named(Stage.Fetch, report.Page, ct);

    async Task<string> Pick(BrowserField field, string name, string day, CancellationToken ct)
    {
        string picked = await Page.EvaluateAsync<string>(PageScript.PickDay, new object[] { field.Handle, day }).Named(Stage.Fetch, report.Page, ct);
        return picked == day ? await Shown(field, ct) : throw await NotTaken(name, day, picked, ct);
    }

    async Task<string> PickBoth(BrowserField field, string name, string days, CancellationToken ct)
    {
        string[] both = days.Split('/');
        string picked = await Page.EvaluateAsync<string>(PageScript.PickRange, new object[] { field.Handle, both[0], both[1] }).Named(Stage.Fetch, report.Page, ct);
        return picked == days ? await Shown(field, ct) : throw await NotTaken(name, days, picked, ct);
    }

    /// <summary>Opens a list that a script draws, and chooses what stands there exactly once.</summary>
    async Task<string> Choose(BrowserField field, string name, string value, CancellationToken ct)
    {
        if (field.Type == "combobox") await field.Handle.ClickAsync(new() { Timeout = 5000 }).Named(Stage.Fetch, report.Page, ct);
        var pair = new object[] { field.Handle, value };
        JsonElement[] choice;
        IJSHandle found;
        long start = visit.Now;
        do
        {
            await visit.Pause(ct);
            found = await Page.EvaluateHandleAsync(PageScript.ChoicesOf, pair).Named(Stage.Fetch, report.Page, ct);
            choice = await Array(found, PageScript.DescribeChoices, null, ct);
        }
        while (choice.Length != 1 && visit.Since(start) < Patience);
        if (choice.Length != 1) throw await NoChoice(name, value, await Page.EvaluateAsync<string[]>(PageScript.Choices, field.Handle).Named(Stage.Fetch, report.Page, ct), ct);
        await (await Item(found, 0, ct)).ClickAsync(new() { Timeout = 5000 }).Named(Stage.Fetch, report.Page, ct);
        string shown = await Shown(field, ct);
        return PageText.Same(shown, value) || (field.Type == "combobox" && shown.Contains(value, StringComparison.OrdinalIgnoreCase)) ? shown : throw await NotTaken(name, value, shown, ct);
    }

    async Task<string> Select(BrowserField field, string name, string value, CancellationToken ct)
    {
        IHtmlOptionElement[] options = [.. field.Element.QuerySelectorAll("option").OfType<IHtmlOptionElement>()];
        IHtmlOptionElement option = options.FirstOrDefault(one => one.Value == value) ?? options.FirstOrDefault(one => PageText.Same(PageText.Of(one), value))
            ?? throw await NoChoice(name, value, options.Select(PageText.Of), ct);
        if (field.IsVisible) await field.Handle.SelectOptionAsync(option.Value, new() { Timeout = 5000 }).Named(Stage.Fetch, report.Page, ct);
        else await Set(field, option.Value, ct);
        return option.Value;
    }

    async Task ReadBack(CancellationToken ct)
    {
        string[] now = await Shown(typed.Select(one => one.Field), ct);
        foreach ((int i, (_, string name, string shown)) in typed.Index())
            if (now[i] != shown) throw await NotTaken(name, shown, now[i], ct);
    }

    async Task<string> Shown(BrowserField field, CancellationToken ct) => (await Shown([field], ct))[0];

    async Task<string[]> Shown(IEnumerable<BrowserField> fields, CancellationToken ct) =>
        fields.Select(field => (object)field.Handle).ToArray() is { Length: > 0 } all ? await Page.EvaluateAsync<string[]>(PageScript.Shown, all).Named(Stage.Fetch, report.Page, ct) : [];

    /// <summary>Waits for what covers the button to go, closes it, or lets the click through it.</summary>
    async Task ClearTheWay(IElementHandle target, CancellationToken ct)
    {
        long start = visit.Now;
        while (await Ask<bool>(target, PageScript.IsCovered, ct))
        {
            if (visit.Since(start) < Covered && !visit.IsCalm(TimeSpan.FromMilliseconds(300)))
            {
                await visit.Pause(ct);
                continue;
            }

            if (await Ask<bool>(target, PageScript.CloseCover, ct)) await Task.Delay(400, ct);
            await Ask<bool>(target, PageScript.Uncover, ct);
            return;
        }
    }

    Task<T> Ask<T>(IElementHandle element, string script, CancellationToken ct) => element.EvaluateAsync<T>(script).Named(Stage.Fetch, report.Page, ct);

    async Task<JsonElement[]> Array(IJSHandle found, string describe, object? other, CancellationToken ct)
    {
        JsonElement said = await Page.EvaluateAsync<JsonElement>(describe, new object?[] { found, other }).Named(Stage.Fetch, report.Page, ct);
        return [.. said.EnumerateArray()];
    }

    async Task<IElementHandle> Item(IJSHandle array, int index, CancellationToken ct) =>
        array as IElementHandle ?? (await array.GetPropertyAsync(index.ToString(CultureInfo.InvariantCulture)).Named(Stage.Fetch, report.Page, ct)).AsElement()!;

    async Task<string[]> Texts(string script, CancellationToken ct) => await Page.EvaluateAsync<string[]>(script).Named(Stage.Fetch, report.Page, ct);

    async Task<Fault> NotTaken(string name, string value, string shown, CancellationToken ct) => await Fault(FaultName.PageChanged,
        $"the field '{name}' shows '{PageText.Cut(shown, 40)}' after '{value}' was typed into it", $"Correct {setting}.date_format or {setting}.fields at {report.DefinedAt}.", ct);

    async Task<Fault> NoChoice(string name, string value, IEnumerable<string> choices, CancellationToken ct) =>
        await Fault(FaultName.FieldNotFound, $"the field '{name}' has no choice '{value}'. It has: {PageText.List(choices)}.", $"Fix {setting}.fields at {report.DefinedAt}.", ct);

    async Task<Fault> Forbidden(string text, string word, CancellationToken ct) =>
        await Fault(FaultName.ButtonForbidden, $"the button '{text}' says '{word}', which changes something in the panel; Kurir does not press it", $"Name the button that exports, at {report.DefinedAt}.", ct);

    async Task<Fault> Fault(FaultName name, string cause, string remedy, CancellationToken ct) => (await visit.Snapshot(report.Page, ct)).Fault(name, cause, remedy);
}
