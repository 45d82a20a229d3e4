using System.Text;
using Kurir.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests.Fetch;

/// <summary>What is kept of a failed stage, and what never is.</summary>
public sealed class EvidenceTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-evidence-");
    readonly FakeTimeProvider time = new(Now);
    readonly Redactor redactor = new();

    public EvidenceTests() => redactor.Hide("correct-horse");

    string Root => Path.Combine(folder.FullName, "evidence");

    Sighting Failure(string? html = null, EvidenceConfig? settings = null, string run = "1123-0800", string export = "user", byte[]? document = null)
    {
        EvidenceConfig config = settings ?? new EvidenceConfig();
        return new Sighting
        {
            Run = run,
            Export = new Export { Pipeline = "backend", Name = export, Settings = new ExportConfig(), Destinations = [], DefinedAt = "backend.yaml:4", Evidence = config, PlaceOf = setting => $"backend.yaml:9 {setting}" },
            Fault = new Fault(Stage.Fetch, FaultName.PageChanged, FaultKind.Stop, "/user", "it changed", "look") { Seen = html is null ? null : new Seen("page.html", html) },
            Trail = new Trail(redactor, config, traced: false),
            Document = document is null ? null : new Document { Sha256 = new string('0', 64), Length = document.Length, FetchedAt = Now, Open = () => new MemoryStream(document) },
        };
    }

    string Read(string name, string export = "user") => File.ReadAllText(Path.Combine(Root, "1123-0800", export, name));

    [Fact]
    public void Evidence_says_what_was_done_when_it_failed_and_at_which_line_of_the_file()
    {
        Sighting failure = Failure();
        failure.Trail.At("pressing the button 'Export'", "form.button");
        string place = new EvidenceFolder(Root, time).Keep(failure)!;
        Assert.Equal(Path.Combine(Root, "1123-0800", "user"), place);
        string step = Read("step.txt");
        Assert.Contains("step       pressing the button 'Export'\n", step, StringComparison.Ordinal);
        Assert.Contains("backend.yaml:9 form.button (form.button)", step, StringComparison.Ordinal);
        Assert.Contains("page-changed: /user: it changed", step, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_is_redacted_and_stays_in_its_folder()
    {
        string? place = new EvidenceFolder(Root, time).Keep(Failure("<p>password=correct-horse</p>", export: "../../user"));
        Assert.Equal(Path.Combine(Root, "1123-0800", "_.._user"), place);
        Assert.Contains("password=***", File.ReadAllText(Path.Combine(place!, "page.html")), StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", File.ReadAllText(Path.Combine(place!, "page.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_that_cannot_be_kept_fails_nothing()
    {
        File.WriteAllText(Root, "");
        Assert.Null(new EvidenceFolder(Root, time).Keep(Failure("<p>x</p>")));
    }

    [Fact]
    public void Cookies_tokens_and_typed_passwords_are_not_kept()
    {
        Sighting failure = Failure("""
            <meta name="csrf-token" content="csrf-0123456789"><form action="/u?sig=abcdefghijkl"><input type="hidden" name="_token" value="hidden-0123"><input type="password" value="typed-pass"></form>
            <a onclick="go('k3yk3yk3yk3yk3yk3yk3yk3y')" href="https://panel/x?kunci=Zm9vYmFyMTIzNDU2Nzg5MDEyMzQ1">u</a><script>var t="eyJhbGciOiJIUzI1NiJ9abcdef12"; var c="cookie-0123456789";</script>
            """);
        failure.Trail.Hide("cookie-0123456789");
        failure.Trail.Ask("GET", new Uri("https://u:pw@panel/x?token=abc&t=Zm9vYmFyMTIzNDU2Nzg5MDEyMzQ1&from=2026-11-22"), Now);
        failure.Trail.Say("error: sent correct-horse with cookie-0123456789");
        new EvidenceFolder(Root, time).Keep(failure);
        string all = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, "1123-0800", "user")).Select(File.ReadAllText));
        foreach (string secret in (string[])["csrf-0123456789", "hidden-0123", "typed-pass", "cookie-0123456789", "correct-horse", "eyJhbGci", "k3yk3y", "Zm9vYmFy", "abcdefghijkl", "u:pw", "token=abc"])
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.Contains("GET     -         -             -  https://panel/x?token=***&t=***&from=2026-11-22", all, StringComparison.Ordinal);
    }

    static readonly EvidenceConfig Personal = new() { Personal = ["Nama", "No. HP", "email"] };

    [Fact]
    public void Personal_columns_and_fields_are_masked_wherever_their_values_stand()
    {
        Sighting failure = Failure("""
            <table><thead><tr><th>No</th><th>Nama</th><th>Status</th></tr></thead><tr><td>1</td><td>Budi  Sutanto</td><td>AKTIF</td></tr><tr><td>2</td><td>Siti &amp; Co</td><td>AKTIF</td></tr></table>
            <a href="/detail?name=Budi%20Sutanto">Detail</a><p>BUDI SUTANTO membeli</p><a href="/x?q=Siti+%26+Co">x</a>
            <table><tr><th>No HP</th><td>0812-7000-11</td></tr></table><dl><dt>Email<dd>siti@example.com</dl><label>Nama <input value="Rahmat Hidayat"></label>
            """, Personal);
        failure.Trail.Ask("GET", new Uri("https://panel/detail?name=Budi+Sutanto&no_hp=5&status=AKTIF"), Now);
        new EvidenceFolder(Root, time).Keep(failure);
        string all = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, "1123-0800", "user")).Select(File.ReadAllText));
        foreach (string value in (string[])["Sutanto", "Siti", "0812", "siti@", "Rahmat", "no_hp=5"]) Assert.DoesNotContain(value, all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<td>AKTIF</td>", Read("page.html"), StringComparison.Ordinal);
        Assert.Contains("no_hp=***&status=AKTIF", Read("requests.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_is_kept_as_tables_without_its_personal_columns()
    {
        byte[] csv = "No,Nama,Status\n1,Budi Sutanto,AKTIF\n2,Siti Aminah,Budi Sutanto\n"u8.ToArray();
        new EvidenceFolder(Root, time).Keep(Failure(settings: Personal, document: csv));
        Assert.Equal("No,Nama,Status\r\n1,***,AKTIF\r\n2,***,***", Read("document-1.csv"));
    }

    [Fact]
    public void A_document_whose_personal_columns_are_not_found_is_left_out_and_said_to_be()
    {
        new EvidenceFolder(Root, time).Keep(Failure(settings: Personal, document: "No,Pelanggan\n1,Budi Sutanto\n"u8.ToArray()));
        Assert.Contains("left out: none of the personal columns was found in it", Read("step.txt"), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Root, "1123-0800", "user"), "document*"));
    }

    [Fact]
    public void A_reply_in_json_is_masked_by_its_members_names()
    {
        Sighting failure = Failure(settings: Personal) with
        {
            Fault = new Fault(Stage.Fetch, FaultName.ReplyMalformed, FaultKind.Stop, "/api", "no", "look") { Seen = new Seen("reply.txt", """{"data":[{"nama":"Budi Sutanto","note":"for Budi Sutanto","access_token":"a-b-c-d"}]}""") },
        };
        new EvidenceFolder(Root, time).Keep(failure);
        Assert.Equal("""{"data":[{"nama":"***","note":"for ***","access_token":"***"}]}""", Read("reply.txt"));
    }

    [Fact]
    public void A_workbook_that_holds_a_secret_is_left_out()
    {
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(packed, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(zip.CreateEntry("xl/sharedStrings.xml").Open())) writer.Write("<t>correct-horse</t>");
        new EvidenceFolder(Root, time).Keep(Failure(document: packed.ToArray()));
        Assert.Contains("left out: it holds a secret", Read("step.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_keeps_no_more_than_it_may()
    {
        var settings = new EvidenceConfig { MaxSize = new ByteSize(100_000) };
        var evidence = new EvidenceFolder(Root, time);
        foreach (string export in (string[])["a", "b", "c"]) evidence.Keep(Failure($"<p>{string.Concat(Enumerable.Repeat("word ", 6000))}", settings, export: export));
        Assert.InRange(new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 60_000, 100_000);
    }

    [Fact]
    public void Evidence_expires_when_its_pipeline_says_so()
    {
        var evidence = new EvidenceFolder(Root, time);
        evidence.Keep(Failure(run: "short", settings: new EvidenceConfig { Keep = TimeSpan.FromDays(2) }));
        evidence.Keep(Failure(run: "long"));
        time.Advance(TimeSpan.FromDays(3));
        evidence.Sweep();
        Assert.Equal(["long"], Directory.EnumerateDirectories(Root).Select(Path.GetFileName));
        time.Advance(TimeSpan.FromDays(28));
        evidence.Sweep();
        Assert.Empty(Directory.EnumerateDirectories(Root));
    }

    [Fact]
    public void A_trace_loses_cookies_tokens_bodies_and_pictures()
    {
        using var raw = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(raw, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }

            Add("trace.trace", """{"type":"frame-snapshot","html":["META",{"name":"csrf-token","content":"csrf-0123456789"}],"more":["A",{"onclick":"x('csrf-0123456789')"}]}""");
            Add("trace.network", """{"request":{"url":"https://panel/x?token=abcdefgh","headers":[{"name":"Cookie","value":"sid=cookie-0123456789"}],"cookies":[{"name":"sid","value":"cookie-0123456789"}],"postData":{"text":"password=correct-horse"}}}""");
            Add("resources/a.html", "<input type=hidden name=_token value=hidden-0123456789>");
            Add("resources/b.jpeg", "picture with correct-horse");
        }

        raw.Position = 0;
        var trail = new Trail(redactor, new EvidenceConfig(), traced: true);
        using var clean = new System.IO.Compression.ZipArchive(new MemoryStream(new ScrubbedTrace(new Mask(trail), trail).Of(raw)));
        Assert.Equal(["trace.trace", "trace.network", "resources/a.html"], clean.Entries.Select(entry => entry.FullName));
        foreach (System.IO.Compression.ZipArchiveEntry entry in clean.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            string text = reader.ReadToEnd();
            foreach (string secret in (string[])["csrf-0123456789", "cookie-0123456789", "correct-horse", "hidden-0123456789", "abcdefgh"]) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}
