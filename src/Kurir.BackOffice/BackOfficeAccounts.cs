using System.Security.Cryptography;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>Who may enter the panel: one administrator, and one key for programs.</summary>
public sealed class BackOfficeAccounts
{
    const int FailuresAllowed = 5;
    static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    readonly TimeProvider _time;
    readonly List<DateTimeOffset> _failures = [];

    internal BackOfficeAccounts(BackOfficeOptions options, TimeProvider time)
    {
        _time = time;
        Email = options.Email ?? $"admin-{RandomNumberGenerator.GetHexString(6, lowercase: true)}@example.com";
        Password = options.Password ?? RandomNumberGenerator.GetHexString(20, lowercase: true);
    }

    public string Email { get; }

    public string Password { get; set; }

    /// <summary>What <c>X-Api-Key</c> must hold under <c>/key</c>.</summary>
    public string ApiKey { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>What <see cref="KnownFault.SecondFactor"/> asks for.</summary>
    public string Code { get; } = RandomNumberGenerator.GetString("0123456789", 6);

    /// <summary>The secret of an authenticator whose codes <see cref="KnownFault.SecondFactor"/> takes too, in Base32.</summary>
    public string CodeSecret => Codes.Secret;

    internal OneTimeCodes Codes { get; } = new(TimeProvider.System);

    public bool Locked { get; set; }

    /// <summary>A wrong password counts as a failure; after five within a minute nobody gets in until that minute is over.</summary>
    internal SignInOutcome Try(string email, string password)
    {
        lock (_gate)
        {
            _failures.RemoveAll(at => at + s_pause <= _time.GetUtcNow());
            if (_failures.Count >= FailuresAllowed) return SignInOutcome.Throttled;
            if (!Matches(email, password))
            {
                _failures.Add(_time.GetUtcNow());
                return SignInOutcome.Wrong;
            }
            if (Locked) return SignInOutcome.Locked;
            _failures.Clear();
            return SignInOutcome.Welcome;
        }
    }

    internal bool Matches(string email, string password) =>
        string.Equals(email, Email, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(Password));
}

enum SignInOutcome
{
    Welcome,
    Wrong,
    Locked,
    Throttled,

    /// <summary>Told in a sentence on the form instead of by a 429.</summary>
    ThrottledQuietly,
    CaptchaMissing,
    InUse,
}
