using System.Text;
using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>What is taken over plain HTTP in place of a field or button that the page does not have any more: for an export that brought its report before, and that no browser fetched.</summary>
/// <remarks>What it was is not kept for plain HTTP; the file's own word for it tells enough, and only the known report counts.</remarks>
sealed class FormRepair(IMatchMemory memory, RepairTries tries)
{
    /// <summary>Whether something may be tried, after so many tries, for a step that failed so.</summary>
    public async Task<bool> MayTry(Report report, Fault missing, CancellationToken ct) =>
        missing.Name is FaultName.FieldNotFound or FaultName.ButtonNotFound && report.Form.Queue is null && tries.Of(report) < RepairTries.Most
        && (await memory.FindMatches(report.Export.Id, ct)).Count == 0 && await memory.IsKnown(report.Export.Id, ct);

    /// <summary>Whatever the button says: neither where its form goes nor anything in it may speak of destroying.</summary>
    public static bool IsHarmless(Request request) => request.Method.Method is "GET" or "POST" && ForbiddenWords.InPath(request.Address) is null
        && ForbiddenWords.In([.. UrlEncoded.Split(request.Address.Query).Concat(UrlEncoded.Split(request.Body is null ? "" : Encoding.UTF8.GetString(request.Body))).SelectMany(pair => (string[])[pair.Key, pair.Value])]) is null;

    /// <summary>The report with the names that the page may have now.</summary>
    /// <exception cref="Fault"><paramref name="missing"/>: nothing may be meant, or all of it was tried.</exception>
    public static (Report Report, IReadOnlyList<Repair> Made) InPlace(PanelPage page, Report report, Fault missing, int attempt)
    {
        var controls = new FormControls(page);
        var made = new List<Repair>();
        FormConfig form = report.Form;
        if (form.Button is { } button && new ReportButtons(page, controls, report) is var all && !all.Buttons().Any(one => PageText.Same(ReportButtons.TextOf(one), button)))
            form = form with { Button = Choose("form.button", button, "", [.. all.Buttons().Select(one => Seen(one, ReportButtons.TextOf(one)))]) };
        if (form.Start is { } start && IsGone(start))
        {
            string use = Choose("form.start", start, start == form.End ? "" : "start", Fields());
            form = form with { Start = use, End = form.End == start ? use : form.End };
        }

        if (form.End is { } end && IsGone(end)) form = form with { End = Choose("form.end", end, "end", Fields()) };
        if (made.Count == 0 || attempt > 0) throw missing;
        return (report with { Export = report.Export with { Settings = report.Settings with { Form = form } } }, made);

        bool IsGone(string name) => controls.Find(name).Count == 0;

        SeenElement[] Fields() => [.. controls.Fields.Select(one => Seen(one, ""))];

        string Choose(string setting, string asked, string side, SeenElement[] seen)
        {
            string[] candidates = Lookalikes.Of(Lookalikes.Told(asked, side), seen, isButton: setting == "form.button", Lookalikes.Taken(report.Form, made));
            if (candidates.Length == 0) throw missing;
            string use = candidates[attempt % candidates.Length];
            attempt /= candidates.Length;
            made.Add(new Repair(setting, asked, use, report.Export.PlaceOf?.Invoke(setting) ?? report.Export.DefinedAt));
            return use;
        }

        SeenElement Seen(IElement one, string text)
        {
            string Of(string name) => one.GetAttribute(name) ?? "";
            string action = Of("href").Length > 0 ? page.Resolve(Of("href"))?.AbsoluteUri ?? "" : Of("formaction").Length > 0 ? page.Resolve(Of("formaction"))?.AbsoluteUri ?? "" : Of("onclick");
            var traits = new ElementTraits(one.LocalName, text.Length > 0 ? Of("type") : FormControls.TypeOf(one), Of("role"), Of("id"), Of("name"), text, text.Length > 0 ? "" : controls.LabelOf(one), PageText.Fold(Of("placeholder")), action, Form: -1, Place: 0);
            return new SeenElement(traits, FormControls.IsDisabled(one), Of("class"), [.. one.Attributes.Where(other => other.Name is not ("class" or "style" or "href" or "formaction" or "type")).Select(other => other.Value)]);
        }
    }
}
