using System.Net;
using System.Text;
using Kurir.App;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests;

/// <summary>Answers that Render never gives, but a proxy or somebody in between may.</summary>
public sealed class RenderWireTests
{
    const string Key = "rnd_keyOfThisTestAlone";

    readonly HastyTime time = new(new FakeTimeProvider());

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[{\"service\":{\"id\":7}}]")]
    [InlineData("[{\"service\":")]
    [InlineData("{\"services\":[]}")]
    public async Task What_is_no_list_of_services_is_named(string reply)
    {
        Fault fault = await Fault(_ => Answer(200, reply));
        Assert.Equal(FaultName.ReplyMalformed, fault.Name);
    }

    [Fact]
    public async Task A_reply_without_end_is_not_read_to_its_end() =>
        Assert.Equal(FaultName.ReplyMalformed, (await Fault(_ => Answer(200, new string(' ', 9 << 20)))).Name);

    [Fact]
    public async Task A_list_without_end_is_left()
    {
        int page = 0;
        string Page() => $"[{string.Join(',', Enumerable.Range(page++ * 100, 100).Select(i => $"{{\"service\":{{\"id\":\"crn-{i}\"}},\"cursor\":\"c{i}\"}}"))}]";

        Assert.Equal(FaultName.ReplyMalformed, (await Fault(_ => Answer(200, Page()))).Name);
        Assert.Equal(50, page);
    }

    [Fact]
    public async Task The_key_is_in_no_message_even_where_the_other_side_repeats_it()
    {
        Fault fault = await Fault(request => Answer(403, $"{{\"message\":\"{new string('m', 290)}{request.Headers.Authorization}\\u001b[31m\"}}"));
        Assert.Equal(FaultName.AccessDenied, fault.Name);
        Assert.DoesNotContain(Key[..6], fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', fault.Cause);
    }

    [Theory]
    [InlineData("Retry-After", "9", 9)]
    [InlineData("Ratelimit-Reset", "45", 45)]
    [InlineData("Ratelimit-Reset", "946684830", 30)]
    public async Task The_pause_is_taken_from_either_header(string header, string value, int seconds)
    {
        // The clock of the test begins with the year 2000.
        var busy = new Queue<HttpResponseMessage>([Answer(429, "{}"), Answer(200, "[]")]);
        busy.Peek().Headers.Add(header, value);
        using var network = new Canned(_ => busy.Dequeue());
        using RenderClient client = Client(network);

        Assert.Empty(await client.ServicesNamed("toko", default));

        Assert.Equal([TimeSpan.FromSeconds(seconds)], time.Pauses);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        int asked = 0;
        Fault fault = await Fault(_ =>
        {
            asked++;
            HttpResponseMessage elsewhere = Answer(302, "");
            elsewhere.Headers.Location = new Uri("https://evil.example.com/");
            return elsewhere;
        });
        Assert.Equal((FaultName.ReplyMalformed, 1), (fault.Name, asked));
    }

    async Task<Fault> Fault(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        using var network = new Canned(answer);
        using RenderClient client = Client(network);
        return await Assert.ThrowsAsync<Fault>(() => client.ServicesNamed("toko", default));
    }

    RenderClient Client(HttpMessageHandler network) => new(new Uri("https://api.render.com/"), new Secret(Key), network, time);

    static HttpResponseMessage Answer(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    sealed class Canned(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
