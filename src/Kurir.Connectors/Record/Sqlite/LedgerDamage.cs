namespace Kurir.Connectors;

/// <summary>What the ledger holds is not what it was given. <see cref="LedgerFile"/>, which knows the path, turns it into a fault.</summary>
sealed class LedgerDamage(string seen, Exception? inner = null) : Exception(seen, inner);
