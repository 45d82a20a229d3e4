using CsCheck;

namespace Kurir.Tests;

using Row = LedgerModel.TestRow;

/// <summary>Whatever is recorded, in whatever order, the ledger holds what the plain model holds.</summary>
public sealed class LedgerPropertyTests : IAsyncDisposable
{
    readonly LedgerHome home = new();
    int samples;

    public ValueTask DisposeAsync() => home.DisposeAsync();

    /// <summary>An export that nothing is known of: cheaper than a new file for each sample.</summary>
    ExportId Fresh() => home.Export = new ExportId("sample", $"export {++samples}");

    sealed record Step(int From, int To, Row[] Rows);

    static Gen<Row> GenRow(bool dated) => Gen.Select(
        Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[0, 9], Gen.Int[0, 12],
        (key, content, day, bad) => new Row($"k{key}", $"c{content}", dated && day > 0 ? day : null, bad == 0));

    static readonly Gen<(bool Duplicates, Step[] Steps)> Steps =
        from duplicates in Gen.Bool
        from dated in Gen.Bool
        from steps in Gen.Select(Gen.Int[1, 7], Gen.Int[0, 4], GenRow(dated).Array[0, 9], (first, days, rows) => new Step(first, first + days, rows)).Array[1, 6]
        select (duplicates, steps);

    static CheckedRow Of(Row row) => row.Bad ? TestRows.Bad(row.Key, row.Content) : TestRows.Row(row.Key, row.Content, row.Day);

    Task<(ChangeSet Changes, Verdict Verdict)> Record(bool duplicates, Step step) =>
        home.Record(TestRows.Days(step.From, step.To), duplicates, [.. step.Rows.Select(Of)]);

    [Fact]
    public async Task Any_sequence_of_tables_gives_the_rows_and_counts_of_the_plain_model() => await Steps.SampleAsync(
        async sample =>
        {
            Fresh();
            var model = new LedgerModel(sample.Duplicates);
            foreach (Step step in sample.Steps)
            {
                ChangeSet expected = model.Record(step.From, step.To, step.Rows);
                (ChangeSet changes, Verdict verdict) = await Record(sample.Duplicates, step);
                Assert.Equal(expected, changes with { Listed = expected.Listed });
                Assert.Equal(step.Rows.Length, changes.Total);
                Assert.Equal(changes.Quarantined, verdict.Quarantined);
                Assert.Equal(Sorted(model.Instances.Select(row => row.ToString())), Sorted(await home.Rows()));
            }
        },
        iter: 150, threads: 1);

    [Fact]
    public async Task The_same_table_twice_changes_nothing() => await Steps.SampleAsync(
        async sample =>
        {
            Fresh();
            foreach (Step step in sample.Steps) await Record(sample.Duplicates, step);
            string[] rows = await home.Rows();
            long versions = (await home.State()).Versions;

            (ChangeSet again, _) = await Record(sample.Duplicates, sample.Steps[^1]);

            Assert.True(again.IsEmpty);
            Assert.Equal(0, again.Vanished);
            Assert.Equal(rows, await home.Rows());
            Assert.Equal(versions, (await home.State()).Versions);
        },
        iter: 60, threads: 1);

    /// <summary>With unique keys only where no key stands there twice with two contents: of those the first is kept, and that is an order.</summary>
    [Fact]
    public async Task The_order_of_a_tables_rows_never_matters() => await Steps.SampleAsync(
        async sample =>
        {
            ExportId one = Fresh(), other = Fresh();
            foreach (Step step in sample.Steps.Select(step => sample.Duplicates ? step : step with { Rows = [.. step.Rows.DistinctBy(row => row.Key)] }))
            {
                home.Export = one;
                (ChangeSet changes, _) = await Record(sample.Duplicates, step);
                home.Export = other;
                (ChangeSet reversed, _) = await Record(sample.Duplicates, step with { Rows = [.. step.Rows.Reverse()] });
                Assert.Equal(changes, reversed with { Listed = changes.Listed });
            }

            string[] rows = Sorted(await home.Rows());
            home.Export = one;
            Assert.Equal(Sorted(await home.Rows()), rows);
        },
        iter: 60, threads: 1);

    [Fact]
    public async Task Applying_what_is_pending_at_any_moments_gives_the_rows_as_they_are() => await Gen.Select(Steps, Gen.Bool.Array[6]).SampleAsync(
        async (sample, moments) =>
        {
            Fresh();
            var sheet = new Dictionary<string, string>(StringComparer.Ordinal);
            Lease lease = (await home.Ledger.Acquire("backend/transaksi", TimeSpan.FromHours(1), default))!;
            for (int i = 0; i < sample.Steps.Length; i++)
            {
                await Record(sample.Duplicates, sample.Steps[i]);
                if (moments[i] || i == sample.Steps.Length - 1) await Deliver(sheet, lease);
            }

            Assert.Equal(Sorted(await home.Rows()), Sorted(sheet.Select(row => $"{row.Key}={row.Value}")));
            Assert.Equal(0, (await home.Pending("sheet")).Delivery.Count);
        },
        iter: 60, threads: 1);

    async Task Deliver(Dictionary<string, string> sheet, Lease lease)
    {
        Pending pending = await home.Pending("sheet");
        Assert.Equal(pending.Delivery.Count, pending.Delivery.Changes.Count());
        foreach (RowChange change in pending.Delivery.Changes)
        {
            string key = LedgerHome.Text(change).Split('=')[0];
            if (change.Before is { } before) Assert.Equal(before[1].Text, sheet[key]);
            else Assert.DoesNotContain(key, sheet.Keys);
            sheet[key] = change.After[1].Text;
        }

        await home.Ledger.Delivered(home.Export, "sheet", pending.UpTo, new Receipt { Destination = "sheet" }, lease, default);
    }

    static string[] Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];
}
