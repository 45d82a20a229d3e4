namespace Kurir.BackOffice;

/// <summary>One answered request.</summary>
/// <param name="Query">With its question mark; empty if there was none.</param>
/// <param name="Status">0 if the connection ended without an answer.</param>
public sealed record BackOfficeRequest(string Method, string Path, string Query, int Status)
{
    /// <summary>Whether it was an attempt to sign in, over the form or the API.</summary>
    public bool IsSignIn => Method == "POST" && Path is "/login" or "/api/login";

    /// <summary>Whether it asked for an export's file.</summary>
    public bool IsDownload => Path.EndsWith("/export", StringComparison.Ordinal);
}
