namespace Kurir.PdfTables;

/// <summary>Words that were printed as one text: joined by printed spaces. A piece belongs to one cell, or spans several.</summary>
sealed class Piece(List<Word> words)
{
    public List<Word> Words { get; } = words;
    public double X0 { get; } = Left(words);
    public double X1 { get; } = Right(words);
    public double Baseline => Words[0].Baseline;
    public double Size => Words[0].Size;
    public double Top => Words[0].Top;
    public double Bottom => Words[0].Bottom;
    public double Middle => Words[0].Middle;
    public double Centre => (X0 + X1) / 2;
    public bool Bold => Words[0].Bold;

    /// <summary>Only a gap of a space's width parts it from the piece to its left.</summary>
    public bool SoftBefore { get; set; }

    public string Text => ReadingOrder.Join(Words);

    public PdfBox Box
    {
        get
        {
            var (top, bottom) = (Top, Bottom);
            for (var i = 1; i < Words.Count; i++)
            {
                top = Math.Min(top, Words[i].Top);
                bottom = Math.Max(bottom, Words[i].Bottom);
            }
            return new(X0, top, X1, bottom);
        }
    }

    static double Left(List<Word> words)
    {
        var left = words[0].X0;
        for (var i = 1; i < words.Count; i++) left = Math.Min(left, words[i].X0);
        return left;
    }

    static double Right(List<Word> words)
    {
        var right = words[0].X1;
        for (var i = 1; i < words.Count; i++) right = Math.Max(right, words[i].X1);
        return right;
    }
}

/// <summary>Pieces on one baseline, from left to right.</summary>
sealed class TextLine
{
    public TextLine(List<Piece> pieces)
    {
        Pieces = pieces;
        (Top, Bottom, Baseline, X1, Bold) = (double.MaxValue, double.MinValue, double.MinValue, double.MinValue, true);
        foreach (var piece in pieces) Take(piece);
        if (pieces[0].SoftBefore) Parts++;
    }

    public List<Piece> Pieces { get; }
    public double Baseline { get; private set; }
    public double Size { get; private set; }
    public double Top { get; private set; }
    public double Bottom { get; private set; }
    public double X0 => Pieces[0].X0;
    public double X1 { get; private set; }
    public double Middle => (Top + Bottom) / 2;
    public bool Bold { get; private set; }
    public int Colour => Pieces[0].Words[0].Colour;

    /// <summary>Pieces, where those parted by a mere space's width count as one.</summary>
    public int Parts { get; private set; }

    void Take(Piece piece)
    {
        Baseline = Math.Max(Baseline, piece.Baseline);
        Size = Math.Max(Size, piece.Size);
        Top = Math.Min(Top, piece.Top);
        Bottom = Math.Max(Bottom, piece.Bottom);
        X1 = Math.Max(X1, piece.X1);
        Bold &= piece.Bold;
        if (!piece.SoftBefore) Parts++;
    }

    /// <summary>The texts of <see cref="Parts"/>.</summary>
    public IEnumerable<string> PartTexts
    {
        get
        {
            var part = new List<string>();
            foreach (var piece in Pieces)
            {
                if (part.Count > 0 && !piece.SoftBefore)
                {
                    yield return string.Join(' ', part);
                    part.Clear();
                }
                part.Add(piece.Text);
            }
            yield return string.Join(' ', part);
        }
    }

    public string Text => string.Join(' ', Pieces.Select(p => p.Text));
}
