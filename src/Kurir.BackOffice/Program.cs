using System.Runtime.InteropServices;
using Kurir.BackOffice;

try
{
    var command = Command.Parse(args);
    if (command.ListFaults)
    {
        foreach (var fault in KnownFault.All) Console.WriteLine($"{fault.Name,-24}{fault.Description}");
        return 0;
    }
    await using var panel = await BackOfficePanel.Start(command.Options);
    foreach (var (name, export, times) in command.Faults) panel.Faults.On(name, export, times);
    var end = new TaskCompletionSource();
    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        end.TrySetResult();
    }
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    Command.Describe(panel, Console.Out);
    await end.Task;
    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(Command.Usage);
    return 2;
}
