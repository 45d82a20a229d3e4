using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kurir.Tests.Fetch;

/// <summary>Requests as a browser sends them, and what the network does to replies.</summary>
public sealed class WireTests
{
    static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    static byte[] Brotli(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) brotli.Write(content);
        return packed.ToArray();
    }

    static byte[] Noise { get; } = [.. Enumerable.Range(0, 50_000).Select(i => unchecked((byte)(i * 7919 >> 5)))];

    static Answer Chunked(params string[] chunks) => Answer.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(chunks));

    public static TheoryData<string> Packings => ["gzip", "br", "plain"];

    [Theory]
    [MemberData(nameof(Packings))]
    public async Task A_packed_reply_is_kept_unpacked_and_a_cut_one_is_not(string packing)
    {
        (byte[] body, string[] header) = packing switch
        {
            "gzip" => (Gzip(Noise), ["Content-Encoding: gzip"]),
            "br" => (Brotli(Noise), ["Content-Encoding: br"]),
            _ => (Noise, Array.Empty<string>()),
        };
        await using var server = new ScriptedServer(asked => asked.Path switch
        {
            "/whole" => Answer.Of(200, "application/octet-stream", body, header),
            "/short" => Answer.Raw($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{string.Concat(header.Select(line => line + "\r\n"))}\r\n", body[..(body.Length / 2)]) with { Closes = true },
            _ => Answer.Of(200, "application/octet-stream", body[..(body.Length / 2)], header),
        });
        await using var courier = new Courier(server.Address);
        Document document = await courier.Download("/whole");
        Assert.Equal(Noise.Length, document.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Noise)), document.Sha256);
        Fault cut = await courier.Fault("/short");
        Assert.Equal((FaultName.DownloadCut, FaultKind.Retry), (cut.Name, cut.Kind));
        // Half of a packed body under a true Content-Length: the packing itself shows it.
        if (packing != "plain") Assert.Equal(FaultName.DownloadCut, (await courier.Fault("/half")).Name);
        Assert.Single(Directory.EnumerateFiles(courier.Folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("compress")]
    public async Task A_reply_that_is_not_packed_as_it_says_is_malformed(string encoding)
    {
        await using var server = new ScriptedServer(_ => Answer.Of(200, "application/octet-stream", Encoding.UTF8.GetBytes("PK, not packed at all, and long enough for anybody"), "Content-Encoding: " + encoding));
        await using var courier = new Courier(server.Address);
        Assert.Equal(FaultName.ReplyMalformed, (await courier.Fault("/file")).Name);
    }

    [Fact]
    public async Task Chunks_are_joined_and_chunks_that_break_off_are_a_cut()
    {
        await using var server = new ScriptedServer(asked => asked.Path == "/whole"
            ? Chunked("5\r\nhello\r\n", "6\r\n there\r\n", "0\r\n\r\n")
            : Chunked("5\r\nhello\r\n", "6\r\n th") with { Closes = true });
        await using var courier = new Courier(server.Address);
        Assert.Equal("hello there", Courier.Text(await courier.Download("/whole")));
        Assert.Equal(FaultName.DownloadCut, (await courier.Fault("/broken")).Name);
    }

    [Fact]
    public async Task A_small_reply_that_unpacks_to_more_than_allowed_is_left()
    {
        byte[] bomb = Gzip(new byte[20_000_000]);
        await using var server = new ScriptedServer(_ => Answer.Of(200, "application/octet-stream", bomb, "Content-Encoding: gzip"));
        await using var courier = new Courier(server.Address);
        Assert.Equal(FaultName.DownloadTooLarge, (await courier.Fault(new ExportConfig { Download = "/", MaxSize = new ByteSize(1_000_000) })).Name);
    }

    [Theory]
    [InlineData(302, "POST", "GET")]
    [InlineData(303, "POST", "GET")]
    [InlineData(307, "POST", "POST")]
    [InlineData(308, "POST", "POST")]
    public async Task A_redirect_keeps_or_drops_the_method_as_browsers_do(int status, string method, string then)
    {
        await using var server = new ScriptedServer(asked => asked.Path switch
        {
            "/page" => Answer.Html("<form method=post action=/go><input name=a value=1><button>Export</button></form>"),
            "/go" => Answer.Redirect("/file", status),
            _ => Answer.File("done"),
        });
        await using var courier = new Courier(server.Address);
        await courier.Fetch(new ExportConfig { Page = "/page", Form = new FormConfig { Button = "Export" } });
        Assert.Equal([method, then], server.Requests.Skip(1).Select(asked => asked.Method));
        Assert.Equal(then == "POST" ? "a=1" : "", server.Requests[2].Body);
        Assert.EndsWith("/page", server.Requests[1].Header("Referer"), StringComparison.Ordinal);
        Assert.Equal(server.Address.GetLeftPart(UriPartial.Authority), server.Requests[1].Header("Origin"));
    }

    [Fact]
    public async Task Credentials_stay_with_their_host_and_a_download_elsewhere_goes_without_them()
    {
        await using var storage = new ScriptedServer(_ => Answer.File("the file"));
        await using var server = new ScriptedServer(_ => Answer.Redirect(new Uri(storage.Address, "/bucket/x?X-Amz-Signature=abc").AbsoluteUri, 302, "Set-Cookie: sid=1; Path=/; HttpOnly"));
        await using var courier = new Courier(server.Address, new SignInConfig { Header = new HeaderSignInConfig() });
        Document document = await courier.Download("/export?start={start}&key=k123");
        Assert.Equal("Bearer token-of-the-site", server.Requests[0].Header("Authorization"));
        Assert.Null(storage.Requests[0].Header("Authorization"));
        Assert.Equal(server.Address.AbsoluteUri, storage.Requests[0].Header("Referer"));
        Assert.Equal("/export?start=2026-11-22&key=***", document.Source!.PathAndQuery);
    }

    [Fact]
    public async Task A_form_is_not_sent_on_to_another_host()
    {
        await using var other = new ScriptedServer(_ => Answer.File("no"));
        await using var server = new ScriptedServer(asked => asked.Path == "/page"
            ? Answer.Html("<form method=post action=/go><input name=_token value=secret><button>Export</button></form>")
            : Answer.Redirect(other.Address.AbsoluteUri, 307));
        await using var courier = new Courier(server.Address);
        Assert.Equal(FaultName.PageChanged, (await courier.Fault(new ExportConfig { Page = "/page", Form = new FormConfig { Button = "Export" } })).Name);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("http://backend.example.com/x")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("file:///etc/hostname")]
    public async Task A_redirect_away_from_the_web_or_without_tls_is_refused(string target)
    {
        await using var server = new ScriptedServer(_ => Answer.Redirect(target));
        await using var courier = new Courier(server.Address);
        Fault fault = await courier.Fault("/file");
        Assert.Equal((FaultName.PageChanged, FaultKind.Stop), (fault.Name, fault.Kind));
    }

    [Theory]
    [InlineData("http://backend.example.com/")]
    [InlineData("https://127.0.0.1:1/")]
    public async Task A_site_without_tls_or_without_a_server_is_not_reached(string address)
    {
        await using var courier = new Courier(new Uri(address));
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Fault fault = await courier.Fault(new ExportConfig { Download = "/file" }, soon.Token);
        Assert.Contains(fault.Name, new[] { FaultName.PageChanged, FaultName.Unreachable });
    }

    [Theory]
    [InlineData("Retry-After: 90", 90)]
    [InlineData("Retry-After: Mon, 23 Nov 2026 01:02:00 GMT", 120)]
    [InlineData("X-Nothing: 1", null)]
    public async Task The_wait_that_a_panel_asks_for_is_handed_on(string header, int? seconds)
    {
        await using var server = new ScriptedServer(_ => Answer.Html("busy", 429, header));
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
        await using var courier = new Courier(server.Address, time: time);
        Fault fault = await courier.Fault("/file");
        Assert.Equal((FaultName.TooManyRequests, FaultKind.Retry), (fault.Name, fault.Kind));
        Assert.Equal(seconds, (int?)fault.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData(400, FaultName.PageChanged, FaultKind.Stop)]
    [InlineData(403, FaultName.AccessDenied, FaultKind.Ask)]
    [InlineData(404, FaultName.PageNotFound, FaultKind.Stop)]
    [InlineData(408, FaultName.TimedOut, FaultKind.Retry)]
    [InlineData(422, FaultName.PageChanged, FaultKind.Stop)]
    [InlineData(500, FaultName.ServerError, FaultKind.Retry)]
    [InlineData(502, FaultName.ServerError, FaultKind.Retry)]
    [InlineData(503, FaultName.Maintenance, FaultKind.Retry)]
    [InlineData(524, FaultName.TimedOut, FaultKind.Retry)]
    public async Task Each_status_has_its_name(int status, FaultName name, FaultKind kind)
    {
        await using var server = new ScriptedServer(_ => Answer.Html("<title>Sorry</title>", status));
        await using var courier = new Courier(server.Address);
        Fault fault = await courier.Fault("/file");
        Assert.Equal((name, kind), (fault.Name, fault.Kind));
        Assert.Contains("Sorry", fault.Seen!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_requests_run_at_once_than_the_site_allows()
    {
        await using var server = new ScriptedServer(_ => Answer.File("x") with { Delay = TimeSpan.FromMilliseconds(30) });
        await using var courier = new Courier(server.Address, parallel: 2);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => courier.Download($"/file{i}")));
        Assert.Equal(2, server.MostAtOnce);
    }

    [Fact]
    public async Task Whoever_is_interrupted_hears_that_and_no_fault()
    {
        await using var server = new ScriptedServer(_ => Answer.Raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n") with { Dripping = new byte[1000] });
        await using var courier = new Courier(server.Address);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => courier.Download("/file", soon.Token));
        Assert.Empty(Directory.EnumerateFiles(courier.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Requests_look_like_a_browsers()
    {
        await using var server = new ScriptedServer(_ => Answer.File("x"));
        await using var courier = new Courier(server.Address);
        await courier.Download("/file");
        Asked asked = server.Requests[0];
        Assert.StartsWith("Mozilla/5.0 (compatible; Kurir/", asked.Header("User-Agent"), StringComparison.Ordinal);
        Assert.StartsWith("text/html", asked.Header("Accept"), StringComparison.Ordinal);
        Assert.StartsWith("id-ID", asked.Header("Accept-Language"), StringComparison.Ordinal);
        Assert.Equal("gzip, br", asked.Header("Accept-Encoding"));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(async () =>
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            await using var secure = new SslStream(client.GetStream());
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await secure.AuthenticateAsServerAsync(certificate);
                await secure.ReadExactlyAsync(new byte[1]);
            });
        });
        await using var courier = new Courier(new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        Fault fault = await courier.Fault("/file");
        Assert.Equal((FaultName.TlsUntrusted, FaultKind.Stop), (fault.Name, fault.Kind));
        await serving;
    }

    [Fact]
    public async Task A_head_that_is_not_http_is_malformed()
    {
        await using var server = new ScriptedServer(_ => Answer.Raw("hello\r\n\r\n") with { Closes = true });
        await using var courier = new Courier(server.Address);
        Assert.Equal(FaultName.ReplyMalformed, (await courier.Fault("/file")).Name);
    }
}
