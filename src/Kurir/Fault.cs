using System.Text;

namespace Kurir;

/// <summary>The world failing: the one exception family. What is merely not as expected is a value (<see cref="Verdict"/>, <see cref="Receipt"/>).</summary>
/// <remarks>Texts hold no secret; <see cref="Redactor"/> passes over them again before they leave the process.</remarks>
public sealed class Fault : Exception
{
    /// <param name="stage">The step of the path that failed.</param>
    /// <param name="name">Its stable name.</param>
    /// <param name="kind">What can be done about it.</param>
    /// <param name="subject">What it concerns, as a person would name it: <c>/user-front</c>, <c>out/backend.xlsx</c>.</param>
    /// <param name="cause">What failed and what was seen, one or two sentences.</param>
    /// <param name="remedy">What to do next: a command, or the setting to edit.</param>
    /// <param name="inner">The exception behind it, kept for <c>--verbose</c>.</param>
    public Fault(Stage stage, FaultName name, FaultKind kind, string subject, string cause, string remedy, Exception? inner = null)
        : base(cause, inner)
    {
        Stage = stage;
        Name = name;
        Kind = kind;
        Subject = subject;
        Remedy = remedy;
    }

    public Stage Stage { get; }

    public FaultName Name { get; }

    public FaultKind Kind { get; }

    public string Subject { get; }

    public string Cause => Message;

    public string Remedy { get; }

    /// <summary>How long the other side asked us to wait; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The page or reply that was seen, for <see cref="IEvidence"/>; null where there is none. Not a part of any message.</summary>
    public Seen? Seen { get; init; }

    /// <summary>Whether a script may be doing what was missing, so that a browser may see it. Where it is true, nothing was sent that must not be sent twice.</summary>
    public bool MayNeedBrowser { get; init; }

    /// <summary><c>password-refused</c> for <see cref="FaultName.PasswordRefused"/>.</summary>
    public string Code => CodeOf(Name);

    public static string CodeOf(FaultName name)
    {
        var text = new StringBuilder();
        foreach (char c in name.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}

/// <summary>What the courier saw when it failed.</summary>
/// <param name="Name">A short file name: <c>sign-in.html</c>.</param>
/// <param name="Content">Without the values of password fields and tokens; still to be redacted.</param>
public sealed record Seen(string Name, string Content);
