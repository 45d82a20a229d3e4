using Kurir.App;
using Kurir.BackOffice;
using Kurir.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests;

/// <summary><c>kurir deploy</c> against a stand-in that knows Render's own description of its API, where it lies beside the repository.</summary>
public sealed class DeployRenderTests : IDisposable
{
    const string Key = "rnd_keyOfThisTestAlone", Password = "correct-horse-battery";
    const string Yaml = """
        site: https://backend.example.com
        secrets: backend
        sign_in: /login
        schedule: ["08:00", "18:00"]
        timezone: Asia/Jakarta
        notify: telegram
        exports:
          transaksi:
            page: /transaksi
            form: { start: start_date, end: end_date, button: Export }
        """;

    readonly string home = Directory.CreateTempSubdirectory("kurir-render-").FullName;
    readonly HastyTime time = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)));
    readonly Dictionary<string, string> held = new()
    {
        ["render/api_key"] = Key, ["backend/username"] = "sari@example.com", ["backend/password"] = Password, ["telegram/token"] = "1234567:AAtokenOfThisTest", ["telegram/chat_id"] = "-1009876",
    };
    readonly RenderStandIn render;
    string said = "";

    public DeployRenderTests()
    {
        render = new RenderStandIn(Key, time);
        Directory.CreateDirectory(Path.Combine(home, "pipelines"));
        File.WriteAllText(Path.Combine(home, "pipelines", "toko.yaml"), Yaml);
    }

    static DeployRequest Asked => new("toko") { Yes = true, NoCheck = true };

    static DeployRequest WithImage => Asked with { Image = "ghcr.io/example/kurir:1", Region = "singapore" };

    public void Dispose()
    {
        render.Dispose();
        Directory.Delete(home, recursive: true);
        Assert.Empty(render.Violations);
        foreach (string secret in (string[])[Key, Password, "1234567:AAtokenOfThisTest", "-1009876"]) Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_becomes_a_cron_job_with_its_schedule_in_utc_its_file_and_its_secrets()
    {
        Assert.Equal(0, await Deploy(WithImage));

        StandInService service = Assert.Single(render.Services);
        Assert.Equal("kurir-toko", service.Name);
        Assert.Equal("0 1,11 * * *", service.Schedule);
        Assert.Equal("kurir run /etc/secrets/toko.yaml", service.Command);
        Assert.Equal(["backend_password", "backend_username", "telegram_chat_id", "telegram_token", "toko.yaml"], service.Files.Keys);
        Assert.Equal(Password, service.Files["backend_password"]);
        Assert.Equal("Asia/Jakarta", service.Variables["TZ"]);
        Assert.Contains("0 1,11 * * *", said, StringComparison.Ordinal);
        Assert.Contains("backend_password, backend_username", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_shows_what_would_be()
    {
        Assert.Equal(0, await Deploy(WithImage with { PlanOnly = true }));

        Assert.Empty(render.Orders);
        Assert.Contains("secret file backend_password", said, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_yes_and_nobody_to_ask_nothing_is_changed()
    {
        Assert.Equal(ExitCode.Refused, await Deploy(WithImage with { Yes = false }));
        Assert.Empty(render.Orders);
    }

    [Fact]
    public async Task A_second_time_there_is_nothing_to_do()
    {
        await Deploy(WithImage);
        int orders = render.Orders.Count();

        Assert.Equal(0, await Deploy(Asked));
        Assert.Equal(0, await Deploy(WithImage));

        Assert.Equal(orders, render.Orders.Count());
        Assert.Contains("nothing to do", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_set_there_is_left_alone_also_where_it_fills_several_pages()
    {
        StandInService service = Deployed();
        for (int i = 0; i < 250; i++) service.Variables[$"OTHER_{i:000}"] = $"theirs-{i}";
        service.Files["their.pem"] = "theirs";

        Assert.Equal(0, await Deploy(Asked));

        Assert.Equal(250, service.Variables.Count(variable => variable.Value.StartsWith("theirs-", StringComparison.Ordinal)));
        Assert.Equal("theirs", service.Files["their.pem"]);
        Assert.DoesNotContain(render.Orders, order => order.Contains("OTHER", StringComparison.Ordinal) || order.EndsWith("/env-vars", StringComparison.Ordinal) || order.EndsWith("/secret-files", StringComparison.Ordinal) || order.StartsWith("DELETE", StringComparison.Ordinal));
        Assert.DoesNotContain("theirs", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_in_the_dashboard_is_named_and_set_right()
    {
        await Deploy(WithImage);
        (render.Services[0].Schedule, render.Services[0].Command) = ("*/5 * * * *", "sleep 1");

        Assert.Equal(ExitCode.Failed, await Deploy(Asked with { PlanOnly = true }));
        Assert.Contains("*/5 * * * * -> 0 1,11 * * *   was changed on Render since the last deployment", said, StringComparison.Ordinal);
        Assert.Contains("sleep 1 -> kurir run", said, StringComparison.Ordinal);

        Assert.Equal(0, await Deploy(Asked));
        Assert.Equal(("0 1,11 * * *", "kurir run /etc/secrets/toko.yaml"), (render.Services[0].Schedule, render.Services[0].Command));
    }

    [Fact]
    public async Task A_change_of_the_pipeline_is_no_override()
    {
        await Deploy(WithImage);
        File.WriteAllText(Path.Combine(home, "pipelines", "toko.yaml"), Yaml.Replace("18:00", "19:00", StringComparison.Ordinal));

        Assert.Equal(0, await Deploy(Asked with { PlanOnly = true }));
        Assert.DoesNotContain("was changed on Render", said, StringComparison.Ordinal);
        Assert.Equal(0, await Deploy(Asked));

        Assert.Equal("0 1,12 * * *", render.Services[0].Schedule);
        Assert.Contains("19:00", render.Services[0].Files["toko.yaml"], StringComparison.Ordinal);
        Assert.DoesNotContain(render.Orders, order => order.EndsWith("backend_password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_setting_that_stays_as_it_was_is_a_fault_after_reading_back()
    {
        Deployed();
        render.HeldSchedule = "0 0 * * *";

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Deploy(Asked));

        Assert.Equal(FaultName.ReadBackDiffers, fault.Name);
        Assert.Contains("schedule is '0 0 * * *'", fault.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web_service", "docker", "web_service")]
    [InlineData("cron_job", "python", "python")]
    public async Task A_service_of_another_kind_is_named_and_not_touched(string type, string runtime, string named)
    {
        render.Add("kurir-toko", type, runtime);

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Deploy(Asked));

        Assert.Equal(FaultName.DestinationChanged, fault.Name);
        Assert.Contains(named, fault.Cause, StringComparison.Ordinal);
        Assert.Empty(render.Orders);
    }

    [Fact]
    public async Task A_variable_that_comes_before_its_secret_file_is_named()
    {
        StandInService service = Deployed();
        service.Variables["BACKEND_PASSWORD"] = "an-old-password";

        Assert.Equal(ExitCode.Failed, await Deploy(Asked));

        Assert.Contains("the variable BACKEND_PASSWORD on Render holds something else", said, StringComparison.Ordinal);
        Assert.DoesNotContain("an-old-password", said, StringComparison.Ordinal);
        Assert.Equal("an-old-password", service.Variables["BACKEND_PASSWORD"]);
    }

    [Fact]
    public async Task Several_services_of_the_name_are_listed_and_one_is_chosen_by_its_id()
    {
        StandInService first = Deployed();
        render.Add("kurir-toko");

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Deploy(Asked));
        Assert.Equal(FaultName.ConfigurationInvalid, fault.Name);
        Assert.Contains(first.Id, fault.Cause, StringComparison.Ordinal);

        Assert.Equal(0, await Deploy(Asked with { Service = first.Id }));
        Assert.Equal("0 1,11 * * *", first.Schedule);
    }

    [Fact]
    public async Task Several_workspaces_are_listed_and_one_is_chosen()
    {
        render.Workspaces.Add(("tea-2", "Gudang"));

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Deploy(WithImage));
        Assert.Contains("Gudang (tea-2)", fault.Cause, StringComparison.Ordinal);

        await Deploy(WithImage with { Workspace = "Gudang" });
        Assert.Equal("tea-2", render.Services[0].OwnerId);
    }

    [Theory]
    [InlineData(401, FaultName.KeyRefused)]
    [InlineData(403, FaultName.AccessDenied)]
    [InlineData(404, FaultName.DestinationNotFound)]
    [InlineData(400, FaultName.ConfigurationInvalid)]
    public async Task A_refusal_is_told_with_its_remedy_and_not_repeated(int status, FaultName name)
    {
        render.On("GET", "/services", new Mishap(status, $"no, {Key}"));

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Deploy(Asked with { Service = "crn-unknown" }));

        Assert.Equal(name, fault.Name);
        Assert.Empty(render.Calls);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        held["render/api_key"] = "rnd_another";
        Assert.Equal(FaultName.KeyRefused, (await Assert.ThrowsAsync<Fault>(() => Deploy(Asked))).Name);
    }

    [Fact]
    public async Task A_limit_of_calls_is_waited_for_as_long_as_render_says_also_by_orders()
    {
        render.On("GET", "/services", new Mishap(429, RetryAfter: 17)).On("POST", "/services", new Mishap(429, RetryAfter: 61));

        Assert.Equal(0, await Deploy(WithImage));

        Assert.Single(render.Services);
        Assert.Contains(TimeSpan.FromSeconds(17), time.Pauses);
        Assert.Contains(TimeSpan.FromSeconds(61), time.Pauses);
    }

    [Fact]
    public async Task A_limit_that_lasts_longer_than_our_patience_ends_it_with_the_time_to_wait()
    {
        render.On("GET", "/services", new Mishap(429, RetryAfter: 3600));

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Deploy(Asked));

        Assert.Equal((FaultName.TooManyRequests, TimeSpan.FromHours(1)), (fault.Name, fault.RetryAfter));
        Assert.Contains("60 min", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_the_server_are_repeated_for_calls_that_may_be()
    {
        StandInService service = Deployed();
        render.On("GET", "/env-vars", new Mishap(503), 3).On("PUT", "/secret-files", new Mishap(500), 2);

        Assert.Equal(0, await Deploy(Asked));

        Assert.Equal(5, service.Files.Count);
    }

    [Fact]
    public async Task Errors_of_the_server_end_what_must_not_be_done_twice_and_the_next_time_does_the_rest()
    {
        Deployed();
        render.On("PATCH", "/services", new Mishap(502));

        Assert.Equal(FaultName.ServerError, (await Assert.ThrowsAsync<Fault>(() => Deploy(Asked))).Name);
        Assert.Equal(0, await Deploy(Asked));

        Assert.Single(render.Orders, order => order.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_answer_to_the_order_of_a_deploy_starts_no_second_one()
    {
        StandInService service = Deployed();
        int before = service.Deploys.Count;
        render.On("POST", "/deploys", Mishap.Cut);

        Assert.Equal(0, await Deploy(Asked));

        Assert.Equal(before + 1, service.Deploys.Count);
        Assert.Contains("answer was lost", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_whose_making_was_answered_into_the_void_is_found_and_finished()
    {
        render.On("POST", "/services", Mishap.Cut);

        await Assert.ThrowsAsync<Fault>(() => Deploy(WithImage));
        Assert.Equal(0, await Deploy(WithImage));

        Assert.Single(render.Services);
    }

    [Fact]
    public async Task A_deploy_that_waits_in_renders_queue_is_found_when_it_begins()
    {
        Deployed();
        render.Queues = true;
        Assert.Equal(0, await Deploy(Asked));
    }

    [Fact]
    public async Task A_failed_build_is_named_with_its_last_lines_and_done_again_the_next_time()
    {
        await Deploy(WithImage);
        (render.DeployEnd, held["backend/password"]) = ("build_failed", Password + "-new");
        render.LogLines.Add($"error: no space left\u001b[2J {Password}-new");

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Deploy(Asked));

        Assert.Equal(FaultName.JobFailed, fault.Name);
        Assert.Contains("build failed", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("no space left", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said);
        render.DeployEnd = "live";
        Assert.Equal(0, await Deploy(Asked));
        Assert.Contains("did not come to its end", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_started_followed_and_its_exit_code_returned()
    {
        await Deploy(WithImage);
        Assert.Equal(0, await Deploy(Asked with { Run = true }));
        Assert.Contains("16 rows  proven", said, StringComparison.Ordinal);

        (render.RunExit, said) = (3, "");
        Assert.Equal(3, await Deploy(Asked with { Run = true }));
        Assert.Contains("it returned 3", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_to_the_order_of_a_run_cancels_it_by_no_second_one()
    {
        await Deploy(WithImage);
        render.On("POST", "/runs", Mishap.Cut);

        Assert.Equal(0, await Deploy(Asked with { Run = true }));

        Assert.Single(render.Orders, order => order.EndsWith("/runs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_live_before_is_made_live_again()
    {
        await Deploy(WithImage);
        string first = render.Services[0].Deploys[0].Id;
        Assert.Equal(FaultName.ConfigurationInvalid, (await Assert.ThrowsAsync<Fault>(() => Deploy(Asked with { RollBack = true }))).Name);
        await Deploy(Asked with { Image = "ghcr.io/example/kurir:2" });

        Assert.Equal(0, await Deploy(Asked with { RollBack = true }));

        StandInDeploy live = render.Services[0].Deploys.Single(deploy => deploy.Status == "live");
        Assert.Equal("rollback", live.Trigger);
        Assert.Contains($"rolling back to {first} (ghcr.io/example/kurir:1)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_alone_are_laid_there_and_settings_stay()
    {
        await Deploy(WithImage);
        (render.Services[0].Schedule, held["telegram/chat_id"]) = ("*/5 * * * *", "-100222");

        Assert.Equal(0, await Secrets(Asked));

        Assert.Equal(("*/5 * * * *", "-100222"), (render.Services[0].Schedule, render.Services[0].Files["telegram_chat_id"]));
        Assert.Equal(ExitCode.Failed, await Deploy(Asked with { PlanOnly = true }));
        Assert.Contains("was changed on Render since", said, StringComparison.Ordinal);
        int orders = render.Orders.Count();
        Assert.Equal(0, await Secrets(Asked));
        Assert.Equal(orders, render.Orders.Count());
    }

    [Fact]
    public async Task A_secret_that_only_render_holds_is_left_there_and_one_that_nobody_holds_is_named()
    {
        await Deploy(WithImage);
        held.Remove("backend/password");
        Assert.Equal(0, await Deploy(Asked));
        Assert.Equal(Password, render.Services[0].Files["backend_password"]);

        render.Services[0].Files.Remove("backend_password");
        Fault fault = await Assert.ThrowsAsync<Fault>(() => Deploy(Asked));
        Assert.Equal((FaultName.SecretMissing, "backend/password"), (fault.Name, fault.Subject));
    }

    [Fact]
    public async Task A_key_of_google_that_does_not_work_is_laid_nowhere()
    {
        File.WriteAllText(Path.Combine(home, "pipelines", "toko.yaml"), Yaml.Replace("    page: /transaksi", "    page: /transaksi\n    to: { sheet: 1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg }", StringComparison.Ordinal));
        held["google"] = "{\"type\":\"service_account\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIIE";

        foreach (Func<Task<int>> command in (Func<Task<int>>[])[() => Deploy(WithImage), () => Secrets(Asked), () => Secrets(Asked with { NoCheck = true })])
        {
            Fault fault = await Assert.ThrowsAsync<Fault>(command);
            Assert.Equal(FaultName.SecretDamaged, fault.Name);
        }

        Assert.Empty(render.Calls);
    }

    [Fact]
    public async Task Secrets_are_tried_from_here_before_they_are_laid_there()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        StandInService service = Deployed();
        File.WriteAllText(Path.Combine(home, "pipelines", "toko.yaml"), Yaml.Replace("https://backend.example.com", panel.Address.ToString(), StringComparison.Ordinal)
            .Replace("/login", "/", StringComparison.Ordinal).Replace("notify: telegram\n", "", StringComparison.Ordinal));
        held["backend/username"] = panel.Accounts.Email;

        Fault refused = await Assert.ThrowsAsync<Fault>(() => Secrets(Asked with { NoCheck = false }));

        Assert.Equal("sign-in, toko", refused.Subject);
        Assert.Contains("Nothing was changed on Render", refused.Cause, StringComparison.Ordinal);
        Assert.Equal(1, panel.Requests.Count(request => request.IsSignIn));
        Assert.Empty(render.Orders);

        held["backend/password"] = panel.Accounts.Password;
        Assert.Equal(0, await Secrets(Asked with { NoCheck = false }));
        Assert.Equal((panel.Accounts.Email, panel.Accounts.Password), (service.Files["backend_username"], service.Files["backend_password"]));
        int tried = panel.Requests.Count;
        Assert.Equal(0, await Secrets(Asked with { NoCheck = false }));
        Assert.Equal(tried, panel.Requests.Count); // nothing to lay, nothing to try

        held["backend/password"] = "another-password";
        Assert.Equal(0, await Secrets(Asked));
        Assert.Equal(tried, panel.Requests.Count);
        Assert.DoesNotContain(panel.Accounts.Password, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_document_holds_names_and_no_value()
    {
        Assert.Equal(0, await Deploy(WithImage, json: true));

        Assert.Contains("\"schedule\": \"0 1,11 * * *\"", said, StringComparison.Ordinal);
        Assert.Contains("\"live_deploy\": \"dep-", said, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"secret-file\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_or_repository_in_another_spelling_is_the_same()
    {
        await Deploy(Asked with { Image = "docker.io/example/kurir:1" });
        int orders = render.Orders.Count();

        Assert.Equal(0, await Deploy(Asked with { Image = "example/kurir:1" }));
        render.Services[0].Files["toko.yaml"] = render.Services[0].Files["toko.yaml"].ReplaceLineEndings("\r\n") + "\r\n";
        Assert.Equal(0, await Deploy(Asked));

        Assert.Equal(orders, render.Orders.Count());
    }

    [Fact]
    public async Task A_secret_is_taken_out_of_a_line_before_the_line_is_cut()
    {
        await Deploy(WithImage);
        render.LogLines.Add(new string('x', 490) + Password);

        Assert.Equal(0, await Deploy(Asked with { Run = true }));

        Assert.Contains("xxx***", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Password[..8], said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_says_whether_it_is_still_as_the_pipeline_has_it()
    {
        Assert.Empty(await Examined());
        await Deploy(WithImage);
        Assert.Equal(CheckState.Pass, Assert.Single(await Examined()).State);

        held["telegram/chat_id"] = "-100222";
        CheckResult differs = Assert.Single(await Examined());
        Assert.Equal(CheckState.Warn, differs.State);
        Assert.Contains("secret file telegram_chat_id", differs.Seen, StringComparison.Ordinal);

        render.Services[0].Schedule = "0 8 * * *";
        CheckResult overridden = Assert.Single(await Examined());
        Assert.Equal((CheckState.Fail, "kurir deploy render toko"), (overridden.State, overridden.Remedy));
        Assert.Contains("'0 8 * * *' and should be '0 1,11 * * *'", overridden.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stand_in_is_held_to_renders_own_description()
    {
        if (RenderDescription.Known is not { } known)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("Render's description is not beside the repository: calls were not compared with it.");
            return;
        }

        Assert.NotEmpty(known.Problems("PUT", new Uri("https://api.render.com/v1/services/crn-1/nothing"), null));
        Assert.NotEmpty(known.Problems("PUT", new Uri("https://api.render.com/v1/services/crn-1/env-vars/TZ"), "{\"worth\":\"UTC\"}"u8.ToArray()));
        Assert.NotEmpty(known.Problems("GET", new Uri("https://api.render.com/v1/services?nome=x"), null));
        Assert.NotEmpty(known.Problems("GET", new Uri("https://api.render.com/v1/services/crn-1"), 200, "{\"id\":\"crn-1\"}"u8.ToArray()));
        Assert.Empty(known.Problems("PUT", new Uri("https://api.render.com/v1/services/crn-1/env-vars/TZ"), "{\"value\":\"UTC\"}"u8.ToArray()));
    }

    async Task<IReadOnlyList<CheckResult>> Examined()
    {
        var secrets = new FixedSecrets(held);
        PipelineDefinition pipeline = PipelineLoader.Load(Path.Combine(home, "pipelines", "toko.yaml"), new PipelineSurroundings { Home = home, Secrets = secrets }).Require();
        var patient = new Patient(secrets, [pipeline], time, home, null, () => throw new InvalidOperationException("No panel is asked."));
        return await new RenderCheck(_ => new RenderClient(new Uri("https://api.render.com/"), new Secret(Key), render, time)).Look(patient, default);
    }

    /// <summary>One that somebody made by hand, live.</summary>
    StandInService Deployed()
    {
        StandInService service = render.Add("kurir-toko");
        service.Repo = "https://github.com/example/kurir";
        service.Deploys.Add(new StandInDeploy("dep-0", "manual", "2026-11-01T00:00:00Z", null) { Status = "live" });
        return service;
    }

    Task<int> Deploy(DeployRequest request, bool json = false) => With(desk => desk.Render(request, default), json);

    Task<int> Secrets(DeployRequest request) => With(desk => desk.Secrets(request, default), json: false);

    async Task<int> With(Func<DeployDesk, Task<int>> work, bool json)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var terminal = new Terminal(new StreamWriter(output), new StreamWriter(error) { AutoFlush = true }, new TerminalMode { Json = json });
        var secrets = new SecretPlaces([new FixedSecrets(held)], terminal.Redactor);
        await using Kurir.App.Courier courier = Kurir.App.Courier.For(Workspace.At(home), terminal, secrets, time);
        using var client = new RenderClient(new Uri("https://api.render.com/"), secrets.Require(RenderClient.SecretName, Stage.Configure), render, time);
        try
        {
            return await work(new DeployDesk(courier, client, terminal));
        }
        catch (Fault fault)
        {
            terminal.Failed(fault);
            throw;
        }
        finally
        {
            terminal.Output.Flush();
            said += System.Text.Encoding.UTF8.GetString(output.ToArray()) + System.Text.Encoding.UTF8.GetString(error.ToArray());
        }
    }
}
