namespace Kurir;

/// <summary>Being signed in to a site; shared by all exports of a run, safe for several at once.</summary>
/// <remarks>A session that ends on the way is renewed once and the request repeated; a refused password is never tried again.</remarks>
public interface ISession : IAsyncDisposable
{
    /// <summary>The session of a person with which this one goes on, as it is now; null: it signed in itself, or not yet.</summary>
    PersonsSession? Person => null;

    /// <summary>Signs in, where that has not been done; nothing is fetched.</summary>
    /// <exception cref="Fault">Of stage SignIn.</exception>
    Task SignIn(CancellationToken ct);

    /// <summary>Asks for the export's report of that window and keeps the bytes. Nothing is interpreted but what tells a report from a failure.</summary>
    /// <exception cref="Fault">Of stage SignIn or Fetch.</exception>
    Task<Document> Fetch(Export export, Window window, CancellationToken ct);

    /// <summary>The same, not by the learned request (<see cref="Document.Route"/>) or the other field or button (<see cref="Document.Repairs"/>) whose document turned out to be <paramref name="doubt"/>ful.</summary>
    Task<Document> FetchAnew(Export export, Window window, Fault doubt, CancellationToken ct);
}

/// <summary>A session that a person opened and that runs go on with.</summary>
/// <param name="EndsAt">As its cookies and its token say; null: they do not say.</param>
/// <param name="TellFrom">From when on people are told that it ends; null: never.</param>
public sealed record PersonsSession(DateTimeOffset? EndsAt, DateTimeOffset? TellFrom);

/// <summary>Opens sessions.</summary>
public interface ISessions
{
    /// <summary>Gives a session that signs in when it is first used, at most once.</summary>
    ISession Open(Site site);
}
