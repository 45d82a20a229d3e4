using Kurir.Connectors;

namespace Kurir;

public sealed class TelegramTests : IAsyncLifetime
{
    readonly ImpatientTime time = new();
    readonly Dictionary<string, string> secrets = new() { ["telegram/token"] = TelegramStandIn.Token, ["telegram/chat_id"] = "-1001234567890" };
    TelegramStandIn api = null!;

    public async ValueTask InitializeAsync() => api = await TelegramStandIn.Start();

    public ValueTask DisposeAsync() => api.DisposeAsync();

    TelegramChannel Channel(TelegramOptions? options = null, IChatMemory? chats = null) => new(options ?? new TelegramOptions(), new FixedSecrets(secrets), time, api.Address, "toko.yaml:7", chats);

    Task Send(string text) => Channel().Send(text, TestContext.Current.CancellationToken);

    Task<Fault> Refused(string text = "hello") => Assert.ThrowsAsync<Fault>(() => Send(text));

    [Fact]
    public async Task A_text_arrives_as_it_is()
    {
        await Send("✅ a < b & c > d\n*not bold* _not italic_ [x](y)");
        Assert.Equal([("-1001234567890", "✅ a < b & c > d\n*not bold* _not italic_ [x](y)")], api.Messages);
    }

    [Fact]
    public async Task Another_chat_can_be_named_in_the_file()
    {
        await Channel(new TelegramOptions { Chat = "@reports" }).Send("hello", TestContext.Current.CancellationToken);
        Assert.Equal("@reports", api.Messages.Single().Chat);
    }

    [Fact]
    public async Task A_pause_that_Telegram_asks_for_is_kept()
    {
        api.Answers.Enqueue((429, "Too Many Requests: retry after 34", new { retry_after = 34 }));
        await Send("hello");
        Assert.Single(api.Messages);
        Assert.Contains(TimeSpan.FromSeconds(34), time.Pauses);
    }

