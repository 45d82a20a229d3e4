using System.Text;
using static Kurir.SampleKinds;

namespace Kurir;

public sealed class ProblemTests
{
    /// <summary>Damaged files, each with what it is about.</summary>
    public static readonly IReadOnlyList<(string About, string Yaml)> Damaged =
    [
        ("a slip of the finger", WithExport("pge: /user", "form: { start: a, finish: b }")),
        ("all problems at once", "site: backend.example.com\ntimezone: Asia/Djakarta\nlanguage: in\nparallel: 99\nschedule: [\"25:00\", 8, \"18:00\", \"18:00\"]\nexports:\n  my export: { page: user }\n  user: {}\n"),
        ("nothing", ""),
        ("only a comment", "# later\n"),
        ("a value alone", "site\n"),
        ("no site and no exports", "language: en\n"),
        ("empty exports", "site: https://backend.example.com\nexports:\n"),
        ("a duplicate", "site: https://a.example.com\nexports: { user: /user }\nsite: https://b.example.com\n"),
        ("a tab", "site: https://a.example.com\nexports:\n\tuser: /user\n"),
        ("a comment where a heading was meant", WithExport("page: /user", "key:", "  - #ID/ Nama", "  - Email")),
        ("a comment where a value was meant", WithExport("page: /user", "form:", "  start: #filter-start")),
        ("a comment in braces", WithExport("page: /user", "form: { start: #filter-start, end: #filter-end }")),
        ("a comment in brackets", WithExport("page: /user", "key: [#ID/ Nama, Email]")),
        ("a placeholder in braces", WithExport("json: { address: /api?from={start}, rows: data }")),
        ("an anchor, an alias, a merge, a tag", "site: &s https://a.example.com\nsecrets: *s\nexports:\n  user:\n    <<: { page: /user }\n    page: !path /user\n"),
        ("two documents", "site: https://a.example.com\nexports: { user: /user }\n---\nsite: https://b.example.com\n"),
        ("a colon", WithExport("page: /user", "date: Tanggal: Belanja")),
        ("indentation", "site: https://a.example.com\nexports:\n  user:\n    page: /user\n   key: Email\n"),
        ("an unclosed bracket", WithExport("page: /user", "key: [a, b")),
        ("an unclosed quote", WithExport("page: /user", "key: \"a")),
        ("a backslash", WithExport("page: \"/user\\list\"")),
        ("a sign that begins nothing", WithExport("page: /user", "form: { start: @name }", "key: @id")),
        ("too deep", "a: " + new string('[', 30)),
        ("a complex key", "? [a, b]\n: c\nsite: https://a.example.com\nexports: { user: /user }\n"),
        ("a secret", "site: https://admin:hunter2@a.example.com\npassword: hunter2\nexports: { user: /user }\n"),
        ("plain http", "site: http://panel.example.com\nexports: { user: { page: \"http://x.example.com/u\" } }\n"),
        ("a query in the site", "site: https://panel.example.com/?a=1\nexports: { user: /user }\n"),
        ("settings in the wrong place", "site: https://a.example.com\npage: /user\nexports:\n  user: { page: /user, timezone: UTC, start: a }\n"),
        ("two ways to fetch", WithExport("page: /user", "download: /user.xlsx")),
        ("no way to fetch", WithExport("key: Email")),
        ("a form without a page", WithExport("form: { start: a }")),
        ("two ways to sign in", "site: https://a.example.com\nsign_in: { form: /login, basic: }\nexports: { user: /user }\n"),
        ("no way to sign in", "site: https://a.example.com\nsign_in: {}\nexports: { user: /user }\n"),
        ("a sign-in setting one level too high", "site: https://a.example.com\nsign_in: { page: /login, username: mail }\nexports: { user: /user }\n"),
        ("windows", "site: https://a.example.com\nexports:\n  a: { page: /a, window: last week or so }\n  b: { page: /b, window: last 0 days }\n  c: { page: /c, window: { from: 2026-09-30, to: 2026-09-01 } }\n  d: { page: /d, window: { from: 2026-09-31, to: 2026-10-01 } }\n  e: { page: /e, window: { from: 2026-09-01 } }\n  f: { page: /f, window: {} }\n  g: { page: /g, window: { words: today, from: 2026-09-01, to: 2026-09-01 } }\n  h: { page: /h, window: last 7 dys }\n"),
        ("placeholders", "site: https://a.example.com\nexports:\n  a: { download: \"/a?f={begin}\" }\n  b: { download: \"/b?f={start:dd/mm/yyyy}\" }\n  c: { download: \"/c?f={start\" }\n  d: { json: \"/d?f={end:DD-MM-YYYY}\" }\n  e: { page: \"/e?f={start}\" }\n  f: { page: /f, form: { date_format: HH } }\n"),
        ("addresses", "site: https://a.example.com\nexports:\n  a: { page: report }\n  b: { page: \"/a report\" }\n  c: { page: \"//other.example.com/x\" }\n  d: { page: \"ftp://a.example.com\" }\n"),
        ("keys", "site: https://a.example.com\nexports:\n  a: { page: /a, key: { columns: A, all_except: B } }\n  b: { page: /b, key: { duplicates: keep } }\n  c: { page: /c, key: [A, A, \"\"] }\n  d: { page: /d, key: { columns: A, duplicates: maybe } }\n"),
        ("numbers and units", WithExport("page: /user", "timeout: 5", "max_size: 200", "rows: { min: 10, max: 5 }", "json: { address: /a, size: 0 }")),
        ("destinations", WithExport("page: /user", "to:", "  - workbok: out/a.xlsx", "  - { type: csv }", "  - csv: { fle: a.csv, limit: 2 GB, colour: yes }", "  - [csv]")),
        ("nowhere", WithExport("page: /user", "to: []")),
        ("one place for two exports", "site: https://a.example.com\nexports:\n  a: { page: /a, to: { csv: { file: x.csv, tab: t } } }\n  b: { page: /b, to: { csv: { file: x.csv, tab: t } } }\n"),
        ("channels", "site: https://a.example.com\nnotify: [telegrm, { email: { events: [run_sumary] } }]\nexports: { user: /user }\n"),
        ("names that differ in case", "site: https://a.example.com\nexports: { user: /user, User: /user2 }\n"),
        ("settings where a value belongs", "site: { url: https://a.example.com }\nexports: [user]\n"),
        ("a zone by its abbreviation", "site: https://a.example.com\ntimezone: WIB\nexports: { user: /user }\n"),
        ("a problem in the defaults", "site: https://a.example.com\ndefaults: { form: { strt: a }, window: soon }\nexports: { user: /user, other: /other }\n"),
        ("control characters", "site: https://a.example.com\n\"a\\x07b\": 1\nexports: { user: /user }\n"),
    ];

