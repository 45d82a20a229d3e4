using static Kurir.SampleKinds;

namespace Kurir;

public sealed class PipelineFileTests
{
    internal const string Whole = """
        # yaml-language-server: $schema=./.schema/pipeline.json
        site: https://backend.example.com
        sign_in: /login
        schedule: ["08:00", "18:00"]
        timezone: Asia/Jakarta
        language: id
        notify: telegram

        defaults:
          form: { start: "#filter-start", end: "#filter-end", button: Export }
          window: last 2 days

        exports:
          transaksi:
            page: /transaksi/index-export
            form: { start: start_date, end: end_date, button: Export }
            key: Transaksi ID
            to: { workbook: out/a.xlsx }
          user:
            page: /user-front
            key: ["#ID/ Nama", Email]
            to:
              - csv: out/user.csv
              - csv: { file: out/user2.csv, colour: false }
          pembayaran_koin:
            page: /koin_pay
            key: { all_except: "No" }
        """;

    [Fact]
    public void The_file_of_the_design_binds()
    {
        PipelineConfig config = Config(Whole);
        Assert.Equal("/login", config.SignIn.Form!.Page);
        Assert.Equal([new TimeOnly(8, 0), new TimeOnly(18, 0)], config.Schedule);
        Assert.Equal(["transaksi", "user", "pembayaran_koin"], config.Exports.Keys);
        Assert.Equal("start_date", config.Exports["transaksi"].Form!.Start);
        Assert.Equal("#filter-start", config.Exports["user"].Form!.Start);
        Assert.Equal("last 2 days", config.Exports["user"].Window.Words);
        Assert.Equal(["Transaksi ID"], config.Exports["transaksi"].Key!.Columns);
        Assert.Equal(["No"], config.Exports["pembayaran_koin"].Key!.AllExcept);
        Assert.Equal(["telegram"], config.Notify.Channels.Keys);
        Assert.False(((SampleFileOptions)config.Exports["user"].To[1].Options).Colour);
        Assert.Equal("workbook", config.Exports["pembayaran_koin"].To.Single().Kind);
    }

    [Fact]
    public void What_the_file_means_is_resolved()
    {
        PipelineDefinition pipeline = Read(Whole, "pipelines/andalan-atk.yaml").Require();
        Assert.Equal("andalan-atk", pipeline.Name);
        Assert.Equal("backend", pipeline.Site.SecretsPrefix);
        Assert.Equal("Asia/Jakarta", pipeline.Zone.Id);
        Assert.Equal("andalan-atk.yaml:19", pipeline.Exports[1].DefinedAt);
        Assert.Equal("workbook:out/andalan-atk.xlsx, tab pembayaran_koin", pipeline.Exports[2].Destinations.Single().Id);
        Assert.Equal("telegram", pipeline.Channels.Single().Kind);
    }

    [Fact]
    public void Another_site_keeps_the_names_of_the_secrets()
    {
        LoadedPipeline loaded = Files.Read(Whole, "andalan-atk.yaml", Around with { Site = new Uri("http://127.0.0.1:5080/") });
        Assert.Equal(new Uri("http://127.0.0.1:5080/"), loaded.Require().Site.Address);
        Assert.Equal("backend", loaded.Require().Site.SecretsPrefix);
        LoadedPipeline refused = Files.Read(Whole, "andalan-atk.yaml", Around with { Site = new Uri("http://other.example.com/") });
        Assert.Contains("--site: http sends passwords in the clear", refused.Problems.Single().Text);
    }

    [Theory]
    [InlineData("https://localhost:8443", "andalan-atk")]
    [InlineData("http://127.0.0.1:5080", "andalan-atk")]
    [InlineData("https://panel.example.com/admin/", "panel")]
    public void Secrets_are_named_after_the_host_or_else_the_pipeline(string site, string prefix) =>
        Assert.Equal(prefix, Read($"site: {site}\nexports: {{ user: /user }}").Require().Site.SecretsPrefix);

    [Fact]
    public void Each_short_form_is_one_long_form()
    {
        ExportConfig user = Config(WithExport("page: /user", "window: yesterday", "key: Email", "columns: { Status: text }", "to: csv")).Exports["user"];
        Assert.Equal("yesterday", user.Window.Words);
        Assert.Equal("text", user.Columns["Status"].Type);
        Assert.Equal("csv", user.To.Single().Kind);
        Assert.Equal("/user", Config("site: https://backend.example.com\nexports:\n  user: /user").Exports["user"].Page);
        Assert.NotNull(Config("site: https://backend.example.com\nsign_in: basic\nexports: { user: /user }").SignIn.Basic);
        Assert.Equal("/api/orders", Config(WithExport("json: /api/orders")).Exports["user"].Json!.Address);
    }

    [Fact]
    public void Text_stays_text_until_its_type_is_known()
    {
        ExportConfig user = Config(WithExport("page: /user", "key: [007, No, 12:30, null, 1e3]", "columns: { Kode: { allowed: [007, yes, ~] } }")).Exports["user"];
        Assert.Equal(["007", "No", "12:30", "null", "1e3"], user.Key!.Columns);
        Assert.Equal(["007", "yes", "~"], user.Columns["Kode"].Allowed);
    }

    [Fact]
    public void Units_are_read()
    {
        ExportConfig user = Config(WithExport("page: /user", "timeout: 90 s", "max_size: 1.5 MiB")).Exports["user"];
        Assert.Equal(TimeSpan.FromSeconds(90), user.Timeout);
        Assert.Equal(1_572_864, user.MaxSize.Bytes);
    }

    [Fact]
    public void Defaults_merge_key_by_key_and_lists_replace()
    {
        PipelineConfig config = Config("""
            site: https://backend.example.com
            defaults:
              form: { start: s, end: e, fields: { branch: "3" } }
              key: [A, B]
              columns: { Status: text }
              to: { workbook: out/x.xlsx }
            exports:
              one: { page: /one, form: { end: other }, key: [C], columns: { Status: { required: false } }, to: { workbook: { tab: T } } }
              two: { download: "/two?from={start}", key: { all_except: No }, window: { from: 2026-01-01, to: 2026-01-31 } }
              three: /three
            """);
        ExportConfig one = config.Exports["one"];
        Assert.Equal(("s", "other", "3"), (one.Form!.Start, one.Form.End, one.Form.Fields["branch"]));
        Assert.Equal(["C"], one.Key!.Columns);
        Assert.Equal(("text", false), (one.Columns["Status"].Type, one.Columns["Status"].Required));
        Assert.Equal(new SampleFileOptions { File = "out/x.xlsx", Tab = "T" }, one.To.Single().Options);
        Assert.Null(config.Exports["two"].Form);
        Assert.Empty(config.Exports["two"].Key!.Columns);
        Assert.Equal("s", config.Exports["three"].Form!.Start);
    }

    [Fact]
    public void The_default_window_and_sign_in_are_in_the_records()
    {
        PipelineConfig config = Config("site: https://backend.example.com\nexports: { user: /user }");
        Assert.Equal("last 2 days", config.Exports["user"].Window.Words);
        Assert.Equal("/", config.SignIn.Form!.Page);
        Assert.Equal("UTC", config.Timezone);
    }

    [Fact]
    public void Files_may_be_read_side_by_side()
    {
        var files = new PipelineFile(Destinations, Channels);
        Parallel.For(0, 200, _ => Assert.True(files.Read(Whole, "andalan-atk.yaml", Around).IsValid));
    }
}
