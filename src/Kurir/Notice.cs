namespace Kurir;

/// <summary>What people can be told.</summary>
public enum NoticeEvent
{
    RunStarted,

    /// <summary>An attempt at an export failed, and another follows.</summary>
    AttemptFailed,

    ExportDone,

    /// <summary>An export ended otherwise than complete and delivered.</summary>
    ExportFailed,

    RunSummary,
    SystemError,
    Recovered,

    /// <summary>The session that a person opened ends soon.</summary>
    SessionEnds,
}

/// <summary>One message for one channel: made from a change of state, stored before it is sent.</summary>
public sealed record Notice
{
    public required NoticeEvent Event { get; init; }

    public required string Pipeline { get; init; }

    public string? RunId { get; init; }

    public required string Channel { get; init; }

    /// <summary>Plain text in the pipeline's language, redacted; the channel escapes it for its own markup.</summary>
    public required string Text { get; init; }
}

/// <summary>A way to tell people.</summary>
public interface IChannel
{
    /// <summary>As in <c>notify:</c>: <c>telegram</c>.</summary>
    string Kind { get; }

    /// <summary>What is sent over it; all, where its options say nothing.</summary>
    IReadOnlyList<NoticeEvent> Events => Enum.GetValues<NoticeEvent>();

    /// <summary>What a person should change, although people are told: what was seen and the line to write. Null: nothing, as far as was seen.</summary>
    string? Advice => null;

    /// <summary>Looks whether people can be told over it, without telling them anything.</summary>
    /// <returns>What was seen, one clause without a full stop.</returns>
    /// <exception cref="Fault">They cannot, with the reason.</exception>
    Task<string> Probe(CancellationToken ct);

    /// <exception cref="Fault">Of stage Notify; kind Ask where trying again cannot help (bot removed, token refused).</exception>
    Task Send(string text, CancellationToken ct);
}

/// <summary>Remembers from run to run where chats have moved.</summary>
public interface IChatMemory
{
    /// <returns>The chat's new address; null: it has not moved, as far as is known.</returns>
    /// <param name="channel">The channel's kind.</param>
    /// <param name="chat">As it is configured; kept as a hash alone.</param>
    /// <param name="ct">Stops it.</param>
    Task<string?> MovedTo(string channel, string chat, CancellationToken ct);

    Task RememberMove(string channel, string chat, string moved, CancellationToken ct);
}
