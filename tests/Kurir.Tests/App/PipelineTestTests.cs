using Kurir.App;
using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>Tests of pipelines: what their files say, what they find, what is written into them.</summary>
public sealed class PipelineTestTests : IDisposable
{
    const string Pipeline = "site: https://backend.example.com\nexports:\n  bon:\n    page: /bon\n    key: No Bon\n    columns: { Status: { allowed: [BARU, LUNAS] } }\n";
    readonly string folder = Directory.CreateTempSubdirectory("kurir-tests-").FullName;

    [Fact]
    public async Task What_differs_is_said_and_nothing_else()
    {
        Write("a.csv", "No Bon,Status,Total\n001,BARU,Rp 1.000\n002,BARU,Rp 2.000\n");
        Write("b.csv", "No Bon,Status,Total\n001,LUNAS,Rp 1.000\n002,HILANG,Rp 2.000\n003,BARU,Rp 3.000\n");
        IReadOnlyList<TestedExport> got = await Run(Steps("expect: { added_rows: [\"001\", \"002\"] }", "expect: { added: 2, changed_rows: { \"001\": { Status: BARU -> BATAL } }, violations: [allowed] }"));

        Assert.Empty(got[0].Differences);
        Assert.Equal(
            [new("added", "2", "1"), new("changed_rows 001, Status", "BARU -> BATAL", "BARU → LUNAS")],
            got[1].Differences);
        Assert.Equal(Outcome.Partial, got[1].Run.Outcome);
    }

    [Fact]
    public async Task Without_words_a_report_must_be_proven()
    {
        Write("a.csv", "No Bon,Status,Total\n001,HILANG,Rp 1.000\n002,BARU,Rp 2.000\n003,BARU,Rp 2.000\n004,BARU,Rp 2.000\n");
        Write("b.csv", "");
        IReadOnlyList<TestedExport> got = await Run(Steps("", "expect: { fault: file-empty }"));

        Assert.Equal(new TestDifference("outcome", "proven or empty", "partial"), got[0].Differences.Single());
        Assert.Empty(got[1].Differences);
    }

    [Fact]
    public async Task A_row_whose_columns_hold_different_days_stays_the_same_row_in_the_next_window()
    {
        Write("a.csv", "Bon,Dibeli,Dipindai,Status\n001,2026-11-21,2026-11-22,BARU\n002,2026-11-22,2026-11-22,BARU\n");
        Write("b.csv", "Bon,Dibeli,Dipindai,Status\n001,2026-11-21,2026-11-22,BARU\n002,2026-11-22,2026-11-22,LUNAS\n");
        PipelineDefinition pipeline = PipelineLoader.Files.Read(
            "site: https://backend.example.com\nexports: { bon: { page: /bon, key: { all_except: Status } } }", "kas.yaml", new PipelineSurroundings { Home = "/", Secrets = NoSecrets.Instance }).Require();

        await using var run = new PipelineTest(folder, pipeline, Read(Steps("", "expect: { added: 0, changed: 1, unchanged: 1 }"), there: true));

        Assert.All(await run.Run(CancellationToken.None), got => Assert.Empty(got.Differences));
    }

