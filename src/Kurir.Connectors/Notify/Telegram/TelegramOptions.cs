namespace Kurir.Connectors;

[Described("A Telegram group, channel or person, told by a bot. The bot's token is the secret telegram/token.")]
public sealed record TelegramOptions
{
    [Described("Which events are told.", Example = "[export_failed, run_summary, system_error]")]
    public IReadOnlyList<NoticeEvent> Events { get; init; } = Enum.GetValues<NoticeEvent>();

    [Described("Whom the bot tells: the number of a group or person, or the name of a channel.", Example = "\"-1001234567890\"", Default = "the secret telegram/chat_id")]
    public string? Chat { get; init; }
}
