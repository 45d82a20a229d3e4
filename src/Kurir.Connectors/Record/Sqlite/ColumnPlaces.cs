using System.Globalization;

namespace Kurir.Connectors;

/// <summary>Where the contract's columns stand in a recording's document, as the ledger keeps it: <c>0 1 4 -1</c>.</summary>
static class ColumnPlaces
{
    public static string? Write(IReadOnlyList<int> places) =>
        places.Count == 0 ? null : string.Join(' ', places.Select(place => place.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Null: a recording of before these were kept.</summary>
    public static int[] Read(string? text)
    {
        try
        {
            return text is null ? [] : Array.ConvertAll(text.Split(' '), place => int.Parse(place, CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new LedgerDamage("where a recording's columns stand is damaged", exception);
        }
    }
}