    [Fact]
    public void Every_problem_stands_at_its_place_with_what_to_write()
    {
        LoadedTest read = Read("steps:\n  - at: kemarin\n    exports:\n      bonn: { document: a.csv, expect: { fault: file-emty } }\n  - at: 2026-11-22\n    exports:\n      bon: { announced: 3, rows: 4 }\n", there: false);

        Assert.Equal(
            """
            kas.test.yaml:2:9: 'at' cannot be 'kemarin'. Write a day and time such as 2026-09-30 18:00
            kas.test.yaml:4:7: kas has no export 'bonn'. Did you mean 'bon'? It has bon
            kas.test.yaml:4:25: there is no file 'a.csv', seen from the folder of the test
            kas.test.yaml:7:7: 'bon' has no document. Write document: and a file, seen from the folder of the test
            kas.test.yaml:7:28: unknown setting 'rows' in 'bon'. It is a setting of what is expected: write it under expect:
            """.ReplaceLineEndings("\n"),
            string.Join('\n', read.Problems.Where(problem => !problem.Text.StartsWith("'fault'", StringComparison.Ordinal))));
        Assert.Contains("Did you mean 'file-empty'?", Assert.Single(read.Problems, problem => problem.Text.StartsWith("'fault'", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_is_written_as_what_is_expected_and_comments_stay()
    {
        Write("a.csv", "No Bon,Status,Total\n001,BARU,Rp 1.000\n");
        Write("b.csv", "No Bon,Status,Total\n001,LUNAS,Rp 1.000\n");
        string text = Steps("expect: { added: 7 } # wrong", "# the last one") + "# the end\n";
        IReadOnlyList<TestedExport> got = await Run(text);

        string edited = TestEdit.Expect(text, "kas.test.yaml", got.ToDictionary(each => (each.Step, each.Export), each => Expectation.Brief(each.Got)))!;

        Assert.All(await Run(edited), again => Assert.Empty(again.Differences));
        Assert.Contains("# the last one\n", edited, StringComparison.Ordinal);
        Assert.EndsWith("# the end\n", edited, StringComparison.Ordinal);
        Assert.Contains("Status: \"BARU → LUNAS\"", edited, StringComparison.Ordinal);
        Assert.DoesNotContain("7", edited.Split("  - at")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_is_added_behind_the_others()
    {
        string text = Steps("", "");
        TestConfig more = Read(Steps("", ""), there: true).Config!;
        string both = TestEdit.Append(text, "kas.test.yaml", more)!;
        Assert.StartsWith(text.TrimEnd(), both, StringComparison.Ordinal);
        Assert.Equal(4, PipelineTestFile.StepsIn(NodeReader.Read(both, "x", [])!).Count);
        Assert.Null(TestEdit.Append("steps: []\n", "x", more));
    }

    [Fact]
    public void Personal_values_get_other_names_and_stay_as_different_as_they_were()
    {
        Export export = Definition().Exports[0] with { Evidence = new EvidenceConfig { Personal = ["Nama"] } };
        var names = new PersonalNames();
        string first = Masked("Nama,Catatan\nBudi Santoso,diantar ke budi santoso\nAni Wijaya,\nBudi Santoso,-\n"), second = Masked("Nama,Catatan\nAni Wijaya,x\nCitra Dewi,y\n");

        Assert.Equal("Nama,Catatan\nNama 1,diantar ke Nama 1\nNama 2,\nNama 1,-\n", first);
        Assert.Equal("Nama,Catatan\nNama 2,x\nNama 3,y\n", second);

        string Masked(string csv)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(csv);
            var document = new Document { Sha256 = "", Length = bytes.Length, FetchedAt = default, Open = () => new MemoryStream(bytes) };
            using var into = new MemoryStream();
            MaskedTable.Of(document, export, null, names, CancellationToken.None).Write(into);
            return System.Text.Encoding.UTF8.GetString(into.ToArray());
        }
    }

    [Fact]
    public async Task The_tests_that_ship_are_as_expected()
    {
        string file = Path.Combine(Repository.Root, "pipelines", "andalan-atk.test.yaml");
        var around = new PipelineSurroundings { Home = folder, Secrets = NoSecrets.Instance };
        PipelineDefinition pipeline = PipelineLoader.Load(file.Replace(".test", "", StringComparison.Ordinal), around).Require();
        LoadedTest test = PipelineTestFile.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), file, pipeline, name => File.Exists(Path.Combine(Repository.Root, "pipelines", name)));
        Assert.Empty(test.Problems);
        await using var run = new PipelineTest(Path.Combine(Repository.Root, "pipelines"), pipeline, test);
        IReadOnlyList<TestedExport> got = await run.Run(CancellationToken.None);
        Assert.Equal(3, got.Count);
        Assert.All(got, each => Assert.Empty(each.Differences));
    }

    [Fact]
    public void The_schema_accepts_a_test_and_refuses_a_slip()
    {
        var schema = new MiniSchema(PipelineTestFile.Schema());
        Assert.True(schema.Accepts(MiniSchema.ToJson(NodeReader.Read(Steps("expect: { violations: [allowed], holds: [columns-renamed] }", ""), "x", [])!)));
        Assert.False(schema.Accepts(MiniSchema.ToJson(NodeReader.Read("steps: [{ at: 2026-11-22, exports: { bon: { dokument: a } } }]", "x", [])!)));
        Assert.All(SchemaTests.All(Shapes.Of(typeof(TestConfig))), setting => Assert.True(setting.Description.EndsWith('.') && setting.Description.Length > 5, setting.Name));
    }

    async Task<IReadOnlyList<TestedExport>> Run(string text)
    {
        LoadedTest test = Read(text, there: true);
        Assert.Empty(test.Problems);
        await using var run = new PipelineTest(folder, Definition(), test);
        return await run.Run(CancellationToken.None);
    }

    static string Steps(string first, string second) =>
        $"steps:\n  - at: 2026-11-22 18:00\n    exports:\n      bon:\n        document: a.csv\n        {first}\n  - at: 2026-11-23 18:00\n    exports:\n      bon:\n        document: b.csv\n        {second}\n";

    static LoadedTest Read(string text, bool there) => PipelineTestFile.Read(text, "kas.test.yaml", Definition(), _ => there);

    static PipelineDefinition Definition() => PipelineLoader.Files.Read(Pipeline, "kas.yaml", new PipelineSurroundings { Home = "/", Secrets = NoSecrets.Instance }).Require();

    void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
