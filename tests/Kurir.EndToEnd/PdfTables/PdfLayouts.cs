namespace Kurir.EndToEnd;

/// <summary>Draws random tables such as back offices print them.</summary>
static class PdfLayouts
{
    static readonly string[] Words = ["paper", "A4", "blue", "pen", "returned", "by", "customer", "pending", "approval", "of", "the", "store", "manager", "box", "ink", "refill", "partial", "delivery", "rest", "follows"];
    static readonly string[] Names = ["Ayu Lestari", "Budi Santoso", "Citra Dewi", "Dwi Putra", "Eka", "Fajar Nugroho", "Gita Permata Sari", "Hendra"];

    public static PdfLayout Draw(int seed)
    {
        var random = new Random(seed);
        var size = random.Next(6, 11);
        var columns = new List<PdfDrawnColumn>();
        var makers = new List<Func<int, string>>();
        var count = random.Next(3, 11);
        var wrapped = random.Next(3) == 0 ? -1 : random.Next(1, count);
        for (var i = 0; i < count; i++) Column(random, size, i, i == wrapped, columns, makers);
        TwoLevels(random, columns);
        var rows = Enumerable.Range(0, Rows(random)).Select(r => (IReadOnlyList<string>)[.. makers.Select(m => m(r))]).ToList();
        var lines = (PdfLines)random.Next(6);
        var painted = random.Next(3) == 0;
        var groups = new Dictionary<int, string>();
        for (var i = 0; i < rows.Count && random.Next(6) == 0; i += random.Next(4, 12)) groups[i] = $"Branch: {Names[random.Next(Names.Length)]} {i}";
        return new PdfLayout
        {
            Columns = columns, Rows = rows, Groups = groups, Lines = lines, Size = size, PadX = random.Next(1, 5), PadY = random.Next(1, 5),
            Words = (PdfWords)random.Next(3), Hang = wrapped >= 0 ? (PdfHang)random.Next(3) : PdfHang.Top,
            BoldHeadings = random.Next(4) > 0, PaintedHeadings = painted, RepeatHeadings = random.Next(3) > 0, Title = random.Next(4) > 0,
            PageNumbers = random.Next(2) == 0, PageHeight = random.Next(2) == 0 ? 842 : 595,
            Totals = random.Next(4) == 0 && rows.Count > 1 ? Sum(columns) : null,
        };
    }

    static int Rows(Random random) => random.Next(10) switch { 0 => 1, < 6 => random.Next(2, 30), _ => random.Next(30, 120) };

    static string[] Sum(List<PdfDrawnColumn> columns)
    {
        var cells = columns.Select(_ => "").ToArray();
        cells[0] = "Total";
        cells[^1] = "1.234.567";
        return cells;
    }

    static void TwoLevels(Random random, List<PdfDrawnColumn> columns)
    {
        if (random.Next(5) > 0 || columns.Count < 4) return;
        var from = random.Next(1, columns.Count - 2);
        var to = random.Next(from + 1, columns.Count);
        for (var i = from; i <= to; i++) columns[i] = columns[i] with { Top = "Stock" };
    }

    static void Column(Random random, double size, int index, bool wrapped, List<PdfDrawnColumn> columns, List<Func<int, string>> makers)
    {
        var em = size * 0.56;
        var empty = random.Next(5) == 0 ? random.Next(1, 6) : 0;
        Func<int, string> maker;
        PdfDrawnColumn column;
        var digits = random.Next(2, 9);
        if (wrapped) (column, maker) = (new("Notes", PdfSet.Left, (size * 9) + random.Next(60)), _ => string.Join(' ', Enumerable.Range(0, random.Next(1, 14)).Select(_ => Words[random.Next(Words.Length)])));
        else
        {
            (column, maker) = (index == 0 ? random.Next(2) : random.Next(5)) switch
            {
                0 => (new PdfDrawnColumn("Code", PdfSet.Left, (10 * em) + 10), (Func<int, string>)(r => $"TRX{1000 + r}")),
                1 => (new("No", random.Next(2) == 0 ? PdfSet.Right : PdfSet.Centre, (4 * em) + 8), r => $"{r + 1}"),
                2 => (new("Sold on", PdfSet.Left, (13 * em) + 10), r => $"{(r % 28) + 1} Sep 2025"),
                3 => (new("Cashier", random.Next(3) == 0 ? PdfSet.Centre : PdfSet.Left, (19 * em) + 10), _ => Names[random.Next(Names.Length)]),
                _ => (new("Amount", PdfSet.Right, ((digits + 5) * em) + random.Next(2, 14)), _ => $"{random.NextInt64(1, (long)Math.Pow(10, digits))}"),
            };
        }
        columns.Add(column with { Name = index > 0 && random.Next(4) == 0 ? $"{column.Name} {index}" : column.Name });
        var inner = maker;
        makers.Add(index > 0 && empty > 0 ? r => random.Next(6) < empty ? "" : inner(r) : inner);
    }
}
