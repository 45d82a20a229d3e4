using Kurir.PdfTables;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Kurir.EndToEnd;

/// <summary>One page drawn by hand, 500 points wide and 450 high: texts of 9 points, level and upright lines; heights are counted downwards.</summary>
sealed record PdfSheet((double X, double Down, string Text)[] Texts, (double X0, double Y, double X1)[] Levels, (double X, double Y0, double Y1)[] Uprights)
{
    /// <summary>Each line one row of the grid's cells; "|" parts cells, ";" the lines inside one.</summary>
    public static PdfSheet Grid(double[] uprights, params string[] rows)
    {
        List<(double, double, string)> texts = [];
        List<(double, double, double)> levels = [(uprights[0], 40, uprights[^1])];
        var y = 40.0;
        foreach (var row in rows)
        {
            var cells = row.Split('|').Select(c => c.Split(';')).ToList();
            for (var c = 0; c < cells.Count; c++)
            {
                for (var i = 0; i < cells[c].Length; i++) texts.Add((uprights[c] + 4, y + 11 + (11 * i), cells[c][i]));
            }
            y += 4 + (11 * cells.Max(c => c.Length));
            levels.Add((uprights[0], y, uprights[^1]));
        }
        return new PdfSheet([.. texts.Where(t => t.Item3.Length > 0)], [.. levels], [.. uprights.Select(x => (x, 40.0, y))]);
    }

    public static IReadOnlyList<PdfTable> Read(params PdfSheet[] sheets)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var sheet in sheets)
        {
            var page = builder.AddPage(500, 450);
            foreach (var (x, down, text) in sheet.Texts) page.AddText(text, 9, new PdfPoint(x, 450 - down), font);
            foreach (var (x0, y, x1) in sheet.Levels) page.DrawLine(new PdfPoint(x0, 450 - y), new PdfPoint(x1, 450 - y));
            foreach (var (x, y0, y1) in sheet.Uprights) page.DrawLine(new PdfPoint(x, 450 - y0), new PdfPoint(x, 450 - y1));
        }
        return PdfCorpus.Read(builder.Build());
    }
}
