using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Kurir.BackOffice;

/// <summary>One browser's visit.</summary>
sealed class Session(string id, string token, DateTimeOffset seen)
{
    public string Id { get; } = id;

    /// <summary>What posted forms must bring along.</summary>
    public string Token { get; } = token;

    public DateTimeOffset Seen { get; set; } = seen;

    public bool SignedIn { get; set; }

    /// <summary>The password was right, but the second factor is still missing.</summary>
    public bool AwaitsCode { get; set; }

    /// <summary>Signed in, but a branch is still to be chosen.</summary>
    public bool AwaitsBranch { get; set; }

    /// <summary>What the next page tells the user, once.</summary>
    public string? Message { get; set; }

    public string? LastEmail { get; set; }
}

/// <summary>Browser sessions, which end some time after their last request, and bearer tokens, which do not.</summary>
sealed class Sessions(TimeProvider time)
{
    readonly ConcurrentDictionary<string, Session> _sessions = new();
    readonly ConcurrentDictionary<string, bool> _tokens = new();

    public Session Open()
    {
        var session = new Session(Random(), Random(), time.GetUtcNow());
        _sessions[session.Id] = session;
        return session;
    }

    public Session? Find(string? id)
    {
        if (id is null || !_sessions.TryGetValue(id, out var session)) return null;
        var over = session.Seen + Life < time.GetUtcNow();
        if (over) _sessions.TryRemove(id, out _);
        session.Seen = time.GetUtcNow();
        return over ? null : session;
    }

    /// <summary>Signing in and out change the session's id and token, so that neither can have been planted.</summary>
    public Session Renew(Session session)
    {
        _sessions.TryRemove(session.Id, out _);
        return Open();
    }

    /// <summary>How long a session lives after its last request, and its cookies with it.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromHours(2);

    public string Grant()
    {
        var token = Random();
        _tokens[token] = true;
        return token;
    }

    public bool Honours(string token) => _tokens.ContainsKey(token);

    public void Revoke(string token) => _tokens.TryRemove(token, out _);

    public int SignedIn => _sessions.Values.Count(session => session.SignedIn) + _tokens.Count;

    public void EndAll()
    {
        _sessions.Clear();
        _tokens.Clear();
    }

    public static string Random() => RandomNumberGenerator.GetHexString(40, lowercase: true);
}
