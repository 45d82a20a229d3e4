using System.Collections;

namespace Kurir.Connectors;

/// <summary>Rows of a grid, opened anew for each enumeration. Looks at the token and the bounds, and turns what breaks underneath into a <see cref="Fault"/>.</summary>
/// <param name="document">Named in the faults.</param>
/// <param name="rows">Opens the document and gives its rows; whatever it holds open is disposed with the enumerator.</param>
sealed class GuardedRows(Document document, ReadLimits limits, Func<IEnumerable<GridRow>> rows, CancellationToken ct) : IEnumerable<GridRow>
{
    public IEnumerator<GridRow> GetEnumerator()
    {
        using var source = rows().GetEnumerator();
        for (int count = 1; Next(source); count++)
        {
            if (count > limits.MaxRows) throw Unreadable.TooLarge(document, $"It has more than {limits.MaxRows:N0} rows.");
            if (source.Current.Cells.Length > limits.MaxColumns) throw Unreadable.TooLarge(document, $"It has more than {limits.MaxColumns:N0} columns.");
            yield return source.Current;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool Next(IEnumerator<GridRow> source)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return source.MoveNext();
        }
        catch (Exception e) when (Unreadable.From(document, e) is { } fault)
        {
            throw fault;
        }
    }
}
