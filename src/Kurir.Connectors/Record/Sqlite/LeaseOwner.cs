using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>Who holds a lease: machine, process, when that process began, and which ledger object in it.</summary>
/// <remarks>So a lease of a process that was killed on this machine is free at once, and need not run out. Of another machine's process nothing is assumed.</remarks>
static class LeaseOwner
{
    public static string Own() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}/{Environment.ProcessId}/{Began(Environment.ProcessId)}/{RandomNumberGenerator.GetHexString(16, lowercase: true)}");

    public static bool IsDead(string owner)
    {
        string[] parts = owner.Split('/');
        return parts is [var machine, var process, var began, _]
            && machine == Environment.MachineName
            && int.TryParse(process, CultureInfo.InvariantCulture, out int id)
            && Began(id) != began;
    }

    /// <summary>When a process began: its number alone may be another's by now. "" where there is none.</summary>
    static string Began(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            // Whole seconds: the system computes the moment from its boot time, which wavers by hundredths.
            return new DateTimeOffset(found.StartTime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return "";
        }
        catch (Win32Exception)
        {
            return "unknown"; // it lives, and is another user's
        }
    }
}
