using System.Globalization;
using Kurir.Connectors;
using Sylvan.Data.Csv;

namespace Kurir.Tests;

/// <summary>A csv file, read and written by another library.</summary>
sealed class CsvStanding(string home) : IStanding
{
    public string Path { get; } = System.IO.Path.Combine(home, "out", "shop", "sales.csv");

    public IDestination Open(FileSteps? steps = null) => new CsvDestination(new CsvOptions(), WorkbookStanding.Context(home), steps ?? FileSteps.Undisturbed);

    public List<List<object?>> Load()
    {
        List<List<object?>> rows = [];
        if (!File.Exists(Path)) return rows;
        using CsvDataReader reader = CsvDataReader.Create(Path, new CsvDataReaderOptions { HasHeaders = false, MaxBufferSize = 1 << 20, Delimiter = ',' });
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.RowFieldCount).Select(i => (object?)reader.GetString(i))]);
        return rows;
    }

    public void Save(List<List<object?>> rows)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllLines(Path, rows.Select(row => string.Join(',', row.Select(value => '"' + Said(value).Replace("\"", "\"\"", StringComparison.Ordinal) + '"'))));
    }

    public object? Shown(Cell cell, ColumnContract column) => cell.IsEmpty ? null : cell.Type == CellType.DateTime ? cell.Value.Replace('T', ' ') : cell.Value;

    public bool FillsRowsBelow => true;

    public byte[] Bytes() => File.Exists(Path) ? File.ReadAllBytes(Path) : [];

    public FileSteps Corrupting() => new MeddlingSteps(FileStep.ReadBack, path => File.WriteAllText(path, File.ReadAllText(path).Replace("Dewi", "Dwei", StringComparison.Ordinal)));

    static string Said(object? value) => value switch
    {
        null => "",
        DateTime moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
