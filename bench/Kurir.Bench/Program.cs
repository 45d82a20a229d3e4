using Kurir.Bench;

var benches = new Dictionary<string, Func<string[], Task>>
{
    ["run"] = RunBench.Run,
    ["start"] = Synchronous(StartBench.Run),
    ["ledger"] = Synchronous(LedgerBench.Run),
};
string[] wanted = args.Length == 0 ? [.. benches.Keys] : args;
foreach (string name in wanted)
{
    if (!benches.TryGetValue(name, out Func<string[], Task>? bench))
    {
        Console.Error.WriteLine($"There is no benchmark '{name}'; there are {string.Join(", ", benches.Keys)}.");
        return 2;
    }

    await bench([]);
}

return 0;

static Func<string[], Task> Synchronous(Action<string[]> bench) => args =>
{
    bench(args);
    return Task.CompletedTask;
};
