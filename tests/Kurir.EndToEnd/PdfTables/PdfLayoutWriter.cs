using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Kurir.EndToEnd;

/// <summary>Draws a <see cref="PdfLayout"/> as a PDF, breaking pages between rows.</summary>
sealed class PdfLayoutWriter : IDisposable
{
    const double Margin = 36;
    readonly PdfLayout _layout;
    readonly PdfDocumentBuilder _builder = new();
    readonly PdfDocumentBuilder.AddedFont _plain;
    readonly PdfDocumentBuilder.AddedFont _bold;
    readonly double[] _x;
    PdfPageBuilder _page = null!;
    double _y;
    int _number;
    int _drawn;
    double _top;

    PdfLayoutWriter(PdfLayout layout)
    {
        _layout = layout;
        _plain = _builder.AddStandard14Font(Standard14Font.Helvetica);
        _bold = _builder.AddStandard14Font(Standard14Font.HelveticaBold);
        _x = new double[layout.Columns.Count + 1];
        _x[0] = Margin;
        for (var i = 0; i < layout.Columns.Count; i++) _x[i + 1] = _x[i] + layout.Columns[i].Width;
    }

    public static byte[] Write(PdfLayout layout)
    {
        using var writer = new PdfLayoutWriter(layout);
        return writer.Write();
    }

    public void Dispose() => _builder.Dispose();

    byte[] Write()
    {
        NewPage();
        for (var i = 0; i < _layout.Rows.Count; i++)
        {
            if (_layout.Groups.TryGetValue(i, out var group)) Body([group], single: true);
            Body(_layout.Rows[i], single: false);
        }
        if (_layout.Totals is { } totals) Body(totals, single: false, bold: true);
        if (_layout.Note is { } note) Text(note, Margin, _y - 24, 8, false);
        EndPage();
        return _builder.Build();
    }

    void NewPage()
    {
        _page = _builder.AddPage(_x[^1] + Margin, _layout.PageHeight);
        _number++;
        _y = _layout.PageHeight - Margin;
        if (_layout.Title && _number == 1)
        {
            Text("Sales report 2025", Margin, _y - 14, 14, true);
            Text("Period: 01/09/2025 to 30/09/2025", Margin, _y - 28, 8, false);
            _y -= 44;
        }
        _top = _y;
        if (_number == 1 || _layout.RepeatHeadings) Headings();
    }

    void EndPage()
    {
        if (_layout.Lines == PdfLines.Vertical)
        {
            foreach (var x in _x) _page.DrawLine(new PdfPoint(x, _top), new PdfPoint(x, _y), 0.5);
        }
        if (_layout.PageNumbers) Text($"Page {_number}", _x[^1] / 2, 18, 7, false);
    }

    void Headings()
    {
        if (_layout.Columns.Any(c => c.Top is not null)) TopHeadings();
        Row([.. _layout.Columns.Select(c => c.Name)], _layout.BoldHeadings, _layout.PaintedHeadings, 0xC0, heading: true);
    }

    void TopHeadings()
    {
        var height = Leading + (2 * _layout.PadY);
        if (_layout.PaintedHeadings) Paint(_x[0], _x[^1], height, 0xC0);
        for (var i = 0; i < _layout.Columns.Count;)
        {
            var j = i + 1;
            while (j < _layout.Columns.Count && _layout.Columns[i].Top is not null && _layout.Columns[j].Top == _layout.Columns[i].Top) j++;
            if (_layout.Columns[i].Top is { } top)
            {
                var width = Width(top, _layout.BoldHeadings);
                Text(top, ((_x[i] + _x[j]) / 2) - (width / 2), _y - _layout.PadY - _layout.Size, _layout.Size, _layout.BoldHeadings);
                if (_layout.Lines is PdfLines.Horizontal or PdfLines.HeaderOnly && !_layout.PaintedHeadings) _page.DrawLine(new PdfPoint(_x[i] + 1, _y - height), new PdfPoint(_x[j] - 1, _y - height), 0.5);
            }
            if (_layout.Lines == PdfLines.Grid) Box(_x[i], _x[j], height);
            i = j;
        }
        _y -= height;
        _top = _y;
    }

    double Leading => _layout.Size * 1.2;

