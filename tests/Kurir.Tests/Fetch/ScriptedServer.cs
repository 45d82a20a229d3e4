using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kurir.Tests.Fetch;

/// <summary>A web server on loopback that does what it is told, byte for byte: also what a real server never would.</summary>
sealed class ScriptedServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();
    readonly Func<Asked, Answer> script;
    readonly Task accepting;
    readonly Lock gate = new();
    readonly List<Asked> asked = [];
    int open;

    public ScriptedServer(Func<Asked, Answer> script)
    {
        this.script = script;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        accepting = Accept();
    }

    public Uri Address { get; }

    public IReadOnlyList<Asked> Requests
    {
        get
        {
            lock (gate) return [.. asked];
        }
    }

    /// <summary>The most requests that were being answered at one time.</summary>
    public int MostAtOnce { get; private set; }

    async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await Read(stream) is { } request && await Reply(client, stream, request))
                {
                }
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException)
            {
            }
        }
    }

    async Task<bool> Reply(TcpClient client, NetworkStream stream, Asked request)
    {
        lock (gate)
        {
            asked.Add(request);
            MostAtOnce = Math.Max(MostAtOnce, ++open);
        }

        try
        {
            Answer answer = script(request);
            await Task.Delay(answer.Delay, closing.Token);
            if (answer.Resets) client.LingerState = new LingerOption(true, 0);
            await stream.WriteAsync(answer.Bytes, closing.Token);
            foreach (byte drop in answer.Dripping)
            {
                await stream.WriteAsync(new[] { drop }, closing.Token);
                await Task.Delay(50, closing.Token);
            }

            return !answer.Closes;
        }
        finally
        {
            lock (gate) open--;
        }
    }

    async Task<Asked?> Read(NetworkStream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (!Ends(head))
        {
            if (await stream.ReadAsync(one, closing.Token) == 0) return null;
            head.Add(one[0]);
        }

        string[] lines = Encoding.Latin1.GetString([.. head]).TrimEnd().Split("\r\n");
        string[] first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, closing.Token);
        return new Asked(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }

    static bool Ends(List<byte> head) => head.Count >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        closing.Dispose();
    }
}

/// <param name="Target">Path and query.</param>
sealed record Asked(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Target.Split('?')[0];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? Cookie(string name) => Header("Cookie")?.Split("; ").Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0] == name)?[1];

    public override string ToString() => $"{Method} {Target}";
}

/// <summary>The bytes of an answer, and what happens around them.</summary>
sealed record Answer(byte[] Bytes)
{
    public TimeSpan Delay { get; init; }

    public bool Closes { get; init; }

    public bool Resets { get; init; }

    /// <summary>Sent one by one after the rest, 50 ms apart.</summary>
    public byte[] Dripping { get; init; } = [];

    public static Answer Html(string body, int status = 200, params string[] headers) => Of(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(body), headers);

    public static Answer Json(string body, int status = 200, params string[] headers) => Of(status, "application/json", Encoding.UTF8.GetBytes(body), headers);

    public static Answer File(string body, params string[] headers) => Of(200, "application/octet-stream", Encoding.UTF8.GetBytes(body), headers);

    public static Answer Redirect(string to, int status = 302, params string[] headers) => Of(status, "text/html", [], ["Location: " + to, .. headers]);

    public static Answer Of(int status, string type, byte[] body, params string[] headers) =>
        Raw($"HTTP/1.1 {status} Said\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n", body);

    public static Answer Raw(string head, byte[]? body = null) => new([.. Encoding.UTF8.GetBytes(head), .. body ?? []]);
}
