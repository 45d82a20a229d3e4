namespace Kurir.BackOffice;

/// <summary>One row of a report through time. It is not there before its first edition; later editions replace it.</summary>
/// <param name="At">The time by which it is listed and filtered.</param>
sealed record Entry(DateTime At, IReadOnlyList<Edition> Editions)
{
    public DateOnly Appears => Editions[0].From;

    public BackOfficeCell[] AsOf(DateOnly day) => Editions.Last(edition => edition.From <= day).Cells;
}

/// <summary>The cells of a row from one day on.</summary>
sealed record Edition(DateOnly From, BackOfficeCell[] Cells);
