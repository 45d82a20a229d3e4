using System.Security.Cryptography;
using System.Text;
using Kurir.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests.Fetch;

/// <summary>Kept documents are compressed and encrypted when nobody waits, and come back as they were.</summary>
public sealed class PackedDocumentTests : IDisposable
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-packed-");
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
    string? keys;

    static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    static string Report(int rows) => string.Concat(Enumerable.Range(0, rows).Select(i => $"{i:00000},PENDING,Rp {i * 500}\n"));

    [Theory, InlineData(0), InlineData(1), InlineData(5_000), InlineData(400_000)]
    public async Task What_is_packed_comes_back_as_it_was(int rows)
    {
        string text = rows == 400_000 ? Convert.ToBase64String(RandomNumberGenerator.GetBytes(rows)) : Report(rows);
        foreach (string? with in (string?[])[null, Key()])
        {
            keys = with;
            Document came = await Keep(text);
            Store.Pack(again: true, Minute);

            Assert.EndsWith(".packed", Assert.Single(Files), StringComparison.Ordinal);
            Document found = Found(came);
            Assert.Equal((came.Length, text), (found.Length, Text(found)));
            Assert.Equal(text, Text(found));
            Assert.Equal(text, Text(came)); // opened before it was packed
            if (rows == 5_000) Assert.True(new FileInfo(Files[0]).Length * 4 < came.Length);
            if (with is not null && rows > 0) Assert.False(File.ReadAllBytes(Files[0]).AsSpan().IndexOf("PENDING"u8) >= 0);
            File.Delete(Files[0]);
        }
    }

    [Fact]
    public async Task Without_a_key_it_waits_for_a_quiet_time_and_leaves_what_is_dense()
    {
        await Keep(Report(100));
        await Keep("PK\u0003\u0004 a workbook");
        Store.Pack(again: false, Minute);
        Assert.DoesNotContain(Files, file => file.EndsWith(".packed", StringComparison.Ordinal));

        Assert.False(Store.Forget());
        Assert.False(Store.Forget());
        time.Advance(TimeSpan.FromDays(1.1));
        Assert.True(Store.Forget());
        Store.Pack(again: true, Minute);
        Assert.Single(Files, file => file.EndsWith(".packed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_key_is_named_and_an_old_one_still_opens()
    {
        string old = Key(), fresh = Key();
        keys = old;
        Document came = await Keep(Report(100));
        Store.Pack(again: false, Minute);

        foreach (string? wrong in (string?[])[null, fresh])
        {
            keys = wrong;
            Fault fault = Assert.Throws<Fault>(() => Text(Found(came)));
            Assert.Equal((FaultName.SecretMissing, FaultKind.Ask), (fault.Name, fault.Kind));
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(old))[..8]), fault.Cause, StringComparison.Ordinal);
            Assert.DoesNotContain(old, fault.ToString(), StringComparison.Ordinal);
        }

        keys = $"{fresh} {old}";
        Assert.Equal(Report(100), Text(Found(came)));
        keys = "not-a-key";
        Assert.Equal(FaultName.ConfigurationInvalid, Assert.Throws<Fault>(() => Store.Pack(again: false, Minute)).Name);
    }

    [Fact]
    public async Task A_key_that_comes_later_encrypts_what_is_compressed_already()
    {
        Document came = await Keep(Report(100));
        Store.Pack(again: true, Minute);
        DateTime until = File.GetLastWriteTimeUtc(Files[0]);
        Assert.False(PackedDocument.IsEncrypted(Files[0]));

        keys = Key();
        Store.Pack(again: true, Minute);

        Assert.True(PackedDocument.IsEncrypted(Assert.Single(Files)));
        Assert.Equal((until, Report(100)), (File.GetLastWriteTimeUtc(Files[0]), Text(Found(came))));
    }

    [Fact]
    public async Task Whatever_is_damaged_is_named_and_never_read()
    {
        foreach (string? with in (string?[])[null, Key()])
        {
            keys = with;
            Document came = await Keep(Convert.ToBase64String(RandomNumberGenerator.GetBytes(300_000)));
            Store.Pack(again: true, Minute);
            byte[] whole = File.ReadAllBytes(Files[0]);
            List<byte[]> damages = [whole[..(whole.Length / 2)], whole[..^1], whole[..10], [], [.. whole, .. whole]];
            for (int at = 0; at < whole.Length; at += whole.Length / 9)
            {
                byte[] flipped = [.. whole];
                flipped[at] ^= 0x10;
                damages.Add(flipped);
            }

            foreach (byte[] damage in damages.Where(damage => with is not null || damage.Length <= whole.Length))
            {
                File.WriteAllBytes(Files[0], damage);
                Assert.Contains(Assert.Throws<Fault>(() => Text(Found(came))).Name, (FaultName[])[FaultName.DocumentGone, FaultName.SecretMissing]);
            }

            File.Delete(Files[0]);
        }
    }

    [Fact]
    public async Task Killed_while_packing_it_leaves_the_document_whole()
    {
        Document came = await Keep(Report(100));
        Store.Pack(again: true, Minute);
        string packed = Files[0];
        byte[] whole = File.ReadAllBytes(packed);

        // Renamed, and killed before the first one was removed; and killed while it was written.
        await Keep(Report(100));
        File.WriteAllBytes(Path.Combine(folder.FullName, "x.part"), whole[..20]);
        Assert.Equal(Report(100), Text(Found(came)));
        Store.Pack(again: true, Minute);

        Assert.Equal(packed, Assert.Single(Files));
        Assert.Equal(Report(100), Text(Found(came)));
    }

    [Fact]
    public async Task Packed_documents_go_when_their_time_is_over()
    {
        Document came = await Keep(Report(100));
        Store.Pack(again: true, Minute);
        time.Advance(TimeSpan.FromDays(91));
        Store.Forget();
        Assert.Empty(Files);
        Assert.Null(Store.Find(came.Sha256, new DocumentClaims(), default));
    }

    DocumentStore Store => new(folder.FullName, time, null, () => DocumentKeys.Of(new FixedSecrets(keys is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [DocumentKeys.Name] = keys })));

    string[] Files => [.. Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).Length >= 64)];

    Task<Document> Keep(string text) => Store.Keep(new MemoryStream(Encoding.Latin1.GetBytes(text)).CopyToAsync, new DocumentClaims(), CancellationToken.None);

    Document Found(Document came) => Store.Find(came.Sha256, new DocumentClaims(), came.FetchedAt)!;

    static string Text(Document document)
    {
        using Stream stream = document.Open();
        using var into = new MemoryStream();
        stream.CopyTo(into);
        return Encoding.Latin1.GetString(into.ToArray());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
