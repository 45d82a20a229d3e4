using System.Data.Common;

namespace Kurir.Connectors;

/// <summary>What is done to a target file, in order.</summary>
enum FileStep
{
    Lock,
    Read,
    Create,

    /// <summary>Of a database: one table's rows.</summary>
    Insert,
    Flush,
    ReadBack,

    /// <summary>Or committing.</summary>
    Rename,
}

/// <summary>Stands before each step that touches the disk, so that tests can let it fail there, or be killed.</summary>
class FileSteps
{
    public static FileSteps Undisturbed { get; } = new();

    public virtual void Before(FileStep step, string path)
    {
    }

    /// <summary>In a database, inside the transaction.</summary>
    public virtual void Before(FileStep step, DbConnection connection) => Before(step, connection.DataSource);

    public virtual Stream Writing(Stream stream) => stream;
}