    [Fact]
    public void Problems_read_well()
    {
        var text = new StringBuilder();
        foreach (var (about, yaml) in Damaged)
        {
            text.Append("## ").AppendLine(about);
            foreach (string problem in Problems(yaml)) text.AppendLine(problem);
            text.AppendLine();
        }

        Golden.Match(text.ToString(), "problems");
    }

    [Fact]
    public void Each_damage_is_reported_and_gives_no_definition()
    {
        foreach (var (about, yaml) in Damaged)
        {
            LoadedPipeline loaded = Read(yaml);
            Assert.True(loaded.Problems.Count > 0, about);
            Assert.Null(loaded.Definition);
            int lines = yaml.Split('\n').Length;
            Assert.All(loaded.Problems, problem => Assert.InRange(problem.Line, 1, lines));
        }
    }

    [Fact]
    public void The_problem_of_the_design_is_told_as_there()
    {
        string yaml = WithExport("pge: /user");
        Assert.Contains("andalan-atk.yaml:4:5: unknown setting 'pge' in 'user'. Did you mean 'page'?", Problems(yaml));
    }

    [Fact]
    public void A_definition_that_is_required_throws_one_fault_with_all_problems()
    {
        Fault fault = Assert.Throws<Fault>(() => Read("language: in\n").Require());
        Assert.Equal((FaultName.ConfigurationInvalid, Stage.Configure), (fault.Name, fault.Stage));
        Assert.Contains("'site' is missing", fault.Cause);
        Assert.Contains("language", fault.Cause);
    }

    [Fact]
    public void A_file_larger_than_a_mebibyte_is_refused()
    {
        string yaml = "site: https://a.example.com\n# " + new string('x', NodeReader.MaxBytes);
        Assert.Contains("larger than 1 MiB", Read(yaml).Problems.Single().Text);
    }

    [Fact]
    public void A_file_whose_name_cannot_name_a_pipeline_is_refused() =>
        Assert.Contains("the file's name is the pipeline's name", Read("site: https://a.example.com\nexports: { user: /user }", "my pipeline.yaml").Problems.Single().Text);
}
