using System.Globalization;
using System.Text;

namespace Kurir.Connectors;

/// <summary>The files of one sighting, masked; what says most first.</summary>
/// <param name="room">How many bytes there is room for.</param>
sealed class EvidenceFiles(Sighting sighting, long room)
{
    readonly Mask mask = new(sighting.Trail);

    public IEnumerable<(string Name, byte[] Bytes)> All()
    {
        // Everything is looked at before anything is given: what is personal in one file must not stand in another.
        MaskedPage? page = PageSource() is { } html && !HostileHtml.IsTooDeep(html) ? new MaskedPage(html, mask) : null;
        string? reply = sighting.Fault?.Seen is { } seen && page is null ? Reply(seen.Content) : null;
        MaskedDocument? document = sighting.Document is { } came ? new MaskedDocument(came, mask).Looked(room) : null;
        yield return ("step.txt", EvidenceFolder.Bytes(mask.Text(Step(document?.LeftOut))));
        if (sighting.Trail.Asked.Count > 0) yield return ("requests.txt", EvidenceFolder.Bytes(RequestLog.Of(sighting.Trail, mask)));
        if (sighting.Trail.Said.Count > 0) yield return ("console.txt", EvidenceFolder.Bytes(mask.Text(string.Join('\n', sighting.Trail.Said))));
        if (page is not null)
        {
            yield return ("page.txt", EvidenceFolder.Bytes(page.Lines()));
            yield return ("page.html", EvidenceFolder.Bytes(page.Html()));
        }

        if (reply is not null) yield return ("reply.txt", EvidenceFolder.Bytes(mask.Text(reply)));
        foreach ((string name, byte[] bytes) in sighting.Trail.Shown.Where(shown => shown.Key != BrowserPage)) yield return (name, bytes);
        foreach (var file in document?.Files ?? []) yield return file;
    }

    /// <summary>What the browser showed, in <see cref="Trail.Shown"/>: the one text among it, and not yet masked.</summary>
    public const string BrowserPage = "page-as-shown.html";

    string? PageSource() => sighting.Fault?.Seen is { } seen && seen.Name.EndsWith(".html", StringComparison.Ordinal) ? seen.Content
        : sighting.Trail.Shown.TryGetValue(BrowserPage, out byte[]? shown) ? Encoding.UTF8.GetString(shown) : null;

    /// <summary>A reply that is no page. With personal columns it is kept only where its members have names.</summary>
    string Reply(string content) => MaskedJson.Read(content, mask)?.ToJsonString() ?? (mask.HasPersonal ? "left out: its personal values cannot be told from others" : content);

    string Step(string? leftOut)
    {
        var text = new StringBuilder();
        void Say(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) text.Append(CultureInfo.InvariantCulture, $"{name,-10} {value}\n");
        }

        Export export = sighting.Export;
        Trail trail = sighting.Trail;
        Say("pipeline", export.Pipeline);
        Say("export", export.Name);
        Say("run", sighting.Run);
        Say("window", sighting.Window?.ToString());
        Say("stage", sighting.Fault?.Stage.ToString().ToLowerInvariant() ?? (sighting.Verdict is { Held: true } ? "check" : "none failed"));
        Say("step", trail.Step);
        Say("line", trail.Setting.Length == 0 ? export.DefinedAt : $"{export.PlaceOf?.Invoke(trail.Setting) ?? export.DefinedAt} ({trail.Setting})");
        if (sighting.Fault is { } fault) Say("fault", $"{fault.Code}: {fault.Subject}: {fault.Cause}");
        Say("to do", sighting.Fault?.Remedy);
        foreach (Hold hold in sighting.Verdict?.Holds ?? []) Say("held", $"{Fault.CodeOf(hold.Name)}: {hold.Cause}");
        if (sighting.Document is { } came) Say("document", $"{came.Length:N0} bytes, {came.FileName ?? "no name"}, {came.MediaType ?? "no type"}{(leftOut is null ? "" : $"; left out: {leftOut}")}");
        Say("personal", string.Join(", ", trail.Settings.Personal));
        return text.ToString();
    }
}
