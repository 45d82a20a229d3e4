using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>A field of a page in the browser, with what it says of itself.</summary>
sealed record BrowserField(IElementHandle Handle, JsonElement Says)
{
    public string Name => Says.GetProperty("name").GetString()!;

    /// <summary>As in <see cref="FormControls.TypeOf"/>.</summary>
    public string Type => Says.GetProperty("type").GetString()!;

    /// <summary>Whether it is ticked or chosen instead of typed into.</summary>
    public bool IsBox => Type is "radio" or "checkbox";

    /// <summary>Whether a script made it a list or a group of buttons out of something else.</summary>
    public bool IsWidget => Type is "combobox" or "listbox" or "radiogroup";

    /// <summary>Whether a picker of the page holds two days in it.</summary>
    public bool HasRanges => Says.GetProperty("ranges").GetBoolean();

    /// <summary>Its own value; null: it is no field of HTML, or has none.</summary>
    public string? OwnValue => Says.GetProperty("native").GetBoolean() ? Element.GetAttribute("value") : null;

    /// <summary>What stands beside it.</summary>
    public IEnumerable<string> Labels => Says.GetProperty("label").GetString()!.Split(" | ", StringSplitOptions.RemoveEmptyEntries);

    public bool IsVisible => Says.GetProperty("visible").GetBoolean();

    public bool IsDisabled => Says.GetProperty("disabled").GetBoolean();

    public bool IsReadOnly => Says.GetProperty("readOnly").GetBoolean();

    /// <summary>Whether it stands in the button's form.</summary>
    public bool IsNear => Says.GetProperty("near").GetBoolean();

    /// <summary>Whether a date picker of the page holds its value.</summary>
    public bool HasPicker => Says.GetProperty("picker").GetBoolean();

    /// <summary>The same field as plain HTTP would have parsed it.</summary>
    public IElement Element => PanelPage.Parse(new Uri("http://field/"), $"<body>{Says.GetProperty("html").GetString()}").Document.QuerySelector("input, select, textarea")!;
}
