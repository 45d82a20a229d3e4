using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace Kurir.Connectors;

/// <summary>What Telegram's errors mean. No exception of the client is kept inside a fault: its texts may hold the address, and with it the token.</summary>
static class TelegramFaults
{
    static readonly string[] ChatWords = ["chat", "peer", "rights", "user"];

    /// <summary>How long to wait before sending again; null: sending again is of no use, or could tell twice.</summary>
    public static TimeSpan? PauseAfter(Exception failure) => failure switch
    {
        ApiRequestException { ErrorCode: 429 } busy => TimeSpan.FromSeconds(Math.Max(1, busy.Parameters?.RetryAfter ?? 5)),
        // Nothing was sent when there was not even a connection. After any other lost reply the message may have arrived.
        _ when NeverConnected(failure) => TimeSpan.FromSeconds(5),
        _ => null,
    };

    public static Fault Of(Exception failure) => failure switch
    {
        ApiRequestException { ErrorCode: 401 or 404 } => TokenRefused("Telegram does not know the bot's token"),
        ApiRequestException { ErrorCode: 403 } gone => Gone($"the bot may not write to the chat (Telegram says: {gone.Message})"),
        ApiRequestException { ErrorCode: 429 } busy => new Fault(
            Stage.Notify, FaultName.TooManyRequests, FaultKind.Retry, "telegram", "Telegram asks for a pause that is too long to wait for",
            "The next run tells again; fewer events can be chosen under notify")
        { RetryAfter = TimeSpan.FromSeconds(busy.Parameters?.RetryAfter ?? 0) },
        ApiRequestException { ErrorCode: 400 } refused when IsAboutChat(refused) => Gone($"there is no such chat for the bot (Telegram says: {refused.Message})"),
        ApiRequestException { ErrorCode: < 500 } refused => new Fault(
            Stage.Notify, FaultName.ChannelRefused, FaultKind.Stop, "telegram", $"Telegram refuses the message: {refused.Message}", "Report what Telegram says"),
        ApiRequestException or RequestException { HttpStatusCode: not null } => new Fault(
            Stage.Notify, FaultName.ServerError, FaultKind.Retry, "telegram", "Telegram's server has an error; the message may not have arrived", "The next run tells again"),
        _ => new Fault(
            Stage.Notify, FaultName.Unreachable, FaultKind.Retry, "telegram",
            NeverConnected(failure) ? "Telegram cannot be reached" : "Telegram's reply did not come; the message may not have arrived",
            "The next run tells again; see that this machine reaches api.telegram.org"),
    };

    public static Fault TokenRefused(string cause) => new(
        Stage.Notify, FaultName.ChannelRefused, FaultKind.Ask, "telegram", cause,
        "Take the token from @BotFather and set it: kurir secret set telegram/token, or TELEGRAM_TOKEN");

    /// <exception cref="Fault">It is neither a number nor an @name.</exception>
    public static ChatId ChatOf(string text)
    {
        string chat = text.Trim();
        if (long.TryParse(chat, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out long number)) return new ChatId(number);
        if (chat.StartsWith('@') && chat.Length > 1 && chat.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return new ChatId(chat);
        throw Gone("the chat is neither a number such as -1001234567890 nor a name such as @reports");
    }

    public static Fault Gone(string cause) => new(
        Stage.Notify, FaultName.ChannelGone, FaultKind.Ask, "telegram", cause,
        "Add the bot to the group and write to it once, then set the chat's number: kurir secret set telegram/chat_id, or TELEGRAM_CHAT_ID");

    static bool IsAboutChat(ApiRequestException refused) => ChatWords.Any(word => refused.Message.Contains(word, StringComparison.OrdinalIgnoreCase));

    static bool NeverConnected(Exception failure) => (failure as HttpRequestException ?? failure.InnerException as HttpRequestException)
        ?.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