    void Body(IReadOnlyList<string> cells, bool single, bool bold = false)
    {
        if (_y - Height(cells, single) < Margin)
        {
            EndPage();
            NewPage();
        }
        var zebra = _layout.Lines == PdfLines.Zebra && _drawn++ % 2 == 1;
        Row(cells, bold || single, zebra, 0xEE, heading: false, single);
    }

    double Height(IReadOnlyList<string> cells, bool single) =>
        (single ? 1 : cells.Select((c, i) => Wrap(c, _layout.Columns[i].Width - (2 * _layout.PadX), false).Count).Max()) * Leading + (2 * _layout.PadY);

    void Row(IReadOnlyList<string> cells, bool bold, bool painted, byte grey, bool heading, bool single = false)
    {
        var wrapped = cells.Select((c, i) => single ? [c] : Wrap(c, _layout.Columns[i].Width - (2 * _layout.PadX), bold)).ToList();
        var height = (wrapped.Max(w => w.Count) * Leading) + (2 * _layout.PadY);
        if (painted) Paint(_x[0], _x[^1], height, grey);
        for (var i = 0; i < wrapped.Count; i++) Cell(i, wrapped[i], height, bold, single);
        if (_layout.Lines == PdfLines.Grid && single) Box(_x[0], _x[^1], height);
        else if (_layout.Lines == PdfLines.Grid)
        {
            for (var i = 0; i < wrapped.Count; i++) Box(_x[i], _x[i + 1], height);
        }
        _y -= height;
        if (_layout.Lines == PdfLines.Horizontal || (heading && _layout.Lines == PdfLines.HeaderOnly)) _page.DrawLine(new PdfPoint(_x[0], _y), new PdfPoint(_x[^1], _y), 0.5);
    }

    void Cell(int column, List<string> lines, double height, bool bold, bool left)
    {
        var spare = height - (2 * _layout.PadY) - (lines.Count * Leading);
        var y = _y - _layout.PadY - _layout.Size - (_layout.Hang switch { PdfHang.Top => 0, PdfHang.Middle => spare / 2, _ => spare });
        foreach (var line in lines)
        {
            var width = Width(line, bold);
            var x = (left ? PdfSet.Left : _layout.Columns[column].Set) switch
            {
                PdfSet.Left => _x[column] + _layout.PadX,
                PdfSet.Right => _x[column + 1] - _layout.PadX - width,
                _ => ((_x[column] + _x[column + 1]) / 2) - (width / 2),
            };
            Text(line, x, y, _layout.Size, bold);
            y -= Leading;
        }
    }

    void Paint(double x0, double x1, double height, byte grey)
    {
        _page.SetTextAndFillColor(grey, grey, grey);
        _page.DrawRectangle(new PdfPoint(x0, _y - height), x1 - x0, height, 0, true);
        _page.SetTextAndFillColor(0, 0, 0);
    }

    void Box(double x0, double x1, double height) => _page.DrawRectangle(new PdfPoint(x0, _y - height), x1 - x0, height, 0.5);

    void Text(string text, double x, double y, double size, bool bold)
    {
        if (text.Length == 0) return;
        var font = bold ? _bold : _plain;
        if (_layout.Words == PdfWords.Strings)
        {
            _page.AddText(text, size, new PdfPoint(x, y), font);
            return;
        }
        var words = text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var shown = i + 1 < words.Length && _layout.Words == PdfWords.WithSpaces ? words[i] + " " : words[i];
            _page.AddText(shown, size, new PdfPoint(x, y), font);
            x += Advance(words[i] + " ", size, font);
        }
    }

    double Width(string text, bool bold) => Advance(text, _layout.Size, bold ? _bold : _plain);

    readonly Dictionary<(PdfDocumentBuilder.AddedFont, char), double> _advances = [];

    double Advance(string text, double size, PdfDocumentBuilder.AddedFont font)
    {
        var width = 0.0;
        foreach (var c in text)
        {
            if (!_advances.TryGetValue((font, c), out var one))
            {
                var pair = _page.MeasureText($"{c}{c}", 1000, new PdfPoint(0, 0), font);
                _advances[(font, c)] = one = (pair[1].StartBaseLine.X - pair[0].StartBaseLine.X) / 1000;
            }
            width += one * size;
        }
        return width;
    }

    List<string> Wrap(string text, double width, bool bold)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, bold) > width)
            {
                lines.Add(line);
                line = word;
            }
            else line = longer;
        }
        lines.Add(line);
        return lines;
    }
}
