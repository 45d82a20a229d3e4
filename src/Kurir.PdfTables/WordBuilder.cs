using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Colors;

namespace Kurir.PdfTables;

/// <summary>
/// Joins letters to words in the order of the content stream. That order keeps apart what overlaps on paper (a text too long for its
/// cell runs under its neighbour), and tells a printed space from a mere gap.
/// </summary>
sealed class WordBuilder(Turn turn, int quarter)
{
    readonly List<Word> _words = [];
    readonly StringBuilder _text = new();
    readonly Dictionary<string, bool> _bold = [];
    double _x0, _end, _spaceEnd, _baseline, _size;
    int _spaces, _colour, _lastColour;
    bool _isBold;
    bool _leftward;
    Link _link;
    int _sequence;
    int _operation;
    bool _sameText;
    List<Seam>? _seams;
    IColor? _lastColor;

    public List<Word> Words => _words;

    /// <summary>The text operations that the letters so far came from.</summary>
    public int Texts { get; private set; }

    public void Add(Letter letter, string value)
    {
        if (Texts == 0 || letter.TextSequence != _operation) Texts++;
        _operation = letter.TextSequence;
        var (x0, y) = turn.Apply(letter.StartBaseLine);
        var (x1, _) = turn.Apply(letter.EndBaseLine);
        var size = SizeOf(letter);
        if (IsSpace(value))
        {
            // A cell's text may begin with a space; it joins nothing to the text before, from which it stands apart.
            if (letter.TextSequence != _sequence && x0 - _spaceEnd > 0.12 * size) return;
            if (_leftward && Near(y, size) && Math.Abs(Math.Max(x0, x1) - _x0) < size) _spaces++;
            else if (_text.Length > 0 && Near(y, size) && x0 - _spaceEnd < size && x0 >= _end - (0.4 * size))
            {
                _spaces++;
                _spaceEnd = Math.Max(_spaceEnd, x1);
            }
            return;
        }
        if (x1 < x0) (x0, x1) = (x1, x0);
        Place(letter, value, x0, x1, y, size);
    }

    void Place(Letter letter, string value, double x0, double x1, double y, double size)
    {
        var link = Link.None;
        if (_text.Length > 0)
        {
            var gap = x0 - _end;
            var em = Math.Max(_size, size);
            var level = Near(y, size);
            if (level && _spaces == 0 && gap > -0.5 * em && gap <= 0.16 * em)
            {
                if (letter.TextSequence != _sequence) (_seams ??= []).Add(new Seam(_text.Length, _end, x0));
                Append(value, x0, x1);
                _sequence = letter.TextSequence;
                return;
            }
            if (level && _spaces == 0 && IsRightToLeft(value) && Math.Abs(x1 - _x0) <= 0.16 * em)
            {
                _leftward = true;
                _text.Append(value);
                _x0 = x0;
                return;
            }
            if (level && _leftward && x1 <= _x0 + (0.1 * em)) link = LinkOf(_x0 - x1, em);
            else if (level && gap > -0.3 * em) link = LinkOf(gap, em);
            Flush();
        }
        _x0 = x0;
        _end = _spaceEnd = x1;
        _baseline = y;
        _size = size;
        _link = link;
        _sameText = letter.TextSequence == _sequence;
        _sequence = letter.TextSequence;
        _isBold = Bold(letter);
        _colour = Colour(letter.Color);
        _text.Append(value);
    }

    // A space whose right end lies far from the next letter was followed by a jump to another cell; a justified line stretches
    // every space, but rarely beyond two ems.
    Link LinkOf(double gap, double em)
    {
        if (_spaces == 1) return gap < 2.2 * em ? Link.Space : Link.None;
        if (_spaces > 1) return gap < 0.75 * em ? Link.Space : Link.None;
        return gap <= 0.45 * em ? Link.Soft : Link.None;
    }

    void Append(string value, double x0, double x1)
    {
        _text.Append(value);
        _x0 = Math.Min(_x0, x0);
        _end = Math.Max(_end, x1);
        _spaceEnd = _end;
    }

    bool Near(double y, double size) => Math.Abs(y - _baseline) < 0.22 * Math.Min(size, _size);

    public void Flush()
    {
        if (_text.Length == 0) return;
        var printed = _text.ToString();
        var text = Letters.Tidy(printed);
        if (!ReferenceEquals(text, printed) || _leftward) _seams = null;
        _words.Add(new Word
        {
            Text = _leftward ? text : ReadingOrder.FromPaper(text), X0 = _x0, X1 = _end, Baseline = _baseline, Size = _size, Bold = _isBold, Colour = _colour,
            Link = _link, SameText = _sameText, SpaceEnd = _spaceEnd, SpacesAfter = _spaces, Seams = _seams, Leftward = _leftward,
        });
        _seams = null;
        _text.Clear();
        _spaces = 0;
        _leftward = false;
    }

    double SizeOf(Letter letter)
    {
        var size = letter.PointSize;
        if (size is >= 1 and <= 400) return size;
        var box = letter.BoundingBox;
        var height = quarter % 2 == 0 ? box.Height : box.Width;
        return Math.Clamp(height * 1.4, 1, 400);
    }

    bool Bold(Letter letter)
    {
        var name = letter.FontName ?? "";
        if (_bold.TryGetValue(name, out var known)) return known;
        var bold = name.Contains("bold", StringComparison.OrdinalIgnoreCase) || name.Contains("black", StringComparison.OrdinalIgnoreCase)
            || name.Contains("heavy", StringComparison.OrdinalIgnoreCase) || letter.FontDetails?.IsBold == true;
        return _bold[name] = bold;
    }

    int Colour(IColor? color)
    {
        if (ReferenceEquals(color, _lastColor)) return _lastColour;
        _lastColor = color;
        return _lastColour = Colours.Rgb(color);
    }

    static bool IsRightToLeft(string value) => value.Length > 0 && value[0] >= 0x0590 && Letters.IsRightToLeft(value[0]);

    static bool IsSpace(string value)
    {
        foreach (var c in value)
        {
            if (!char.IsWhiteSpace(c) && c != ' ' && c != '\0' && !char.IsControl(c)) return false;
        }
        return true;
    }
}
