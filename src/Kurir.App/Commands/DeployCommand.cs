using System.CommandLine;
using System.Net;

namespace Kurir.App;

/// <summary><c>kurir deploy</c>: a pipeline as a cron job on Render.</summary>
static class DeployCommand
{
    static readonly Argument<string> Pipeline = new("pipeline") { Description = "A pipeline's name or path." };
    static readonly Option<string?> Service = new("--service") { Description = "The service's name, or its id; without, kurir-PIPELINE." };
    static readonly Option<string?> Workspace = new("--workspace") { Description = "Name or id of the workspace on Render, where the key sees several." };
    static readonly Option<string?> Image = new("--image") { Description = "The address of the image to run." };
    static readonly Option<string?> Repo = new("--repo") { Description = "The address of the repository from whose deploy/Dockerfile the image is built." };
    static readonly Option<string?> Branch = new("--branch") { Description = "Of the repository." };
    static readonly Option<string?> InstanceType = new("--instance-type") { Description = "How large its machine is: starter, standard, pro, ..." };
    static readonly Option<string?> Region = new("--region") { Description = "Where a new service stands: frankfurt, oregon, ohio, singapore, virginia." };
    static readonly Option<bool> Plan = new("--plan") { Description = "Only show what would change." };
    static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do it without asking." };
    static readonly Option<bool> NoCheck = new("--no-check") { Description = "Lay secrets there without trying them from here first." };
    static readonly Option<bool> Run = new("--run") { Description = "Then start a run there, show its log, and return its exit code." };
    static readonly Option<bool> RollBack = new("--roll-back") { Description = "Make the deploy before the present one live again." };

    public static Command Create()
    {
        var command = new Command("deploy", "Lets a pipeline run on Render, on its schedule.").Example("kurir deploy render andalan-atk --plan");
        command.Subcommands.Add(new Command("render", "Plans, applies after asking, and reads back what is in force: schedule, command, image, variables and secret files.")
            .Example("kurir deploy render andalan-atk --image ghcr.io/example/kurir:1 --region singapore", "kurir deploy render andalan-atk --yes --run", "kurir deploy render andalan-atk --roll-back")
            .Takes(Pipeline, Service, Workspace, Image, Repo, Branch, InstanceType, Region, Plan, Yes, NoCheck, Run, RollBack).Does(Render));
        command.Subcommands.Add(new Command("secrets", "Checks the pipeline's secrets, then lays them into the service as secret files. Tells names only.")
            .Example("kurir deploy secrets andalan-atk").Takes(Pipeline, Service, Workspace, Plan, Yes, NoCheck).Does(Secrets));
        return command;
    }

    static async Task<int> Render(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var courier = Courier.At(App.Workspace.Find(parsed.GetValue(Pipeline)), terminal);
        using RenderClient render = Client(courier.Secrets, courier.Time);
        return await new DeployDesk(courier, render, terminal).Render(OrderOf(parsed), ct);
    }

    static async Task<int> Secrets(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var courier = Courier.At(App.Workspace.Find(parsed.GetValue(Pipeline)), terminal);
        using RenderClient render = Client(courier.Secrets, courier.Time);
        return await new DeployDesk(courier, render, terminal).Secrets(OrderOf(parsed), ct);
    }

    static DeployRequest OrderOf(ParseResult parsed) => new(parsed.GetValue(Pipeline)!)
    {
        Service = parsed.GetValue(Service),
        Workspace = parsed.GetValue(Workspace),
        Image = Known(parsed, Image),
        Repo = Known(parsed, Repo),
        Branch = Known(parsed, Branch),
        InstanceType = Known(parsed, InstanceType),
        Region = Known(parsed, Region),
        PlanOnly = parsed.GetValue(Plan),
        Yes = parsed.GetValue(Yes),
        NoCheck = parsed.GetValue(NoCheck),
        Run = Has(parsed, Run),
        RollBack = Has(parsed, RollBack),
    };

    static string? Known(ParseResult parsed, Option<string?> option) => parsed.CommandResult.Command.Options.Contains(option) ? parsed.GetValue(option) : null;

    static bool Has(ParseResult parsed, Option<bool> option) => parsed.CommandResult.Command.Options.Contains(option) && parsed.GetValue(option);

    /// <exception cref="Fault"><see cref="FaultName.SecretMissing"/>: there is no key.</exception>
    public static RenderClient Client(ISecrets secrets, TimeProvider time)
    {
        // A redirect would carry the key elsewhere.
        var network = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(20) };
        return new RenderClient(Address(), secrets.Require(RenderClient.SecretName, Stage.Configure), network, time);
    }

    static Uri Address()
    {
        string address = Environment.GetEnvironmentVariable(RenderClient.AddressVariable) is { Length: > 0 } other ? other : "https://api.render.com/";
        return Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out Uri? uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            ? uri
            : throw RenderFaults.Refused(RenderClient.AddressVariable, "it holds no address to which a key may be sent", "Remove it, or write the address of a gateway such as https://render.example.com");
    }
}
