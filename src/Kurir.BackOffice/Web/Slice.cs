namespace Kurir.BackOffice;

/// <summary>One page of a list.</summary>
/// <param name="Total">The number of rows that the page announces for the whole list.</param>
/// <param name="More">Whether the list says that it goes on.</param>
sealed record Slice(IReadOnlyList<BackOfficeCell[]> Rows, int Total, bool More)
{
    public static Slice Of(Visit visit, BackOfficeExport export, Report report, int skip, int take)
    {
        var rows = report.Paper.Rows;
        var total = report.Announced + (visit.Faults.Strikes(KnownFault.WrongTotal, export) ? 7 : 0);
        var loops = visit.Faults.Strikes(KnownFault.PagerLoops, export) && rows.Count > 0;
        var whole = ((long)rows.Count + take - 1) / take * take;
        if (loops) skip = (int)(skip % whole);
        var late = skip > 0 && visit.Faults.Strikes(KnownFault.UnstableOrder, export) ? 1 : 0;
        return new Slice([.. rows.Skip(skip - late).Take(Math.Min(take, rows.Count - skip))], total, loops || (long)skip + take < rows.Count);
    }
}
