namespace Kurir.Connectors;

/// <summary>Which spreadsheet is meant: an id, or an address as browsers show it.</summary>
/// <param name="Tab">The id of the tab that the address names; null: none.</param>
readonly record struct SpreadsheetAddress(string Id, int? Tab)
{
    const int MaxLength = 200;

    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>: it is neither.</exception>
    public static SpreadsheetAddress Parse(string? text)
    {
        string given = text?.Trim() ?? "";
        if (IsId(given)) return new SpreadsheetAddress(given, null);
        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? address) || address.Host != "docs.google.com") throw Refused(given, "This is neither the id of a spreadsheet nor its address");
        string[] parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int d = Array.IndexOf(parts, "d");
        if (!parts.Contains("spreadsheets") || d < 0 || d + 1 >= parts.Length) throw Refused(given, "This address is not a spreadsheet's");
        if (parts[d + 1] == "e") throw Refused(given, "This address is the published copy, which cannot be written");
        return IsId(parts[d + 1]) ? new SpreadsheetAddress(parts[d + 1], TabOf(address)) : throw Refused(given, "This address is not a spreadsheet's");
    }

    // …/edit?gid=7#gid=7: what stands behind the # is where the browser really was.
    static int? TabOf(Uri address)
    {
        foreach (string part in new[] { address.Fragment, address.Query })
            foreach (string pair in part.TrimStart('#', '?').Split('&'))
                if (pair.StartsWith("gid=", StringComparison.Ordinal) && int.TryParse(pair.AsSpan(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int tab)) return tab;
        return null;
    }

    static bool IsId(string text) => text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    static Fault Refused(string given, string cause) => new(
        Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, given.Length == 0 ? "sheet" : given, cause,
        "Open the spreadsheet in the browser and copy its address, or the part of it between /d/ and /edit");
}
