namespace Kurir.App;

/// <summary>What a command's end means to a script.</summary>
static class ExitCode
{
    /// <summary>All that was asked for was done, also when nothing had changed.</summary>
    public const int Done = 0;

    /// <summary>It ran, and at least one export failed, was held, or was left unproven or undelivered.</summary>
    public const int Failed = 1;

    /// <summary>Nothing was attempted: usage or configuration.</summary>
    public const int Refused = 2;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;

    public static int Of(Run run) =>
        run.Exports.Any(export => export.Outcome == Outcome.Interrupted) ? Interrupted : run.Succeeded ? Done : Failed;

    public static int Of(Fault fault) => fault.Name switch
    {
        FaultName.Interrupted => Interrupted,
        FaultName.ConfigurationInvalid => Refused,
        _ => Failed,
    };
}
