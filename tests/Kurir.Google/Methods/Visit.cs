using System.Text.Json;

namespace Kurir.Google;

/// <summary>One call of a method, of which all has been verified that can be without looking into the spreadsheet.</summary>
/// <param name="Caller">The account's address.</param>
/// <param name="Path">The parameters of the path, decoded.</param>
sealed record Visit(Book Book, string Caller, IReadOnlyDictionary<string, string> Path, IReadOnlyDictionary<string, string[]> Query, JsonElement Body, FieldMask Mask, DateTimeOffset Now)
{
    public string? Asked(string name) => Query.TryGetValue(name, out string[]? values) ? values[^1] : null;

    public IReadOnlyList<string> AllAsked(string name) => Query.GetValueOrDefault(name) ?? [];

    /// <summary>Rendering, from the query or the body, whichever the method has it in.</summary>
    public string Option(string name, string otherwise) => Asked(name) ?? (Body.ValueKind == JsonValueKind.Object ? Body.Text(name) : null) ?? otherwise;

    /// <exception cref="Refusal">Somebody has protected a part of it.</exception>
    public void MayWrite(Area area)
    {
        if (Book.Shared[Caller] == Role.Owner) return;
        foreach (Protection protection in area.Tab.Protections)
            if (!protection.WarningOnly && !protection.Editors.Contains(Caller) && protection.Area.On(area.Tab).Touches(area))
                throw Refusal.Invalid("You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.");
    }

    /// <exception cref="Refusal">The workbook would have too many cells.</exception>
    public static void MayHold(long cells)
    {
        if (cells > Book.MaxCells) throw Refusal.Invalid($"This action would increase the number of cells in the workbook above the limit of {Book.MaxCells} cells.");
    }

    public static void MayHold(string text)
    {
        if (text.Length > Book.MaxText) throw Refusal.Invalid($"Your input contains more than the maximum of {Book.MaxText} characters in a single cell.");
    }
}
