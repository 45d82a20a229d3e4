using Kurir.Connectors;

namespace Kurir.Tests.Fetch;

/// <summary>Panels' lists of exports: what an entry tells of its job, and which one is ours.</summary>
public sealed class QueueListTests
{
    static readonly IReadOnlyList<IReadOnlyList<string>> Words = [["user"], ["20261122", "2026-11-22"]];

    static IReadOnlyList<QueueEntry> List(string body) => QueueList.Of(PanelPage.Parse(new Uri("https://panel.example.com/ekspor"), $"<!doctype html><body>{body}"));

    static IReadOnlyList<QueueEntry> Table(params string[] rows) => List($"<table><tr><th>No<th>Laporan<th>Dibuat<th>Berkas</tr>{string.Concat(rows.Select(row => $"<tr><td>{row.Replace("|", "<td>", StringComparison.Ordinal)}</tr>"))}</table>");

    static Ticket Ticket(IReadOnlyList<QueueEntry>? before = null, string? job = null, string? mark = null) => new()
    {
        Window = new Window(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23)), For = "", OrderedAt = default, Place = "/ekspor",
        Known = [.. (before ?? []).Select(entry => entry.Mark).Where(text => text.Length > 0)], Job = job, Mark = mark,
    };

    [Theory]
    [InlineData("23/11/2026 08:00:12", "2026-11-23T08:00:12")]
    [InlineData("Dibuat 2026-11-23 08:00 oleh Budi", "2026-11-23T08:00:00")]
    [InlineData("2026-11-23T08:00:12Z", "2026-11-23T08:00:12")]
    [InlineData("23 Nov 2026, 8.05", "2026-11-23T08:05:00")]
    [InlineData("Agustus 3, 2026 pukul 08:00", "2026-08-03T08:00:00")]
    [InlineData("11/23/2026 12:05 AM", "2026-11-23T00:05:00")]
    [InlineData("user-20261122-20261123.xlsx", null)]
    [InlineData("22/11/2026 - 23/11/2026", null)]
    [InlineData("99/99/2026 08:00", null)]
    public void When_a_job_was_made_is_read_from_its_entry(string text, string? expected) =>
        Assert.Equal(expected, JobMark.Of(text).At?.ToString("s"));

    [Theory]
    [InlineData("user | sedang diproses", false, "Pending")]
    [InlineData("user | sedang diproses", true, "Pending")]
    [InlineData("user | Selesai diproses", true, "Done")]
    [InlineData("user | 45 %", true, "Pending")]
    [InlineData("user", true, "Done")]
    [InlineData("user | Gagal: memori habis", true, "Failed")]
    [InlineData("user | Expired", true, "Failed")]
    [InlineData("user | Completed", false, "Pending")]
    public void How_a_job_stands_is_told_by_its_words_and_its_link(string text, bool hasLink, string expected) =>
        Assert.Equal(expected, QueueWords.StateOf(text, hasLink).ToString());

    [Theory]
    [InlineData("Ekspor sedang diproses. Anda akan diberi tahu.", true)]
    [InlineData("Your export has been queued", true)]
    [InlineData("The file is being prepared in the background", true)]
    [InlineData("Data terlalu besar", false)]
    [InlineData("Tanggal wajib diisi", false)]
    public void That_a_panel_works_in_the_background_is_told_by_its_words(string text, bool expected) => Assert.Equal(expected, QueueWords.SaysOrdered(text));

    [Fact]
    public void Links_that_change_something_or_lead_elsewhere_are_none()
    {
        QueueEntry entry = Assert.Single(Table("""7|user|23/11/2026 08:00:12|<a href="/ekspor/7">user.xlsx</a> <a href="/ekspor/7/hapus">x</a> <a href="/x">Batalkan</a> <a href="https://other.example.com/7">y</a>"""));
        Assert.Equal("/ekspor/7", Assert.Single(entry.Links).Address.AbsolutePath);
        Assert.Equal(("23/11/2026 08:00:12", JobState.Done), (entry.Mark, entry.State));
    }

    [Fact]
    public void Only_an_entry_that_was_not_there_before_is_ours()
    {
        IReadOnlyList<QueueEntry> before = Table("2|user|23/11/2026 07:00:00|gagal", "1|user|23/11/2026 06:00:00|sedang diproses");
        Ticket ticket = Ticket(before);
        // The older one is done meanwhile, and one that stood on the next page moved up.
        IReadOnlyList<QueueEntry> now = Table("2|user|23/11/2026 07:00:00|gagal", "1|user|23/11/2026 06:00:00|<a href='/ekspor/1'>user.xlsx</a>", "0|user|22/11/2026 06:00:00|<a href='/ekspor/0'>user.xlsx</a>");
        Assert.Empty(OwnJob.Among(now, ticket, Words));
        Assert.Equal("/ekspor/3", Assert.Single(OwnJob.Among([.. Table("3|user|23/11/2026 08:00:00|<a href='/ekspor/3'>user.xlsx</a>"), .. now], ticket, Words)).Links[0].Address.AbsolutePath);
    }

    [Fact]
    public void Of_several_new_entries_the_number_the_name_and_the_days_decide()
    {
        IReadOnlyList<QueueEntry> now = Table("5|transaksi|23/11/2026 08:00:02|sedang diproses", "4|user|23/11/2026 08:00:01|<a href='/f/4'>user-20261101.xlsx</a>", "3|user|23/11/2026 08:00:00|<a href='/f/3'>user-20261122.xlsx</a>");
        Assert.Equal(3, OwnJob.Among(now, Ticket(), []).Count);
        Assert.StartsWith("5", Assert.Single(OwnJob.Among(now, Ticket(job: "5"), Words)).Text, StringComparison.Ordinal);
        Assert.StartsWith("3", Assert.Single(OwnJob.Among(now, Ticket(), Words)).Text, StringComparison.Ordinal);
        Assert.StartsWith("4", Assert.Single(OwnJob.Among(now, Ticket(mark: "23/11/2026 08:00:01"), Words)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_of_the_same_moment_are_told_apart_by_how_many_there_were()
    {
        IReadOnlyList<QueueEntry> one = Table("1|user|23/11/2026 08:00|<a href='/f/1'>a</a>");
        Assert.Empty(OwnJob.Among(one, Ticket(one), Words));
        Assert.Equal(2, OwnJob.Among(Table("2|user|23/11/2026 08:00|-", "1|user|23/11/2026 08:00|-"), Ticket(one), Words).Count); // which is ours cannot be told
    }

    [Fact]
    public void A_notice_without_a_time_is_ours_by_its_number_alone()
    {
        IReadOnlyList<QueueEntry> bell = List("<ul><li><a href='/hasil/7'>Ekspor selesai</a></li><li><a href='/hasil/6'>Ekspor selesai</a></li></ul>");
        Assert.Empty(OwnJob.Among(bell, Ticket(), Words));
        Assert.Equal("/hasil/7", Assert.Single(OwnJob.Among(bell, Ticket(job: "7"), Words)).Links[0].Address.AbsolutePath);
    }

    [Fact]
    public void A_list_in_json_is_read_likewise()
    {
        var from = new Uri("https://panel.example.com/api/exports");
        IReadOnlyList<QueueEntry> found = QueueList.OfJson("""{"data":[{"id":7,"judul":"Ekspor user selesai","dibuat":"2026-11-23T08:00:12+07:00","alamat":"/ekspor/7"},{"id":8,"judul":"Ekspor user diproses","dibuat":"2026-11-23T08:00:13+07:00","alamat":null}]}""", from);
        Assert.Equal([(JobState.Done, "2026-11-23T08:00:12"), (JobState.Pending, "2026-11-23T08:00:13")], found.Select(entry => (entry.State, entry.Mark)));
        Assert.True(found[0].IsOf("7") && !found[1].IsOf("7"));
        Assert.Throws<Fault>(() => QueueList.OfJson("<html>", from));
    }

    [Theory]
    [InlineData("""{"data":{"job_id":7},"message":"ok"}""", "7")]
    [InlineData("""{"uuid":"b1c2"}""", "b1c2")]
    [InlineData("""{"message":"ok"}""", null)]
    [InlineData("""[1,2]""", null)]
    [InlineData("<html>", null)]
    public void The_number_of_a_job_is_read_from_the_reply_to_its_order(string reply, string? expected) => Assert.Equal(expected, OrderReply.Job(reply));
}
