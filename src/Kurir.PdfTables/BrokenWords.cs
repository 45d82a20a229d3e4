namespace Kurir.PdfTables;

/// <summary>
/// Finds columns too narrow for their codes, numbers and addresses, whose texts were broken wherever the cell ended. Certain only where no
/// text of the column holds a space, and every line before a break is so wide that not one letter more had fitted.
/// </summary>
static class BrokenWords
{
    const int FewestCells = 2;

    /// <summary>Letters may as well be two words, of which the first is as wide as the column; not many different ones.</summary>
    const int FewestOfLetters = 3;

    /// <summary>For each column, whether its lines go on without a space.</summary>
    public static bool[] Find(Columns columns, List<List<TextLine>> rows)
    {
        var broken = new bool[columns.Count];
        if (!rows.Exists(r => r.Count > 1)) return broken;
        var cells = new List<List<Piece>>[columns.Count];
        for (var c = 0; c < cells.Length; c++) cells[c] = [];
        foreach (var row in rows)
        {
            foreach (var group in row.SelectMany(l => l.Pieces).GroupBy(columns.Of)) cells[group.Key].Add([.. group.OrderBy(p => p.Baseline)]);
        }
        for (var c = 0; c < cells.Length; c++) broken[c] = IsBroken(cells[c]);
        return broken;
    }

    static bool IsBroken(List<List<Piece>> cells)
    {
        var wrapped = cells.FindAll(c => c.Count > 1);
        if (wrapped.Count < FewestCells || !cells.TrueForAll(c => c.TrueForAll(p => p.Words.Count == 1))) return false;
        var widest = cells.Max(c => c.Max(Width));
        if (!wrapped.TrueForAll(c => Fills(c, widest))) return false;
        var letters = wrapped.FindAll(c => BreaksLetters(c[0].Text, c[1].Text));
        return letters.Count == 0 || letters.Select(c => c[0].Text).Distinct().Count() >= FewestOfLetters;
    }

    static bool Fills(List<Piece> lines, double widest)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            var (before, next) = (lines[i - 1], lines[i]);
            if (next.Baseline - before.Baseline < 0.5 * next.Size || next.Text.Length == 0) return false;
            if (Width(before) + (Width(next) / next.Text.Length) < widest - 0.5 || !OneWord(before.Text, next.Text)) return false;
        }
        // Two numbers, one over the other, are about as long; what is left of a broken one is rarely.
        return Width(lines[^1]) <= (char.IsAsciiDigit(lines[^2].Text[^1]) && char.IsAsciiDigit(lines[^1].Text[0]) ? 0.7 : 1) * widest;
    }

    static double Width(Piece piece) => piece.X1 - piece.X0;

    // A date over a time, a word over a name: two texts that by chance are as wide as the column.
    static bool OneWord(string before, string next)
    {
        var (a, b) = (before[^1], next[0]);
        if (char.IsAsciiDigit(a) && char.IsAsciiDigit(b)) return !(next.Contains(':') && !before.Contains(':'));
        return BreaksLetters(before, next) || IsJoint(a) || IsJoint(b);
    }

    static bool BreaksLetters(string before, string next) => char.IsLower(before[^1]) && char.IsLower(next[0]);

    static bool IsJoint(char c) => c is '.' or ',' or '/' or '-' or '@' or '_' or ':';
}
