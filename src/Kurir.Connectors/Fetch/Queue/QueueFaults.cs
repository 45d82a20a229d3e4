namespace Kurir.Connectors;

/// <summary>What goes wrong with exports that a panel makes in the background, by name.</summary>
static class QueueFaults
{
    /// <summary>Longer than any pause between attempts: the next run looks again, not the next attempt.</summary>
    static readonly TimeSpan NextRun = TimeSpan.FromHours(1);

    public static Fault Pending(Report report, Ticket ticket, TimeSpan waited) => new(
        Stage.Fetch, FaultName.JobPending, FaultKind.Retry, Place(report, ticket), $"the panel still works on the export that was ordered at {At(report, ticket)}; it was waited for {waited.TotalMinutes:0.#} min",
        $"Run again later: the next run collects the file and orders no other. If the panel often takes longer, raise form.queue.wait at {report.DefinedAt}.") { RetryAfter = NextRun };

    public static Fault NotListed(Report report, Ticket? ticket) => new(
        Stage.Fetch, FaultName.JobPending, FaultKind.Retry, Place(report, ticket),
        $"the export was ordered{(ticket is null ? "" : " at " + At(report, ticket))}{(ticket?.Said is { Length: > 0 } said ? $" (the panel says: {PageText.Cut(said, 160)})" : "")}, but no new entry for it is seen on {Place(report, ticket)}",
        $"Look where the panel lists its exports, and write that page as form.queue at {report.DefinedAt}. The next run looks again and orders no other.") { RetryAfter = NextRun };

    public static Fault NeverListed(Report report, Ticket ticket) => Ended(report, Place(report, ticket), $"the export that was ordered at {At(report, ticket)} was never listed on {Place(report, ticket)}");

    public static Fault Failed(Report report, QueueEntry job) => Ended(report, Place(report, null), $"the panel could not make the export; its list says: {PageText.Cut(job.Text, 160)}");

    public static Fault NoFile(Report report, QueueEntry job) => Ended(report, Place(report, null), $"the panel lists the export as done, but there is no file behind its link: {PageText.Cut(job.Text, 160)}");

    public static Fault Gone(Report report) => Ended(report, Place(report, null), "the export was in the panel's list and is gone from it, without a file; it expired, or somebody removed it");

    public static Fault Ambiguous(Report report, IReadOnlyList<QueueEntry> jobs) => new(
        Stage.Fetch, FaultName.FieldAmbiguous, FaultKind.Stop, Place(report, null), $"{jobs.Count} entries of the panel's list may be the export that was ordered: {PageText.List(jobs.Select(job => job.Text), 5)}",
        "Order exports in the panel at another time than Kurir does, then run again.");

    public static Fault NoSuchLink(Report report, QueueEntry job, int found) => new(
        Stage.Fetch, FaultName.FieldAmbiguous, FaultKind.Stop, Place(report, null),
        $"{(found == 0 ? "no" : $"{found}")} links of the finished export fit. It has: {PageText.List(job.Links.Select(link => link.Text))}", $"Write form.queue.link at {report.DefinedAt}: exactly what stands on the link to the file.");

    public static Fault NeedsBrowser(Report report, Uri place) => new(
        Stage.Fetch, FaultName.NeedsBrowser, FaultKind.Stop, place.AbsolutePath, "only a browser shows the list of exports there", $"Remove session: http, or write a page that lists them without scripts as form.queue at {report.DefinedAt}.") { MayNeedBrowser = true };

    public static Fault Mailed(PanelPage page, Report report, string said) => page.Fault(
        FaultName.NothingCame, $"the panel sends the file of '{report.Form.Button}' by e-mail: {PageText.Cut(said, 160)}", $"Use a button or an address that gives the file itself, at {report.DefinedAt}.");

    static Fault Ended(Report report, string subject, string cause) => new(
        Stage.Fetch, FaultName.JobFailed, FaultKind.Stop, subject, cause, $"Run again: a new one is ordered then. If it happens each time, order it by hand in the panel, or ask for fewer days ({report.DefinedAt}).");

    static string Place(Report report, Ticket? ticket) => (report.Form.Queue?.Page ?? ticket?.Place ?? report.Page.AbsolutePath).Split('?')[0];

    static string At(Report report, Ticket ticket) => $"{TimeZoneInfo.ConvertTime(ticket.OrderedAt, report.Export.Zone):yyyy-MM-dd HH:mm}";
}
