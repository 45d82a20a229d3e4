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
public sealed class TelegramChannel(TelegramOptions options, ISecrets secrets, TimeProvider time, string? address = null) : IChannel
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
    ChatId? chat;

    public static ChannelKind AsKind { get; } = new(
        "telegram", "Telegram, over a bot.", typeof(TelegramOptions),
        (options, context) => new TelegramChannel((TelegramOptions)options, context.Secrets, context.Time, Environment.GetEnvironmentVariable("KURIR_TELEGRAM_URL")));

    public string Kind => "telegram";

    public IReadOnlyList<NoticeEvent> Events => options.Events;

    /// <summary>Asks who the bot is, what the chat is, and whether the bot may write there.</summary>
    public async Task<string> Probe(CancellationToken ct)
    {
        Prepare();
        try
        {
            User own = await bot!.GetMe(ct);
            ChatFullInfo found = await bot!.GetChat(chat!, ct);
            ChatMember member = found.Type == ChatType.Private ? new ChatMemberMember() : await bot!.GetChatMember(chat!, own.Id, ct);
            return MayWrite(member, found)
                ? $"@{own.Username} may write to {found.Title ?? "its private chat"}"
                : throw TelegramFaults.Gone($"the bot @{own.Username} is not, or may not write, in the chat {found.Title}");
        }
        catch (ApiRequestException refused) when (refused.Parameters?.MigrateToChatId is { } group)
        {
            throw TelegramFaults.Gone($"the group became a supergroup and has another number now: {group}");
        }
        catch (Exception failure) when (failure is RequestException or HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw TelegramFaults.Of(failure);
        }
    }

    public async Task Send(string text, CancellationToken ct)
    {
        Prepare();
        TimeSpan left = Patience;
        foreach (string part in MessageParts.Split(text)) left = await Send(part, left, ct);
    }

    void Prepare()
    {
        chat ??= TelegramFaults.ChatOf(options.Chat ?? secrets.Require("telegram/chat_id", Stage.Notify).Reveal());
        bot ??= BotOf(secrets.Require("telegram/token", Stage.Notify));
    }

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
        bool moved = false;
        for (int send = 1; ; send++)
        {
            try
            {
                await bot!.SendMessage(chat!, part, linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true }, cancellationToken: ct);
                return left;
            }
            catch (ApiRequestException refused) when (!moved && refused.Parameters?.MigrateToChatId is { } group)
            {
                (chat, moved) = (new ChatId(group), true);
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
