namespace Kurir;

/// <summary>Keeps what the courier saw when an export failed, redacted, in one folder per run and export.</summary>
public interface IEvidence
{
    /// <summary>Keeps one page or reply under a short name (<c>sign-in.html</c>); never fails a run: what cannot be kept is left out.</summary>
    /// <returns>The folder; null where nothing was kept.</returns>
    string? Keep(string run, string export, string name, string content);
}
