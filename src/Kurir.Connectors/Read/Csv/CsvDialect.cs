namespace Kurir.Connectors;

/// <summary>How a text separates its fields, found by which delimiter gives the most records of one width.</summary>
/// <param name="Delimiter">A character that does not occur where there is one column only.</param>
/// <param name="Declared">The first line is <c>sep=;</c>, which is no record.</param>
sealed record CsvDialect(char Delimiter, bool Declared)
{
    const int SampleLength = 128 << 10;
    const int SampleRecords = 200;
    const char None = '\0';

    // In doubt the one that occurs in no text and no number wins.
    static readonly char[] Candidates = ['\t', ';', '|', ','];

    public bool IsSingleColumn => Delimiter == None;

    /// <summary>The records that the decision was made by.</summary>
    public IReadOnlyList<string[]> Sample { get; private init; } = [];

    public static CsvDialect Find(TextReader reader)
    {
        char[] sample = new char[SampleLength];
        int length = reader.ReadBlock(sample);
        string text = new(sample, 0, length);
        bool cut = length == SampleLength;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && text.IndexOfAny(['\r', '\n']) is -1 or 5)
            return new CsvDialect(text[4], true) { Sample = [.. Records(text, text[4], cut).Skip(1)] };
        var best = new CsvDialect(None, false) { Sample = Records(text, None, cut) };
        (int Count, int Width) score = (0, 0);
        foreach (char candidate in Candidates)
        {
            if (!text.Contains(candidate)) continue;
            var records = Records(text, candidate, cut);
            var usual = records.Where(r => r.Length > 1).GroupBy(r => r.Length).Select(g => (Count: g.Count(), Width: g.Key)).DefaultIfEmpty().Max();
            if (usual.CompareTo(score) <= 0) continue;
            score = usual;
            best = new CsvDialect(candidate, false) { Sample = records };
        }

        return best;
    }

    static List<string[]> Records(string text, char delimiter, bool cut)
    {
        var parser = new CsvParser(new StringReader(text), delimiter);
        var records = new List<string[]>();
        for (var fields = new List<string>(); records.Count < SampleRecords && parser.Read(fields);)
            if (fields.Count > 1 || fields[0].Length > 0) records.Add([.. fields]);
        // The sample's last record may go on behind its end.
        if (cut && records.Count is > 1 and < SampleRecords) records.RemoveAt(records.Count - 1);
        return records;
    }
}
