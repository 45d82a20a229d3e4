using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>How a workbook holds a cell; a PDF, a page and a csv file print <see cref="BackOfficeCell.Text"/> whatever the kind.</summary>
public enum BackOfficeKind
{
    Text,
    Integer,
    Money,
    Date,
    Moment,

    /// <summary>An error such as <c>#N/A</c>; only a fault makes one.</summary>
    Error,
}

/// <summary>One cell of a report, as a person sees it and as a workbook holds it.</summary>
/// <param name="Text">What is printed: <c>1.234</c>, <c>Rp 85.000</c>, <c>23 Sep 2025</c>, <c>23 Sep 2025 18:39</c>; of a text cell, the text itself.</param>
/// <param name="Number">The number behind an <see cref="BackOfficeKind.Integer"/> or <see cref="BackOfficeKind.Money"/> cell.</param>
/// <param name="Time">The local time behind a <see cref="BackOfficeKind.Date"/> or <see cref="BackOfficeKind.Moment"/> cell.</param>
public readonly record struct BackOfficeCell(
    string Text, BackOfficeKind Kind = BackOfficeKind.Text, decimal Number = 0, DateTime Time = default)
{
    /// <summary>A <see cref="string"/>, a <see cref="decimal"/> or a <see cref="DateTime"/>.</summary>
    public object Value => Kind switch
    {
        BackOfficeKind.Integer or BackOfficeKind.Money => Number,
        BackOfficeKind.Date or BackOfficeKind.Moment => Time,
        _ => Text,
    };

    /// <summary>The value in one invariant form: <c>85000</c>, <c>2025-09-23</c>, <c>2025-09-23T18:39:00</c>; of a text cell, the text.</summary>
    public string Canonical => Kind switch
    {
        BackOfficeKind.Integer or BackOfficeKind.Money => Number.ToString(CultureInfo.InvariantCulture),
        BackOfficeKind.Date => Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        BackOfficeKind.Moment => Time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => Text,
    };

    public static BackOfficeCell Of(string text) => new(text);

    public static BackOfficeCell Integer(decimal number) => new(Dotted(number), BackOfficeKind.Integer, number);

    public static BackOfficeCell Money(decimal number) => new(Rupiah(number), BackOfficeKind.Money, number);

    public static BackOfficeCell Date(DateTime day) =>
        new(day.ToString("dd MMM yyyy", CultureInfo.InvariantCulture), BackOfficeKind.Date, Time: day.Date);

    public static BackOfficeCell Moment(DateTime time) =>
        new(time.ToString("dd MMM yyyy HH:mm", CultureInfo.InvariantCulture), BackOfficeKind.Moment, Time: time);

    internal static string Rupiah(decimal number) => "Rp " + Dotted(number);

    static string Dotted(decimal number) => number.ToString("#,##0", CultureInfo.InvariantCulture).Replace(',', '.');

    public override string ToString() => Text;
}
