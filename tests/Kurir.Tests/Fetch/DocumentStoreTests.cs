using System.Text;
using Kurir.Connectors;

namespace Kurir.Tests.Fetch;

public sealed class DocumentStoreTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-store-");

    string Documents => Path.Combine(folder.FullName, "documents");

    DocumentStore Store => new(Documents, TimeProvider.System);

    public void Dispose() => folder.Delete(recursive: true);

    static Func<Stream, CancellationToken, Task> Bytes(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text)).CopyToAsync;

    [Fact]
    public async Task The_same_bytes_are_one_file_under_their_hash()
    {
        Document first = await Store.Keep(Bytes("hello"), new DocumentClaims { FileName = "a.csv" }, CancellationToken.None);
        Document second = await Store.Keep(Bytes("hello"), new DocumentClaims(), CancellationToken.None);
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", first.Sha256);
        Assert.Equal((first.Sha256, 5L), (second.Sha256, second.Length));
        Assert.Equal(Path.Combine(Documents, "2c", first.Sha256), Assert.Single(Directory.EnumerateFiles(Documents, "*", SearchOption.AllDirectories)));
        await using Stream opened = first.Open();
        Assert.True(opened.CanSeek);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Documents, "2c", first.Sha256)));
    }

    [Fact]
    public async Task Documents_are_kept_as_long_as_the_pipeline_that_wants_them_longest()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
        DocumentStore brief = new(Documents, time, TimeSpan.FromDays(7)), usual = new(Documents, time);
        Document both = await usual.Keep(Bytes("hello"), new DocumentClaims(), CancellationToken.None);
        await brief.Keep(Bytes("hello"), new DocumentClaims(), CancellationToken.None);
        Document gone = await brief.Keep(Bytes("other"), new DocumentClaims(), CancellationToken.None);
        brief.Forget();
        Assert.NotNull(brief.Find(gone.Sha256, new DocumentClaims(), time.GetUtcNow()));

        time.Advance(TimeSpan.FromDays(8));
        brief.Forget();

        Assert.Null(brief.Find(gone.Sha256, new DocumentClaims(), time.GetUtcNow()));
        Assert.Equal(5, usual.Find(both.Sha256, new DocumentClaims(), time.GetUtcNow())!.Length);
        time.Advance(TimeSpan.FromDays(90));
        usual.Forget();
        Assert.Null(usual.Find(both.Sha256, new DocumentClaims(), time.GetUtcNow()));
    }

    [Fact]
    public async Task A_document_can_be_read_while_the_same_one_comes_again()
    {
        Document first = await Store.Keep(Bytes("hello"), new DocumentClaims(), CancellationToken.None);
        await using Stream opened = first.Open();
        await Store.Keep(Bytes("hello"), new DocumentClaims(), CancellationToken.None);
        Assert.Equal('h', opened.ReadByte());
    }

    [Fact]
    public async Task What_breaks_off_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Keep(
            async (stream, ct) =>
            {
                await stream.WriteAsync(new byte[1000], ct);
                throw new InvalidOperationException("broken off");
            },
            new DocumentClaims(), CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(Documents, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_killed_processes_left_is_swept_and_what_is_being_written_is_not()
    {
        Directory.CreateDirectory(Documents);
        string old = Path.Combine(Documents, "old.part"), young = Path.Combine(Documents, "young.part"), open = Path.Combine(Documents, "open.part");
        foreach (string file in (string[])[old, young]) await File.WriteAllTextAsync(file, "x");
        await using var writing = new FileStream(open, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        foreach (string file in (string[])[old, open]) File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        await Store.Keep(Bytes("hello"), new DocumentClaims(), CancellationToken.None);
        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(young), File.Exists(open)));
    }

    [Fact]
    public async Task Many_at_once_do_not_disturb_each_other()
    {
        DocumentStore store = Store;
        Document[] documents = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => store.Keep(Bytes($"document {i % 4}"), new DocumentClaims(), CancellationToken.None)));
        Assert.Equal(4, documents.Select(document => document.Sha256).Distinct().Count());
        Assert.Equal(4, Directory.EnumerateFiles(Documents, "*", SearchOption.AllDirectories).Count());
    }
}
