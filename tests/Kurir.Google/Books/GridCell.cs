using System.Text.Json;

namespace Kurir.Google;

/// <summary>A formula as it was entered, with its equals sign.</summary>
public sealed record Formula(string Text);

/// <summary>A cell; never changed, only replaced.</summary>
/// <param name="Entered">String, double, bool, <see cref="Formula"/>; null: empty.</param>
/// <param name="Format">The userEnteredFormat.</param>
public sealed record GridCell(object? Entered, JsonElement? Format = null, string? Note = null)
{
    public static GridCell Empty { get; } = new((object?)null);

    public bool IsBlank => Entered is null && Format is null && Note is null;

    /// <summary>The pattern of its number format and its type: <c>DATE</c>, <c>NUMBER</c>; null: automatic.</summary>
    public (string Type, string? Pattern)? NumberFormat =>
        Format is { } format && format.TryGetProperty("numberFormat", out JsonElement number) && number.TryGetProperty("type", out JsonElement type)
            ? (type.GetString()!, number.TryGetProperty("pattern", out JsonElement pattern) ? pattern.GetString() : null) : null;
}
