namespace Kurir;

/// <summary>Something in a file that must be changed before it can be used.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Text">What is wrong and what to write instead.</param>
public sealed record Problem(string File, int Line, int Column, string Text)
{
    /// <summary><c>andalan-atk.yaml:23:5: unknown setting 'pge'. Did you mean 'page'?</c></summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Text}";
}
