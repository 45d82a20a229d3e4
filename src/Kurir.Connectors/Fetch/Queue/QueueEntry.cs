namespace Kurir.Connectors;

/// <summary>One line of a panel's list of exports, or one notice.</summary>
/// <param name="Mark">What tells it from the others and stays as it is while the job runs: when it was made, else its number. "" where it shows neither.</param>
/// <param name="MadeAt">As it stands there, in the panel's zone; null: no time is shown.</param>
/// <param name="Links">Those that may lead to a file.</param>
sealed record QueueEntry(string Text, string Mark, DateTime? MadeAt, JobState State, IReadOnlyList<QueueLink> Links)
{
    /// <summary>Whether it is of the job with that number or name.</summary>
    public bool IsOf(string job) =>
        Links.Any(link => link.Address.Segments.Any(segment => Uri.UnescapeDataString(segment).Trim('/').Equals(job, StringComparison.OrdinalIgnoreCase)))
        || (Mark.Length > 0 && Text.Split(' ', '|').Any(word => word.TrimStart('#').Equals(job, StringComparison.OrdinalIgnoreCase)));
}

/// <param name="Text">What stands on it.</param>
sealed record QueueLink(string Text, Uri Address);

enum JobState
{
    Pending,
    Done,
    Failed,
}
