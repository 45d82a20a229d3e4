namespace Kurir.Connectors;

/// <summary>What the operating system's errors mean for a delivery into a file.</summary>
static class FileFaults
{
    const int WindowsSharing = unchecked((int)0x80070020), WindowsLocked = unchecked((int)0x80070021);
    const int WindowsFull = unchecked((int)0x80070070), WindowsHandleFull = unchecked((int)0x80070027);
    const int NoSpace = 28, ReadOnly = 30, Exists = 17, NoFolder = 20, Again = 11, AgainOnMac = 35, QuotaOnMac = 69, Quota = 122;

    /// <summary>Another process has the file.</summary>
    public static bool IsShared(IOException e) => e.HResult is WindowsSharing or WindowsLocked || (!OperatingSystem.IsWindows() && e.HResult is Again or AgainOnMac);

    /// <param name="error">Of opening, writing, flushing or renaming.</param>
    /// <param name="name">The file as a person would name it.</param>
    public static Fault Explain(Exception error, string name) => error switch
    {
        UnauthorizedAccessException => Of(FaultName.DestinationDenied, FaultKind.Ask, "This user may not write the file or its folder.", "Allow it, or name another file in the pipeline.", name, error),
        { HResult: WindowsFull or WindowsHandleFull or NoSpace or Quota or QuotaOnMac } =>
            Of(FaultName.DiskFull, FaultKind.Ask, "The disk is full.", "Make room; the earlier file stands as it did, and the next run brings the rows.", name, error),
        { HResult: ReadOnly } when !OperatingSystem.IsWindows() =>
            Of(FaultName.DestinationDenied, FaultKind.Ask, "The file's disk can only be read.", "Name a file on another disk.", name, error),
        { HResult: Exists or NoFolder } when !OperatingSystem.IsWindows() =>
            Of(FaultName.DestinationDenied, FaultKind.Ask, $"A file stands where a folder should be: {error.Message}", "Move that file away, or name another one in the pipeline.", name, error),
        IOException e when IsShared(e) =>
            Of(FaultName.DestinationBusy, FaultKind.Retry, "The file is open in another program.", "Close it there; the next run, or kurir deliver, brings the rows.", name, error),
        _ => Of(FaultName.Unreachable, FaultKind.Retry, $"The file could not be read or written: {error.Message}", "Look whether its disk is there; the next run brings the rows.", name, error),
    };

    static Fault Of(FaultName fault, FaultKind kind, string cause, string remedy, string name, Exception error) =>
        new(Stage.Deliver, fault, kind, name, cause, remedy, error);
}
