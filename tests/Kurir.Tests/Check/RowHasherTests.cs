using CsCheck;

namespace Kurir.Tests;

public class RowHasherTests
{
    static readonly Contract TwoTexts = new()
    {
        Columns = [new ColumnContract { Heading = "A" }, new ColumnContract { Heading = "B" }], Key = new KeyContract(["A", "B"], true, Whole: true),
    };

    static readonly Gen<string> AnyText = Gen.String[Gen.Char["ab 1\u001f\u0000é\u00a0"], 0, 6];

    [Fact]
    public void Rows_of_other_texts_have_other_content() =>
        Gen.Select(AnyText, AnyText, AnyText, AnyText).Sample((a, b, c, d) =>
            Content(a, b).AsSpan().SequenceEqual(Content(c, d)) == ((a, b) == (c, d)));

    [Fact]
    public void Keys_are_compared_after_trimming_and_folding_white_space() => Gen.Select(AnyText, AnyText).Sample((a, b) =>
    {
        string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Key(a, "x").AsSpan().SequenceEqual(Key(b, "x")) == (Folded(a) == Folded(b));
    });

    [Fact]
    public void Half_a_surrogate_pair_is_no_reason_to_stop() => Assert.Equal(16 + 4, Key("x\ud800", "é").Length);

    [Fact]
    public void Keys_that_grow_lie_together() => Assert.Equal(
        ["TRX-00000009", "TRX-00000010", "TRX-00000011"],
        new[] { "TRX-00000010", "TRX-00000009", "TRX-00000011" }.OrderBy(id => Convert.ToHexString(Key(id, "x")), StringComparer.Ordinal));

    [Fact]
    public void The_running_number_is_in_neither_hash()
    {
        var rows = Checks.Run("No | Nama | Poin\n1 | Budi | 5\n2 | Budi | 5\n3 | Siti | 5").Rows;

        Assert.Equal(rows[0].KeyHash, rows[1].KeyHash);
        Assert.Equal(rows[0].ContentHash, rows[1].ContentHash);
        Assert.NotEqual(rows[0].KeyHash, rows[2].KeyHash);
    }

    [Fact]
    public void A_chosen_key_does_not_change_with_the_other_columns()
    {
        var rows = Checks.Run("Email | Status\nb@example.com | PENDING\nb@example.com | TERIMA", new ExportConfig { Key = Checks.Key("Email") }).Rows;

        Assert.Equal(rows[0].KeyHash, rows[1].KeyHash);
        Assert.NotEqual(rows[0].ContentHash, rows[1].ContentHash);
    }

    [Fact]
    public void A_report_hashes_the_same_printed_and_typed()
    {
        const string typed = "No | Nama | Jumlah | Waktu | Ikut\n=1 | Budi | =85000 | @2025-09-23T18:39:00 | =5\n=2 | Siti | =1250000.5 | @2025-09-24T08:05:00 | =7";
        const string printed = "No | Nama | Jumlah | Waktu | Ikut\n1 | Budi | Rp 85.000 | 23 Sep 2025 18:39 | 5\n2 | Siti | Rp 1.250.000,50 | 24 Sep 2025 08:05 | 7";
        Contract fromTyped = Checks.Propose(typed), fromPrinted = Checks.Propose(printed);

        foreach (Contract known in (Contract[])[fromTyped, fromPrinted])
        {
            var one = Checks.Run(typed, known: known).Rows;
            var other = Checks.Run(printed, known: known).Rows;
            Assert.Equal(one.Select(row => row.KeyHash), other.Select(row => row.KeyHash));
            Assert.Equal(one.Select(row => row.ContentHash), other.Select(row => row.ContentHash));
        }
    }

    [Fact]
    public void A_column_that_is_added_without_values_changes_no_hash()
    {
        Contract known = Checks.Propose("Nama | Poin\nBudi | 5");

        var before = Checks.Run("Nama | Poin\nBudi | 5", known: known).Rows[0];
        var after = Checks.Run("Catatan | Nama | Poin\n | Budi | 5", known: known).Rows[0];

        Assert.Equal((before.KeyHash, before.ContentHash), (after.KeyHash, after.ContentHash), (a, b) => a.KeyHash.SequenceEqual(b.KeyHash) && a.ContentHash.SequenceEqual(b.ContentHash));
    }

    [Fact]
    public void The_order_of_rows_and_columns_never_changes_a_hash()
    {
        var cell = Gen.OneOf(Gen.Int[0, 99_999].Select(i => $"{i}"), Gen.Char["abc"].Select(c => $"{c}"), Gen.Const("Rp 5.000"), Gen.Const(""));
        Gen.Select(cell.Array[4].Array[1, 12], Gen.Int[0, 1000]).Sample((rows, seed) =>
        {
            int[] columns = [0, 1, 2, 3];
            var shuffledRows = rows.ToArray();
            new Random(seed).Shuffle(columns);
            new Random(seed).Shuffle(shuffledRows);
            Table table = TableOf(rows, [0, 1, 2, 3]);
            Contract contract = ContractProposal.Propose(table, Checks.Export(), Checks.September);
            return Hashes(contract, table).SetEquals(Hashes(contract, TableOf(shuffledRows, columns)));
        });
    }

    [Fact]
    public void Every_table_keeps_the_contract_that_it_proposes()
    {
        var cell = Gen.OneOf(
            Gen.String[Gen.Char["0123456789.,-/: RpSep%"], 0, 12], Gen.Int[0, 99_999].Select(i => $"{i}"), Gen.Const("23 Sep 2025"), Gen.Const("N/A"), Gen.Const("00017"));
        cell.Array[3].Array[1, 20].Sample(rows =>
        {
            Checked check = Checks.Run(TableOf(rows, [0, 1, 2]), new ExportConfig { Date = "none" });
            // Nothing is broken, no cell that was typed is left untyped, and every text is still there.
            return check.Verdict.Holds.Count == 0
                && check.Verdict.Violations.All(violation => violation.Rule == "key-empty")
                && check.Verdict.Remarks.All(remark => remark.Contains(": '", StringComparison.Ordinal) && remark.Contains("a date", StringComparison.Ordinal))
                && check.Rows.Zip(rows).All(pair => pair.First.Cells.Select(each => each.Text).SequenceEqual(pair.Second));
        });
    }

    static Table TableOf(string[][] rows, int[] columns) => new()
    {
        Columns = [.. columns.Select((column, index) => new Column { Heading = $"Kolom {(char)('a' + column)}", SourceIndex = index })],
        Rows = [.. rows.Select((row, index) => new Row("file", index + 2, [.. columns.Select(column => Cell.OfText(row[column]))]))],
    };

    static HashSet<string> Hashes(Contract contract, Table table) =>
        [.. new Checker(contract, Checks.Export(), new Part(Checks.September), table).Rows(CancellationToken.None)
            .Select(row => Convert.ToHexString(row.KeyHash) + Convert.ToHexString(row.ContentHash))];

    static byte[] Key(params string[] texts) => new RowHasher(TwoTexts).Hash([.. texts.Select(Cell.OfText)]).Key;

    static byte[] Content(params string[] texts) => new RowHasher(TwoTexts).Hash([.. texts.Select(Cell.OfText)]).Content;
}
