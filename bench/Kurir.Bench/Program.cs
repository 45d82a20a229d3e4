using Kurir.Bench;

// One benchmark by name, with its own arguments; without a name, all of them.
var benches = new Dictionary<string, Func<string[], Task>>
{
    ["start"] = rest => Task.Run(() => StartBench.Run(rest)),
    ["run"] = RunBench.Run,
    ["xlsx"] = rest => Task.Run(() => XlsxBench.Run(rest)),
    ["ledger"] = rest => Task.Run(() => LedgerBench.Run(rest)),
    ["history"] = rest => Task.Run(() => HistoryBench.Run(rest)),
    ["sheets"] = SheetsBench.Run,
    ["browser"] = BrowserBench.Run,
    ["pdf"] = rest => Task.Run(() => PdfBench.Run(rest)),
};

// Not a benchmark: it writes what a published executable is made with.
if (args is ["profile"])
{
    await StartProfile.Write();
    return 0;
}

if (args.Length == 0)
{
    foreach (Func<string[], Task> bench in benches.Values) await bench([]);
    return 0;
}

if (!benches.TryGetValue(args[0], out Func<string[], Task>? wanted))
{
    Console.Error.WriteLine($"There is no benchmark '{args[0]}'; there are {string.Join(", ", benches.Keys)}.");
    return 2;
}

await wanted(args[1..]);
return 0;
