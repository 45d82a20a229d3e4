namespace Kurir.PdfTables;

/// <summary>The end of the time a document may take, and the caller's wish to stop; asked inside every loop whose work can grow faster than the page.</summary>
sealed class Deadline(PdfTablesOptions options, CancellationToken ct)
{
    readonly long _end = options.Clock.GetTimestamp() + (long)(options.MaxTime.TotalSeconds * options.Clock.TimestampFrequency);

    /// <summary>Milliseconds left; 0 or less when over.</summary>
    public double Left => (_end - options.Clock.GetTimestamp()) * 1000.0 / options.Clock.TimestampFrequency;

    public void Check()
    {
        ct.ThrowIfCancellationRequested();
        if (Left <= 0) throw Over();
    }

    public PdfTablesException Over() => new(PdfProblem.TooSlow, $"Reading the file took longer than {options.MaxTime.TotalSeconds:0} s.");
}
