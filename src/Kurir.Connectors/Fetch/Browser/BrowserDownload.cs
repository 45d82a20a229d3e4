using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>Keeps a download of the browser, within the same bounds as any other.</summary>
sealed class BrowserDownload(BrowserVisit visit, Report report, BrowserRoom room, DocumentStore store, TimeProvider time)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    static readonly string[] FileTypes =
    [
        "application/pdf", "text/csv", "application/csv", "application/zip", "application/octet-stream", "application/vnd.ms-excel", "application/x-zip-compressed",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/force-download", "application/download", "binary/octet-stream",
    ];

    public async Task<Document> Keep(IDownload download, CancellationToken ct)
    {
        try
        {
            IResponse? reply = visit.Replies.LastOrDefault(one => one.Url == download.Url);
            if (reply is not null && long.TryParse(reply.Headers.GetValueOrDefault("content-length"), out long length) && length > report.Settings.MaxSize.Bytes) throw TooLarge(report);
            await using Stream file = await Finished(download, ct);
            DocumentClaims claims = reply is null
                ? new() { FileName = download.SuggestedFilename, Source = SafeAddress.Of(report.Page) }
                : Claims(reply, download.SuggestedFilename);
            return await store.Keep((stream, token) => file.CopyToAsync(stream, token), claims, ct);
        }
        finally
        {
            _ = Forget(download);
        }
    }

    /// <summary>Whether the reply's own headers say that it is saved and not shown.</summary>
    public static bool IsAttachment(IResponse reply) =>
        reply.Headers.GetValueOrDefault("content-disposition")?.TrimStart().StartsWith("attachment", StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsFile(IResponse reply) => IsAttachment(reply)
        || FileTypes.Contains(reply.Headers.GetValueOrDefault("content-type")?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase);

    public static DocumentClaims Claims(IResponse reply, string? name) => new()
    {
        FileName = FileNames.Parse(reply.Headers.GetValueOrDefault("content-disposition")) ?? name,
        MediaType = reply.Headers.GetValueOrDefault("content-type")?.Split(';')[0].Trim(),
        Source = SafeAddress.Of(new Uri(reply.Url)),
    };

    public static Fault TooLarge(Report report) => new(
        Stage.Fetch, FaultName.DownloadTooLarge, FaultKind.Stop, report.Page.AbsolutePath,
        $"the file is larger than {report.Settings.MaxSize.Bytes:N0} bytes", "Ask for fewer days at once, or raise max_size of the export.");

    async Task<Stream> Finished(IDownload download, CancellationToken ct)
    {
        if (room.Downloads is null) return await download.CreateReadStreamAsync().Named(Stage.Fetch, report.Page, ct);
        Task<string> path = download.PathAsync();
        while (await Task.WhenAny(path, Task.Delay(Look, time, ct)) != path)
        {
            ct.ThrowIfCancellationRequested();
            if (Largest(room.Downloads) > report.Settings.MaxSize.Bytes) throw TooLarge(report);
        }

        try
        {
            var file = new FileStream(await path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return file.Length <= report.Settings.MaxSize.Bytes ? file : throw TooLarge(report);
        }
        catch (PlaywrightException cut)
        {
            string? failure = await download.FailureAsync().Named(Stage.Fetch, report.Page, ct);
            throw new Fault(Stage.Fetch, FaultName.DownloadCut, FaultKind.Retry, report.Page.AbsolutePath, $"the download broke off ({failure ?? "no reason given"})",
                "Run again; if it happens each time, ask for fewer days at once.", cut);
        }
    }

    static long Largest(string folder) => new DirectoryInfo(folder).EnumerateFiles().Select(Length).DefaultIfEmpty().Max();

    static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0; // another export's download, kept and gone
        }
    }

    /// <summary>Without waiting for the driver: its file is gone with the run's folder at the latest.</summary>
    static async Task Forget(IDownload download)
    {
        try
        {
            await Task.WhenAll(download.CancelAsync(), download.DeleteAsync());
        }
        catch (PlaywrightException)
        {
            // It goes with the run's folder.
        }
    }
}
