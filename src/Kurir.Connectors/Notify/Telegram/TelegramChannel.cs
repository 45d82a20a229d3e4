using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Kurir.Connectors;

/// <summary>Tells a Telegram chat, over the Bot API. Plain text, so nothing has to be escaped; the token, which is part of every address, is in no fault.</summary>
/// <param name="options">From the pipeline file.</param>
/// <param name="secrets">Holds <c>telegram/token</c> and <c>telegram/chat_id</c>; looked up when first needed.</param>
/// <param name="time">Pauses.</param>
/// <param name="address">Another address for the Bot API (<c>KURIR_TELEGRAM_URL</c>); null: Telegram's own.</param>
/// <param name="at">Where the pipeline file names the channel.</param>
/// <param name="chats">Where groups have moved; null: nothing is remembered.</param>
public sealed class TelegramChannel(TelegramOptions options, ISecrets secrets, TimeProvider time, string? address = null, string? at = null, IChatMemory? chats = null) : IChannel
{
    const int MostSends = 5;

    /// <value>How long one text may wait for Telegram's pauses in all: a minute.</value>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // The token travels in the address: no redirect may carry it to another host.
    static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = TimeSpan.FromSeconds(30) };

    TelegramBotClient? bot;
    string? configured;
    ChatId? chat;

    public static ChannelKind AsKind { get; } = new(
        "telegram", "Telegram, over a bot.", typeof(TelegramOptions),
        (options, context) => new TelegramChannel(
            (TelegramOptions)options, context.Secrets, context.Time, Environment.GetEnvironmentVariable("KURIR_TELEGRAM_URL"), context.At, context.Chats));

    public string Kind => "telegram";

    public IReadOnlyList<NoticeEvent> Events => options.Events;

    /// <summary>The number of the supergroup that the group has become, and where to write it.</summary>
    public string? Advice { get; private set; }

    /// <summary>Asks who the bot is, what the chat is, and whether the bot may write there.</summary>
    public async Task<string> Probe(CancellationToken ct)
    {
        await Prepare(ct);
        try
        {
            User own = await bot!.GetMe(ct);
            ChatFullInfo found = await Find(ct);
            ChatMember member = found.Type == ChatType.Private ? new ChatMemberMember() : await bot!.GetChatMember(chat!, own.Id, ct);
            return MayWrite(member, found)
                ? $"@{own.Username} may write to {found.Title ?? "its private chat"}"
                : throw TelegramFaults.Gone($"the bot @{own.Username} is not, or may not write, in the chat {found.Title}");
        }
        catch (Exception failure) when (failure is RequestException or HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw TelegramFaults.Of(failure);
        }
    }

    public async Task Send(string text, CancellationToken ct)
    {
        await Prepare(ct);
        TimeSpan left = Patience;
        foreach (string part in MessageParts.Split(text)) left = await Send(part, left, ct);
    }

    async Task Prepare(CancellationToken ct)
    {
        bot ??= BotOf(secrets.Require("telegram/token", Stage.Notify));
        if (chat is not null) return;
        string asked = options.Chat ?? secrets.Require("telegram/chat_id", Stage.Notify).Reveal();
        ChatId known = TelegramFaults.ChatOf(asked);
        configured = asked.Trim();
        if (chats is not null && await chats.MovedTo(Kind, configured, ct) is { } moved) Follow(moved);
        else chat = known;
    }

    void Follow(string group)
    {
        chat = TelegramFaults.ChatOf(group);
        string line = options.Chat is null
            ? $"Set it: kurir secret set telegram/chat_id, or TELEGRAM_CHAT_ID={group}"
            : $"Write chat: \"{group}\"{(at is null ? "" : $" under {at}")}";
        Advice = $"telegram: the group became a supergroup and has another number now, {group}; it is told there. {line}";
    }

    /// <summary>Follows, and remembers nothing: a probe changes nothing.</summary>
    async Task<ChatFullInfo> Find(CancellationToken ct)
    {
        try
        {
            return await bot!.GetChat(chat!, ct);
        }
        catch (ApiRequestException refused) when (Advice is null && refused.Parameters?.MigrateToChatId is { } group)
        {
            Follow(NumberOf(group));
            return await bot!.GetChat(chat!, ct);
        }
    }

    static string NumberOf(long chat) => chat.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static bool MayWrite(ChatMember member, ChatFullInfo chat) => member switch
    {
        ChatMemberLeft or ChatMemberBanned => false,
        ChatMemberRestricted { CanSendMessages: false } => false,
        ChatMemberAdministrator { CanPostMessages: false } => chat.Type != ChatType.Channel,
        ChatMemberMember => chat.Type != ChatType.Channel && chat.Permissions is not { CanSendMessages: false },
        _ => true,
    };

    /// <returns>What is left of the patience.</returns>
    async Task<TimeSpan> Send(string part, TimeSpan left, CancellationToken ct)
    {
        string? moved = null;
        for (int send = 1; ; send++)
        {
            try
            {
                await bot!.SendMessage(chat!, part, linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true }, cancellationToken: ct);
                if (moved is not null && chats is not null) await chats.RememberMove(Kind, configured!, moved, ct);
                return left;
            }
            catch (ApiRequestException refused) when (Advice is null && refused.Parameters?.MigrateToChatId is { } group)
            {
                Follow(moved = NumberOf(group));
            }
            catch (Exception failure) when (failure is RequestException or HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
            {
                if (TelegramFaults.PauseAfter(failure) is not { } pause || pause > left || send >= MostSends) throw TelegramFaults.Of(failure);
                left -= pause;
                await Task.Delay(pause, time, ct);
            }
        }
    }

    TelegramBotClient BotOf(Secret token)
    {
        try
        {
            return new TelegramBotClient(new TelegramBotClientOptions(token.Reveal(), address?.TrimEnd('/')) { RetryCount = 0, RetryThreshold = 0 }, Http);
        }
        catch (ArgumentException)
        {
            // Its message may hold the token.
            throw TelegramFaults.TokenRefused("the secret telegram/token does not look like a bot's token");
        }
    }
}
