namespace Kurir.Google;

/// <summary>A rectangle of a tab, half-open and bounded by its grid.</summary>
public readonly record struct Area(Tab Tab, int Top, int Left, int Bottom, int Right)
{
    public int Height => Bottom - Top;

    public int Width => Right - Left;

    public bool IsOneCell => Height == 1 && Width == 1;

    public bool Touches(Area other) => Tab.Id == other.Tab.Id && Top < other.Bottom && other.Top < Bottom && Left < other.Right && other.Left < Right;

    /// <summary>As Google writes it: <c>'Laporan Toko'!A1:C20</c>.</summary>
    public override string ToString()
    {
        string cells = Height <= 1 && Width <= 1 ? A1.Name(Top, Left) : $"{A1.Name(Top, Left)}:{A1.Name(Bottom - 1, Right - 1)}";
        return $"{A1.Quoted(Tab.Title)}!{cells}";
    }
}
