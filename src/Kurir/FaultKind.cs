namespace Kurir;

/// <summary>What can be done about a <see cref="Fault"/>. Retrying, exit code, notice and colour all follow from it.</summary>
public enum FaultKind
{
    /// <summary>The world may be better in a moment: time-out, 429, 503, a cut download.</summary>
    Retry,

    /// <summary>Trying again gives the same: the page changed, the file is not a table. Someone edits the pipeline or waits for the panel.</summary>
    Stop,

    /// <summary>A person must do something: password refused, captcha, not shared. Never tried again by itself.</summary>
    Ask,
}
