namespace Kurir.PdfTables;

/// <summary>Words that were printed as one text: joined by printed spaces. A piece belongs to one cell, or spans several.</summary>
sealed class Piece(List<Word> words)
{
    public List<Word> Words { get; } = words;
    public double X0 { get; } = words.Min(w => w.X0);
    public double X1 { get; } = words.Max(w => w.X1);
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

    public PdfBox Box => new(X0, Words.Min(w => w.Top), X1, Words.Max(w => w.Bottom));
}

/// <summary>Pieces on one baseline, from left to right.</summary>
sealed class TextLine(List<Piece> pieces)
{
    public List<Piece> Pieces { get; } = pieces;
    public double Baseline { get; } = pieces.Max(p => p.Baseline);
    public double Size { get; } = pieces.Max(p => p.Size);
    public double Top { get; } = pieces.Min(p => p.Top);
    public double Bottom { get; } = pieces.Max(p => p.Bottom);
    public double X0 => Pieces[0].X0;
    public double X1 { get; } = pieces.Max(p => p.X1);
    public double Middle => (Top + Bottom) / 2;
    public bool Bold { get; } = pieces.TrueForAll(p => p.Bold);
    public int Colour => Pieces[0].Words[0].Colour;

    /// <summary>Pieces, where those parted by a mere space's width count as one.</summary>
    public int Parts { get; } = 1 + pieces.Skip(1).Count(p => !p.SoftBefore);

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
