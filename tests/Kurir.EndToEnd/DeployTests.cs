using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kurir.EndToEnd;

/// <summary><c>kurir deploy</c> as it is started by people, with a network in between. What Render does is tested in the other project.</summary>
public sealed class DeployTests : IAsyncDisposable
{
    const string Key = "rnd_keyOfThisTestAlone";

    readonly KurirProcess kurir = new();
    readonly List<string> calls = [];
    readonly WebApplication render;
    string? cutAfter;

    public DeployTests()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        render = builder.Build();
        render.Run(Answer);
        kurir.Write("pipelines/toko.yaml", """
            site: https://backend.example.com
            sign_in: /login
            schedule: ["08:00"]
            timezone: Asia/Jakarta
            exports:
              transaksi: { page: /transaksi, form: { start: start_date, end: end_date, button: Export } }
            """);
        kurir.Environment["BACKEND_USERNAME"] = "sari@example.com";
        kurir.Environment["BACKEND_PASSWORD"] = "correct-horse-battery";
    }

    public async ValueTask DisposeAsync()
    {
        kurir.Dispose();
        await render.DisposeAsync();
    }

    [Fact]
    public async Task A_plan_is_one_json_document_and_the_key_goes_to_the_address_that_is_named_alone()
    {
        await Started();

        Ended ended = await kurir.Run("deploy", "render", "toko", "--image", "ghcr.io/example/kurir:1", "--plan", "--json");

        Assert.Equal(0, ended.Code);
        Assert.Equal([$"GET /v1/services Bearer {Key}"], calls);
        Assert.Equal("0 1 * * *", ended.Json.GetProperty("changes").EnumerateArray().First(change => change.GetProperty("name").GetString() == "schedule").GetProperty("to").GetString());
        Assert.DoesNotContain(Key, ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", ended.Output + ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_breaks_off_on_the_wire_is_asked_for_again()
    {
        await Started();
        cutAfter = "[{\"service\":";

        Ended ended = await kurir.Run("deploy", "render", "toko", "--image", "ghcr.io/example/kurir:1", "--plan");

        Assert.Equal(0, ended.Code);
        Assert.Equal(2, calls.Count);
    }

    [Fact]
    public async Task Without_a_key_it_says_where_it_looked_and_asks_nobody()
    {
        await Started();
        kurir.Environment.Remove("RENDER_API_KEY");

        Ended ended = await kurir.Run("deploy", "secrets", "toko");

        Assert.NotEqual(0, ended.Code);
        Assert.Contains("RENDER_API_KEY", ended.Error, StringComparison.Ordinal);
        Assert.Contains("kurir secret set render/api_key", ended.Error, StringComparison.Ordinal);
        Assert.Empty(calls);
    }

    async Task Started()
    {
        await render.StartAsync();
        kurir.Environment["KURIR_RENDER_URL"] = render.Urls.Single();
        kurir.Environment["RENDER_API_KEY"] = Key;
    }

    async Task Answer(HttpContext context)
    {
        calls.Add($"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization}");
        string? cut = Interlocked.Exchange(ref cutAfter, null);
        byte[] body = Encoding.UTF8.GetBytes(cut ?? "[]");
        context.Response.ContentLength = body.Length + (cut is null ? 0 : 100);
        await context.Response.Body.WriteAsync(body);
        await context.Response.Body.FlushAsync();
        if (cut is not null) context.Abort();
    }
}
