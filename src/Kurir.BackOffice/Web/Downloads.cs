using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>Exports as files.</summary>
static class Downloads
{
    /// <summary>The file behind an Export button; <c>format=</c> asks for another kind than the panel's era has.</summary>
    public static async Task Export(Visit visit, BackOfficeExport export)
    {
        var format = visit.Field("format");
        if (format.Length == 0 && export != BackOfficeExport.Transaksi && visit.Panel.Era == BackOfficeEra.Pdf) format = "pdf";
        if (!FileKinds.Knows(format)) await visit.Error(422);
        else await Send(visit, export, paper => FileKinds.Write(paper, Name(visit, export), format));
    }

    /// <summary>A csv file; <c>delimiter=</c> one character, <c>encoding=</c> utf-8, utf-8-bom, utf-16 or windows-1252.</summary>
    public static async Task Csv(Visit visit, BackOfficeExport export)
    {
        var (delimiter, encoding) = (visit.Field("delimiter"), CsvFile.Encoding(visit.Field("encoding")));
        if (encoding is null || delimiter.Length > 1) await visit.Error(422);
        else await Send(visit, export, paper => new Download(
            CsvFile.Write(paper, delimiter.Length == 0 ? ',' : delimiter[0], encoding),
            "text/csv; charset=" + encoding.WebName,
            Name(visit, export) + ".csv"));
    }

    static string Name(Visit visit, BackOfficeExport export) =>
        export.Name + "-" + visit.Panel.Clock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    static async Task Send(Visit visit, BackOfficeExport export, Func<Paper, Download> write)
    {
        if (await Transport.Disturbs(visit, export)) return;
        if (Filters.Read(visit, export) is not { } asked)
        {
            await Filters.Refuse(visit, export);
            return;
        }
        var paper = visit.Panel.Reports.Make(export, asked).Paper;
        var file = write(paper);
        foreach (var fault in visit.Faults.Strike(BackOfficeFaultGroup.File, export))
            file = fault.File!(new FileAtFault(file, paper, SignInPages.Html(visit)));
        await Transport.Send(visit, export, file);
    }
}
