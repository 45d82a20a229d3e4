namespace Kurir.Connectors;

/// <summary>A report that a panel gives as JSON, page by page: each reply an entry of one zip, as it came.</summary>
sealed class JsonFetch(Panel panel, DocumentStore store)
{
    const int MostOfReply = 64 << 20;

    public Task<Document> Fetch(Report report, CancellationToken ct) => store.Keep((stream, token) => KeepAll(stream, report, token), ct);

    async Task<DocumentClaims> KeepAll(Stream to, Report report, CancellationToken ct)
    {
        JsonFetchConfig config = report.Settings.Json!;
        var address = new Uri(report.Site, Placeholders.Fill(config.Address, report.Window, Uri.EscapeDataString));
        using var archive = new PageArchive(to, report, "reply", "json");
        var walk = new JsonWalk(config, address);
        var tally = new Tally();
        for (Uri? next = walk.First(); next is not null;)
        {
            if (!tally.Addresses.Add(next)) throw Loops(next, archive.Count, "is the same address again");
            using JsonReply reply = await panel.Do(token => Ask(next, report, token), ct);
            if (walk.WasProbe(reply))
            {
                tally.Take(reply, isProbe: true);
                next = walk.Again();
                continue;
            }

            if (reply.Count > 0 && !tally.Contents.Add(reply.Content)) throw Loops(next, archive.Count, "holds the same rows as an earlier one");
            tally.Take(reply, isProbe: false);
            if (reply.Count > 0 || archive.Count == 0) archive.Add(reply.Address, reply.Bytes);
            next = walk.Next(reply);
        }

        RefuseIncomplete(tally, walk, address, report);
        return new DocumentClaims
        {
            MediaType = "application/zip",
            Source = SafeAddress.Of(address),
            Announced = tally.Total,
            NoDataText = tally is { Rows: 0, Total: 0 } ? $"{tally.TotalName}: 0" : null,
        };
    }

    async Task<JsonReply> Ask(Uri address, Report report, CancellationToken ct)
    {
        Request request = report.Ask(address) with { Accept = Request.Json, IsScripted = true, MostBytes = Math.Min(MostOfReply, report.Settings.MaxSize.Bytes) };
        using Reply reply = await panel.Ask(request, ct);
        return new JsonReply(reply, await reply.Bytes(ct), report.Settings.Json!, report.DefinedAt);
    }

    static void RefuseIncomplete(Tally tally, JsonWalk walk, Uri address, Report report)
    {
        string subject = SafeAddress.Path(address);
        if (tally.FirstTotal != tally.Total)
            throw new Fault(Stage.Fetch, FaultName.PagerIncomplete, FaultKind.Retry, subject, $"the list changed while it was read: {tally.FirstTotal:N0} rows at first, then {tally.Total:N0}", "Run again.");
        if (tally.Total is not { } total || total == tally.Rows) return;
        throw walk.IsPaged
            ? new Fault(Stage.Fetch, FaultName.PagerIncomplete, FaultKind.Stop, subject, $"the panel says that there are {total:N0} rows, and gave {tally.Rows:N0} until its last page", "Ask for fewer days at once; the panel may cap what it gives.")
            : new Fault(Stage.Fetch, FaultName.PagerIncomplete, FaultKind.Stop, subject, $"the reply holds {tally.Rows:N0} of {total:N0} rows and does not show how to ask for more", $"Write json.paging at {report.DefinedAt}: page, offset, cursor or datatables.");
    }

    static Fault Loops(Uri address, int count, string how) => new(
        Stage.Fetch, FaultName.PagerLoops, FaultKind.Stop, SafeAddress.Path(address), $"reply {count + 1} {how}: the address gives the same page whatever is asked for",
        "Compare json.paging and json.parameter with what the panel's page asks for.");

    /// <summary>What came so far.</summary>
    sealed class Tally
    {
        public HashSet<Uri> Addresses { get; } = [];

        public HashSet<string> Contents { get; } = [];

        public long Rows { get; private set; }

        public long? FirstTotal { get; private set; }

        public long? Total { get; private set; }

        public string? TotalName { get; private set; }

        public void Take(JsonReply reply, bool isProbe)
        {
            if (!isProbe) Rows += reply.Count;
            Total = reply.Total;
            if (Addresses.Count == 1) FirstTotal = Total;
            TotalName = reply.TotalName;
        }
    }
}
