using System.Globalization;
using System.Text;

namespace Kurir.Connectors;

/// <summary>What was asked of the panel, a line each: when, how, where, what came, how long it took, how much it was. No bodies, no headers.</summary>
static class RequestLog
{
    public static string Of(Trail trail, Mask mask)
    {
        var log = new StringBuilder();
        foreach (Asking asked in trail.Asked)
            log.Append(CultureInfo.InvariantCulture, $"{asked.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}  {asked.Method,-4}  {asked.Status?.ToString(CultureInfo.InvariantCulture) ?? "-",3}  {Took(asked),8}  {Bytes(asked),12}  {mask.Address(asked.Address)}\n");
        return log.ToString();
    }

    static string Took(Asking asked) => asked.Took is { } took ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms") : "-";

    static string Bytes(Asking asked) => asked.Bytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes} B") : "-";
}
