using System.Collections.Concurrent;
using System.Net;

namespace Kurir.Connectors;

/// <summary>What all exports and pipelines of a process share: one client, one token and one budget for each service account.</summary>
static class SheetsAccess
{
    public const string AddressVariable = "KURIR_GOOGLE_SHEETS_URL";

    static readonly ConcurrentDictionary<(string Account, string Fingerprint, Uri Tokens, Uri Address), Lazy<SheetsClient>> Clients = new();
    static readonly ConcurrentDictionary<string, (SheetsBudget Reads, SheetsBudget Writes)> Budgets = new();

    static readonly Lazy<SocketsHttpHandler> Network = new(() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // the token goes to nobody else
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    });

    /// <exception cref="Fault">There is no key, or it is damaged; or the variable holds no address.</exception>
    public static SheetsClient For(ISecrets secrets, TimeProvider time)
    {
        ServiceAccountKey key = new GoogleCredentials(secrets).Require(Stage.Deliver);
        Uri address = AddressOf(Environment.GetEnvironmentVariable(AddressVariable));
        return Clients.GetOrAdd((key.ClientEmail, key.Fingerprint, key.TokenUri, address), _ => new Lazy<SheetsClient>(() =>
        {
            (SheetsBudget reads, SheetsBudget writes) = Budgets.GetOrAdd(key.ClientEmail, _ => (new SheetsBudget(SheetsBudget.Google, time), new SheetsBudget(SheetsBudget.Google, time)));
            return new SheetsClient(key, address, Network.Value, reads, writes, time);
        })).Value;
    }

    /// <param name="given">What the variable holds; null or empty: Google's own.</param>
    internal static Uri AddressOf(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return new Uri("https://sheets.googleapis.com/");
        if (Uri.TryCreate(given.Trim().TrimEnd('/') + "/", UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http" && address.UserInfo.Length == 0) return address!;
        throw new Fault(
            Stage.Deliver, FaultName.ConfigurationInvalid, FaultKind.Stop, AddressVariable, "The variable does not hold an address.",
            $"Set it to an address such as https://gateway.example.com/sheets, or remove it: {AddressVariable}");
    }
}