    [Fact]
    public async Task Pauses_of_more_than_a_minute_in_all_are_given_up()
    {
        api.Answers.Enqueue((429, "Too Many Requests: retry after 40", new { retry_after = 40 }));
        api.Answers.Enqueue((429, "Too Many Requests: retry after 40", new { retry_after = 40 }));
        Fault fault = await Refused();
        Assert.Equal((FaultName.TooManyRequests, FaultKind.Retry, TimeSpan.FromSeconds(40)), (fault.Name, fault.Kind, fault.RetryAfter));
        Assert.Equal(2, api.Requests);
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_is_followed_once()
    {
        api.Answers.Enqueue((400, "Bad Request: group chat was upgraded to a supergroup chat", new { migrate_to_chat_id = -1009999999999 }));
        TelegramChannel channel = Channel();
        await channel.Send("hello", TestContext.Current.CancellationToken);
        await channel.Send("again", TestContext.Current.CancellationToken);
        Assert.Equal(["-1009999999999", "-1009999999999"], api.Messages.Select(message => message.Chat));
        for (int i = 0; i < 2; i++) api.Answers.Enqueue((400, "Bad Request: group chat was upgraded to a supergroup chat", new { migrate_to_chat_id = -1 }));
        Assert.Equal(FaultName.ChannelGone, (await Refused()).Name);
    }

    [Theory]
    [InlineData("supergroup", "member", true)]
    [InlineData("channel", "member", false)]
    [InlineData("supergroup", "left", false)]
    [InlineData("supergroup", "kicked", false)]
    [InlineData("supergroup", "restricted", false)]
    public async Task A_probe_says_whether_the_bot_may_write_and_tells_nothing(string type, string status, bool may)
    {
        (api.ChatType, api.MemberStatus) = (type, status);
        Task<string> probe = Channel().Probe(TestContext.Current.CancellationToken);
        if (may) Assert.Equal("@reports_bot may write to Reports", await probe);
        else Assert.Equal(FaultName.ChannelGone, (await Assert.ThrowsAsync<Fault>(() => probe)).Name);
        Assert.Empty(api.Messages);
    }

    [Fact]
    public async Task A_supergroup_is_remembered_from_run_to_run_until_its_number_is_written()
    {
        await using var home = new Tests.LedgerHome();
        api.Moved = -1009999999999;
        TelegramChannel probed = Channel(chats: home.Ledger), first = Channel(chats: home.Ledger);
        await probed.Probe(TestContext.Current.CancellationToken);
        Assert.Contains("-1009999999999", probed.Advice, StringComparison.Ordinal);
        Assert.Null(await home.Ledger.MovedTo("telegram", "-1001234567890", TestContext.Current.CancellationToken));
        await first.Send("hello", TestContext.Current.CancellationToken);
        Assert.Contains("kurir secret set telegram/chat_id, or TELEGRAM_CHAT_ID=-1009999999999", first.Advice, StringComparison.Ordinal);

        SqliteLedger later = home.Another();
        int asked = api.Requests;
        TelegramChannel second = Channel(new TelegramOptions { Chat = "-1001234567890" }, later);
        await second.Send("again", TestContext.Current.CancellationToken);
        Assert.Equal(asked + 1, api.Requests);
        Assert.EndsWith("Write chat: \"-1009999999999\" under toko.yaml:7", second.Advice, StringComparison.Ordinal);
        TelegramChannel corrected = Channel(new TelegramOptions { Chat = "-1009999999999" }, later);
        await corrected.Send("corrected", TestContext.Current.CancellationToken);
        Assert.Null(corrected.Advice);
        Assert.All(api.Messages, message => Assert.Equal("-1009999999999", message.Chat));
        Assert.Equal(3, api.Messages.Count);
    }

    [Theory]
    [InlineData(401, "Unauthorized", FaultName.ChannelRefused, FaultKind.Ask)]
    [InlineData(404, "Not Found", FaultName.ChannelRefused, FaultKind.Ask)]
    [InlineData(403, "Forbidden: bot was kicked from the supergroup chat", FaultName.ChannelGone, FaultKind.Ask)]
    [InlineData(400, "Bad Request: chat not found", FaultName.ChannelGone, FaultKind.Ask)]
    [InlineData(400, "Bad Request: not enough rights to send text messages to the chat", FaultName.ChannelGone, FaultKind.Ask)]
    [InlineData(400, "Bad Request: something else", FaultName.ChannelRefused, FaultKind.Stop)]
    [InlineData(502, "Bad Gateway", FaultName.ServerError, FaultKind.Retry)]
    public async Task Each_refusal_has_its_name_and_is_not_repeated(int code, string description, FaultName name, FaultKind kind)
    {
        api.Answers.Enqueue((code, description, null));
        Fault fault = await Refused();
        Assert.Equal((Stage.Notify, name, kind), (fault.Stage, fault.Name, fault.Kind));
        Assert.Equal(1, api.Requests);
    }

    [Fact]
    public async Task A_wrong_token_is_in_no_text()
    {
        string wrong = secrets["telegram/token"] = TelegramStandIn.NewToken();
        Assert.DoesNotContain(wrong, (await Refused()).ToString());
        secrets["telegram/token"] = "no token at all";
        Fault fault = await Refused();
        Assert.Equal(FaultName.ChannelRefused, fault.Name);
        Assert.DoesNotContain("no token at all", fault.ToString());
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_tried_again_and_then_named_without_the_token()
    {
        await api.DisposeAsync();
        var channel = new TelegramChannel(new TelegramOptions(), new FixedSecrets(secrets), time, "http://127.0.0.1:1");
        Fault fault = await Assert.ThrowsAsync<Fault>(() => channel.Send("hello", TestContext.Current.CancellationToken));
        Assert.Equal((FaultName.Unreachable, FaultKind.Retry), (fault.Name, fault.Kind));
        Assert.Equal(4, time.Pauses.Count(pause => pause == TimeSpan.FromSeconds(5)));
        Assert.DoesNotContain(TelegramStandIn.Token, fault.ToString());
    }

    [Theory]
    [InlineData("telegram/token")]
    [InlineData("telegram/chat_id")]
    public async Task A_missing_secret_is_named(string name)
    {
        secrets.Remove(name);
        Fault fault = await Refused();
        Assert.Equal((FaultName.SecretMissing, FaultKind.Ask, name), (fault.Name, fault.Kind, fault.Subject));
    }

    [Fact]
    public async Task A_chat_that_is_none_is_told_before_anything_is_sent()
    {
        secrets["telegram/chat_id"] = "reports group";
        Assert.Equal(FaultName.ChannelGone, (await Refused()).Name);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task A_long_text_comes_in_parts_cut_at_line_ends()
    {
        string[] lines = [.. Enumerable.Range(1, 300).Select(i => $"{i:000} ✅ transaksi: 16 rows, 5 new")];
        await Send(string.Join('\n', lines));
        Assert.Equal(3, api.Messages.Count);
        Assert.Equal(lines, api.Messages.SelectMany(message => message.Text.Split('\n')));
    }

    [Fact]
    public void No_part_is_too_long_or_parts_a_surrogate_pair_and_nothing_is_lost()
    {
        string text = string.Concat(Enumerable.Repeat("a😀", 4000));
        string[] parts = [.. MessageParts.Split(text)];
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 4096));
        Assert.All(parts, part => Assert.False(char.IsHighSurrogate(part[^1]) || char.IsLowSurrogate(part[0])));
        Assert.Equal(text, string.Concat(parts));
    }

    [Fact]
    public void A_long_line_is_cut_between_words()
    {
        string[] words = [.. Enumerable.Range(1, 1500).Select(i => $"word{i}")];
        Assert.Equal(words, MessageParts.Split(string.Join(' ', words)).SelectMany(part => part.Split(' ')));
    }

    [Fact]
    public void A_text_without_end_is_cut_off()
    {
        string[] parts = [.. MessageParts.Split(new string('x', 100_000))];
        Assert.Equal(MessageParts.Most, parts.Length);
        Assert.EndsWith("\n…", parts[^1]);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 4096));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void An_empty_text_is_no_message(string text) => Assert.Empty(MessageParts.Split(text));
}
