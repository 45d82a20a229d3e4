namespace Kurir.Connectors;

/// <summary>A file in which one table stands, opened to be read from the top any number of times and written anew.</summary>
interface ITabularFile : IDisposable
{
    /// <summary>The table has at least one cell. False: it is new, or was lost.</summary>
    bool Stands { get; }

    /// <summary>The table's rows from the top, each time read from the file; wholly empty ones may be left out.</summary>
    /// <exception cref="Fault">The file is damaged.</exception>
    IEnumerable<FileRow> Rows(CancellationToken ct);

    /// <summary>Writes the file as it is to stand.</summary>
    /// <returns>What people should know of it.</returns>
    IReadOnlyList<string> Write(Stream to, FileEdit edit, CancellationToken ct);

    /// <summary>The numbers of the rows that <see cref="Write"/> left out, since nothing was left in them.</summary>
    IReadOnlyCollection<long> Dropped => [];

    /// <summary>What else in the written file is not as it was in this one, though nobody meant to change it.</summary>
    IEnumerable<Mismatch> Damage(ITabularFile written);

    /// <summary>A cell as this format stores it.</summary>
    Cell Fit(Cell cell, ColumnContract column);

    /// <summary>As a person would name a cell: <c>transaksi!C12</c>.</summary>
    string NameOf(long row, int position);
}

/// <summary>One row as it stands.</summary>
/// <param name="Number">As the program that shows the file counts, from 1.</param>
/// <param name="Cells">By position; good until the next row is read.</param>
/// <param name="Formulas">Positions at which formulas stand; null: none.</param>
readonly record struct FileRow(long Number, ArraySegment<Cell> Cells, IReadOnlySet<int>? Formulas = null);

/// <summary>What is to be written.</summary>
/// <param name="HeadingRow">The heading's number; 0: there is none yet.</param>
/// <param name="LastRow">The last row with anything in the report's columns; new rows stand below it.</param>
sealed record FileEdit(DeliveryPlan Plan, long HeadingRow, long LastRow);
