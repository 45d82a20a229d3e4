using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>A destination as a person sees and uses it, without any of our own code: rows of values, the heading first.</summary>
interface IStanding
{
    /// <summary>Made anew, so that nothing is remembered between deliveries.</summary>
    IDestination Open(FileSteps? steps = null);

    /// <summary>Values of .NET: string, double, bool, DateTime, TimeSpan, null. No rows: it does not stand.</summary>
    List<List<object?>> Load();

    /// <summary>A person's program writes the whole of it.</summary>
    void Save(List<List<object?>> rows);

    /// <summary>What a person is to see of a cell.</summary>
    object? Shown(Cell cell, ColumnContract column);

    /// <summary>A new row stands in the first row that is empty in the report's columns, even if people have something beside those.</summary>
    bool FillsRowsBelow { get; }

    /// <summary>The bytes of everything that stands there.</summary>
    byte[] Bytes();

    /// <summary>Something goes wrong with what was written, before it is read back.</summary>
    FileSteps Corrupting();
}
