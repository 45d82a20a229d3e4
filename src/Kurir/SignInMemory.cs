namespace Kurir;

/// <summary>Remembers refused sign-ins across exports, runs and pipelines, so that no account is locked by asking again.</summary>
public interface ISignInMemory
{
    /// <summary>When this sign-in was last refused with these very credentials; null: never, or they were changed since.</summary>
    /// <param name="account">Host and user name.</param>
    /// <param name="password">Compared with a salted, slow hash; never stored.</param>
    /// <param name="ct">Stops it.</param>
    Task<DateTimeOffset?> RefusedAt(string account, Secret password, CancellationToken ct);

    /// <summary>The right to send the account's password, until it is disposed of: whoever else would, in this process or another, waits and then knows whether it was refused.</summary>
    /// <exception cref="Fault"><see cref="FaultName.BusyElsewhere"/>: another has had it for minutes.</exception>
    Task<IDisposable> Claim(string account, CancellationToken ct);

    Task RememberRefusal(string account, Secret password, CancellationToken ct);

    /// <summary>Takes one step of an authenticator's time for one sign-in, across processes.</summary>
    /// <returns>False: a code of this step, or of a later one, was given before; panels take none twice.</returns>
    Task<bool> TakeCode(string account, long step, CancellationToken ct);

    /// <summary>A person says: try again.</summary>
    Task ForgetRefusals(string account, CancellationToken ct);
}
