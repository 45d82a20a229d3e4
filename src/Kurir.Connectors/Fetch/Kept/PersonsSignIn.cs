using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>That a person opened a session which is kept: nothing but a person can open it again.</summary>
/// <param name="At">When.</param>
/// <param name="UserAgent">What the person's browser called itself: panels end a session that changes it.</param>
/// <param name="Proof">Path and query of a page that was seen signed in, to be asked whether the session still holds good.</param>
/// <param name="Cookies">The names of those that came with the sign-in.</param>
/// <param name="EndsAt">As cookies and token say; null: they do not say.</param>
/// <param name="Since">When the panel set that end.</param>
/// <param name="IsOver">It has ended, and a person was asked to sign in.</param>
sealed partial record PersonsSignIn(DateTimeOffset At, string UserAgent, string Proof, IReadOnlyList<string> Cookies, DateTimeOffset? EndsAt, DateTimeOffset Since, bool IsOver)
{
    static readonly TimeSpan LongestLead = TimeSpan.FromDays(2);

    /// <summary>People are told in its last fifth, and not earlier than two days before its end.</summary>
    public PersonsSession Told => new(EndsAt, EndsAt is not { } end ? null : end - ((end - Since) / 5 is var fifth && fifth < LongestLead ? fifth : LongestLead));

    /// <summary>The same with what the panel has set since.</summary>
    public PersonsSignIn With(IReadOnlyList<CookieJar.Cookie> cookies, DateTimeOffset? tokenEnd, DateTimeOffset now)
    {
        DateTimeOffset? end = EndOf([.. cookies.Where(cookie => Cookies.Contains(cookie.Name))], tokenEnd);
        return end is { } moved && EndsAt is { } old && (moved - old).Duration() < TimeSpan.FromMinutes(1) || end == EndsAt ? this : this with { EndsAt = end, Since = now };
    }

    /// <summary>A cookie that remembers the user renews all others. Else the first to go ends the session, and one that stands for as long as the panel likes says nothing.</summary>
    static DateTimeOffset? EndOf(CookieJar.Cookie[] cookies, DateTimeOffset? token)
    {
        CookieJar.Cookie[] own = Array.Exists(cookies, cookie => cookie.HttpOnly) ? [.. cookies.Where(cookie => cookie.HttpOnly)] : cookies;
        DateTimeOffset? cookie = own.Where(each => Remembers().IsMatch(each.Name)).Concat(own.OrderBy(each => each.Expires is var end && end == DateTimeOffset.MaxValue ? DateTimeOffset.MinValue : end))
            .Select(each => (DateTimeOffset?)each.Expires).FirstOrDefault();
        if (cookie == DateTimeOffset.MaxValue) cookie = null;
        return cookie is null || token < cookie ? token : cookie;
    }

    [GeneratedRegex("remember|ingat|rememberme|stay|persistent|keep", RegexOptions.IgnoreCase)]
    private static partial Regex Remembers();
}
