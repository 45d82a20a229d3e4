namespace Kurir.Connectors;

/// <summary>Reads back what was written, and nothing else.</summary>
sealed class SheetProof(SheetsClient client, SheetPlace place, BookTab tab, SheetReading reading, SheetLook look) : IDisposable
{
    readonly DeliveryPlan plan = reading.Plan;
    readonly ReadBack readBack = new(reading.Plan, (row, position) => $"{tab.Title}!{Cells.Place(row, position)}");

    public async Task<IReadOnlyList<Mismatch>> Read(CancellationToken ct)
    {
        int next = look.FirstNew, right = plan.Columns.Positions.Max() + 1, left = plan.Columns.Positions.Min();
        Dictionary<int, RowWrite> changed = plan.Writes.Values.ToDictionary(write => (int)write.Place - 1);
        bool hasHeadings = plan.Columns.Added.Count > 0, headingsCame = false;
        List<Mismatch> moved = [];
        List<GridRange> ranges = SheetSpans.Over(tab.Id, changed.Keys.Append(reading.HeadingRow).Order(), (left, right));
        ranges.Add(new GridRange(tab.Id, look.FirstNew, look.FirstNew + (int)plan.NewCount, left, right));
        foreach (List<GridRange> call in SheetSpans.Calls(ranges, detailed: false))
        {
            await client.Values(place, call, (first, row, cells) => Take(first.Column, row, cells), ct);
            // Rows that are empty to the end of a range do not come.
            if (call[^1].Top >= look.FirstNew) Missing(call[^1].Bottom);
        }

        if (hasHeadings && !headingsCame) readBack.Headings(reading.HeadingRow + 1, []);
        foreach (RowWrite write in changed.Values) readBack.Changed(write, []);
        return [.. moved, .. readBack.Mismatches];

        void Take(int from, int row, List<Cell> cells)
        {
            if (row >= look.FirstNew)
            {
                Missing(row);
                readBack.Appended(++next, reading.Typed(from, cells));
            }
            else if (row == reading.HeadingRow)
            {
                headingsCame = true;
                if (!reading.HasHeadings(from, cells)) moved.Add(new Mismatch($"{tab.Title}!{row + 1}:{row + 1}", "the headings as they were", "others"));
                readBack.Headings(row + 1, [.. Enumerable.Repeat(default(Cell), from), .. cells]);
            }
            else if (changed.Remove(row, out RowWrite? write))
            {
                readBack.Changed(write, reading.Typed(from, cells));
            }
        }

        void Missing(int until)
        {
            while (next < until) readBack.Appended(++next, []);
        }
    }

    public void Dispose() => readBack.Dispose();
}
