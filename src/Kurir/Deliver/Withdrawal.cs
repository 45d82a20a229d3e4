namespace Kurir;

/// <summary>Turns what the ledger knows of vanished rows into what a destination is to do, as <c>vanished:</c> says.</summary>
public static class Withdrawal
{
    /// <summary>keep: as if nothing had vanished. mark: one more column at the end. remove: such rows are taken away, and rows that come back are new.</summary>
    public static Delivery Of(Delivery delivery, Export export) => export.Settings.Vanished.Then switch
    {
        _ when !delivery.AnyGone => delivery,
        "mark" => Marked(delivery, MarkOf(export, delivery)),
        "remove" => delivery with { Changes = delivery.Changes.Lazily(Removed) },
        _ => delivery,
    };

    static Delivery Marked(Delivery delivery, ColumnContract mark)
    {
        int own = delivery.Columns.Count;
        return delivery with { Columns = [.. delivery.Columns, mark], Changes = delivery.Changes.Lazily(change => Marked(change, own)) };
    }

    static RowChange Marked(RowChange change, int own) => change with
    {
        After = With(change.After, own, change.Gone),
        Before = change.Before is null ? null : With(change.Before, own, change.GoneBefore),
        Known = change.Before?.Length,
    };

    static Cell[] With(Cell[] cells, int own, DateOnly? gone)
    {
        var wider = new Cell[own + 1];
        cells.AsSpan(0, Math.Min(own, cells.Length)).CopyTo(wider);
        if (gone is { } day && day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) is var text) wider[own] = Cell.Typed(text, CellType.Date, text);
        return wider;
    }

    static RowChange Removed(RowChange change) => change with
    {
        IsRemoved = change.Gone is not null,
        Before = change.GoneBefore is null ? change.Before : null,
    };

    /// <summary>A heading that the report has too gets a sign more.</summary>
    static ColumnContract MarkOf(Export export, Delivery delivery)
    {
        string heading = export.Settings.Vanished.Column ?? (export.Language == "id" ? "Hilang dari laporan" : "Gone from report");
        while (delivery.Columns.Any(column => Headings.Same(column.Heading, heading))) heading += "*";
        return new ColumnContract { Heading = heading, Type = CellType.Date };
    }

    /// <summary>Enumerated as often as the original may be.</summary>
    static IEnumerable<RowChange> Lazily(this IEnumerable<RowChange> changes, Func<RowChange, RowChange> change) => changes.Select(change);
}
