using System.Text.Json;

namespace Kurir.Google;

/// <summary>spreadsheets.batchUpdate: all requests in order, or none.</summary>
static class Batch
{
    public static Action<MaskedJson> Update(Visit visit)
    {
        JsonElement[] requests = [.. visit.Body.Items("requests")];
        if (requests.Length == 0) throw Refusal.Invalid("Must specify at least one request.");
        var replies = requests.Select((request, i) => One(visit, request, i)).ToArray();
        return json =>
        {
            json.Value("spreadsheetId", visit.Book.Id);
            json.List("replies", replies, reply => reply(json));
            if (visit.Body.Flag("includeSpreadsheetInResponse") == true) json.Object("updatedSpreadsheet", () => Spreadsheets.Write(json, visit.Book, WithReplyData(visit)));
        };
    }

    static Spreadsheets.Wanted WithReplyData(Visit visit) =>
        new([.. visit.Body.Items("responseRanges").Select(range => visit.Book.Resolve(range.GetString()!))], visit.Body.Flag("responseIncludeGridData") == true, visit.Caller);

    static Action<MaskedJson> One(Visit visit, JsonElement request, int i)
    {
        if (request.EnumerateObject().FirstOrDefault() is not { Name: { } kind } only) throw Refusal.Invalid($"Invalid requests[{i}]: No request set.");
        try
        {
            Action<MaskedJson> reply = Do(visit, kind, only.Value);
            return reply == Nothing ? reply : json => json.Object(kind, () => reply(json));
        }
        catch (Refusal refused)
        {
            throw refused.In($"requests[{i}].{kind}");
        }
    }

    static Action<MaskedJson> Do(Visit visit, string kind, JsonElement said) => kind switch
    {
        "updateCells" => CellRequests.Update(visit, said),
        "appendCells" => CellRequests.Append(visit, said),
        "repeatCell" => CellRequests.Repeat(visit, said),
        "sortRange" => CellRequests.Sort(visit, said),
        "appendDimension" => GridRequests.Append(visit, said),
        "insertDimension" => GridRequests.Insert(visit, said),
        "deleteDimension" => GridRequests.Delete(visit, said),
        "moveDimension" => GridRequests.Move(visit, said),
        "updateDimensionProperties" => GridRequests.Update(visit, said),
        "autoResizeDimensions" => GridRequests.AutoResize(visit, said),
        "addSheet" => TabRequests.Add(visit, said),
        "deleteSheet" => TabRequests.Delete(visit, said),
        "duplicateSheet" => TabRequests.Duplicate(visit, said),
        "updateSheetProperties" => TabRequests.Update(visit, said),
        "updateSpreadsheetProperties" => TabRequests.UpdateBook(visit, said),
        "setBasicFilter" => TabRequests.SetFilter(visit, said),
        "clearBasicFilter" => TabRequests.ClearFilter(visit, said),
        "addFilterView" => TabRequests.AddView(visit, said),
        "addProtectedRange" => TabRequests.Protect(visit, said),
        "deleteProtectedRange" => TabRequests.Unprotect(visit, said),
        "createDeveloperMetadata" => MetadataRequests.Create(visit, said),
        "updateDeveloperMetadata" => MetadataRequests.Update(visit, said),
        "deleteDeveloperMetadata" => MetadataRequests.Delete(visit, said),
        _ => throw Refusal.Untaught($"the request {kind}"),
    };

    /// <summary>The reply of requests that have nothing to say.</summary>
    public static Action<MaskedJson> Nothing { get; } = _ => { };

    /// <exception cref="Refusal">There is none, or it names what the shape has not.</exception>
    public static FieldMask Mask(JsonElement said, string shape)
    {
        if (said.Text("fields") is not { Length: > 0 } text) throw Refusal.Invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
        try
        {
            return FieldMask.Parse(text, shape);
        }
        catch (FormatException wrong)
        {
            throw Refusal.Invalid($"Invalid field: {BodyCheck.Snake(wrong.Message)}");
        }
    }
}
