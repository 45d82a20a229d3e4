using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>What the panel was told on its command line.</summary>
sealed record Command(BackOfficeOptions Options, IReadOnlyList<(string Name, string? Export, int? Times)> Faults, bool ListFaults)
{
    public const string Usage = """
        Options: --port N  --day 2026-11-23  --seed N  --rows N  --history DAYS  --email ADDRESS  --password WORD  --latency MILLISECONDS
                 --pdf  --get-form  --control  --faults (lists them)  --fault NAME[:EXPORT][:TIMES]
        """;

    /// <exception cref="ArgumentException">An option or its value is not understood.</exception>
    public static Command Parse(IReadOnlyList<string> args)
    {
        var command = new Command(new BackOfficeOptions(), [], false);
        for (var i = 0; i < args.Count; i++)
            command = command.Flag(args[i])
                ?? (++i < args.Count ? command.Valued(args[i - 1], args[i]) : throw new ArgumentException($"Not understood: {args[i - 1]}"));
        return command;
    }

    Command? Flag(string name) => name switch
    {
        "--pdf" => this with { Options = Options with { Era = BackOfficeEra.Pdf } },
        "--get-form" => this with { Options = Options with { GetForm = true } },
        "--control" => this with { Options = Options with { Control = true } },
        "--faults" => this with { ListFaults = true },
        _ => null,
    };

    Command Valued(string name, string value) => name switch
    {
        "--port" => this with { Options = Options with { Port = Number(name, value) } },
        "--day" => this with { Options = Options with { Day = Day(value) } },
        "--seed" => this with { Options = Options with { Seed = Number(name, value) } },
        "--rows" => this with { Options = Options with { RowsPerDay = Number(name, value) } },
        "--history" => this with { Options = Options with { HistoryDays = Number(name, value) } },
        "--email" => this with { Options = Options with { Email = value } },
        "--password" => this with { Options = Options with { Password = value } },
        "--latency" => this with { Options = Options with { Latency = TimeSpan.FromMilliseconds(Number(name, value)) } },
        "--fault" => this with { Faults = [.. Faults, Fault(value)] },
        _ => throw new ArgumentException($"Not understood: {name}"),
    };

    static int Number(string name, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"{name} takes a number, not '{value}'.");

    static DateOnly Day(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new ArgumentException($"--day takes a date such as 2026-11-23, not '{value}'.");

    /// <summary><c>NAME</c>, <c>NAME:EXPORT</c>, <c>NAME:TIMES</c> or <c>NAME:EXPORT:TIMES</c>.</summary>
    static (string Name, string? Export, int? Times) Fault(string value)
    {
        var parts = value.Split(':');
        int? times = parts.Length > 1 && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return (KnownFault.Named(parts[0]).Name, parts.Length > (times is null ? 1 : 2) ? BackOfficeExport.Named(parts[1]).Name : null, times);
    }

    public static void Describe(BackOfficePanel panel, TextWriter to)
    {
        to.WriteLine($"Address   {panel.Address}");
        to.WriteLine($"Email     {panel.Accounts.Email}");
        to.WriteLine($"Password  {panel.Accounts.Password}");
        to.WriteLine($"API key   {panel.Accounts.ApiKey}");
        to.WriteLine($"Day       {panel.Clock.Today:yyyy-MM-dd}");
        foreach (var export in BackOfficeExport.All) to.WriteLine($"Page      {export.Page,-26}{export.Title}");
        foreach (var fault in panel.Faults.Active) to.WriteLine($"Fault     {fault.Name,-26}{fault.Description}");
        to.WriteLine("Ctrl-C ends it.");
        to.Flush();
    }
}
