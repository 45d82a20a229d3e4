namespace Kurir.Google;

/// <summary>A request as it came in.</summary>
/// <param name="Address">Path and query as sent, still encoded.</param>
public sealed record GoogleRequest(string Verb, string Address, string? Authorization, string? ContentType, byte[] Body);

/// <param name="Ends">How the connection behaves once this has been sent, or is to be.</param>
public sealed record GoogleAnswer(int Status, string ContentType, byte[] Body, Ending Ends = Ending.Whole)
{
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static GoogleAnswer Json(int status, byte[] body) => new(status, "application/json; charset=UTF-8", body);

    public static GoogleAnswer Html(int status, string title) => new(status, "text/html; charset=UTF-8", System.Text.Encoding.UTF8.GetBytes(
        $"<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n<title>Error {status} ({title})!!1</title>\n<p><b>{status}.</b> <ins>That’s an error.</ins>\n<p>{title}\n"));
}

public enum Ending
{
    Whole,

    /// <summary>The connection is cut before a byte of the answer.</summary>
    Cut,

    /// <summary>Half of the announced bytes come, then the connection is cut.</summary>
    Half,
}

public enum CallKind
{
    Token,
    Read,
    Write,

    /// <summary>No method at all.</summary>
    Unknown,
}

/// <summary>One call, as it was logged.</summary>
/// <param name="Number">From 1, tokens and refused calls included.</param>
/// <param name="Method">As the discovery document names it: <c>spreadsheets.values.get</c>; <c>token</c>.</param>
/// <param name="Sent">Bytes of the request's body and address.</param>
/// <param name="Received">Bytes of the answer's body; 0 where the connection was cut first.</param>
/// <param name="Requests">The kinds of a batch's requests, in order.</param>
/// <param name="Applied">Whether the method was carried out, whatever became of the answer.</param>
public sealed record GoogleCall(int Number, string Method, CallKind Kind, string? Spreadsheet, string? Caller, long Sent, long Received, int Status, IReadOnlyList<string> Requests, bool Applied);
