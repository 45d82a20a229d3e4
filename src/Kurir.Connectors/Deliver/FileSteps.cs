namespace Kurir.Connectors;

/// <summary>What is done to a target file, in order.</summary>
enum FileStep
{
    Lock,
    Read,
    Create,
    Flush,
    ReadBack,
    Rename,
}

/// <summary>Stands before each step that touches the disk, so that tests can let it fail there, or be killed.</summary>
class FileSteps
{
    public static FileSteps Undisturbed { get; } = new();

    public virtual void Before(FileStep step, string path)
    {
    }

    public virtual Stream Writing(Stream stream) => stream;
}
