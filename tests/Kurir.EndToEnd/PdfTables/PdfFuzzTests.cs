using System.Diagnostics;
using Kurir.PdfTables;

namespace Kurir.EndToEnd;

/// <summary>Broken documents: whatever is done to a file of the corpus, only a named error may come of it. KURIR_FUZZ_SECONDS runs longer.</summary>
public sealed class PdfFuzzTests
{
    static readonly PdfTablesOptions Bounds = new() { MaxTime = TimeSpan.FromSeconds(20), MaxGlyphsPerPage = 50_000, MaxPathsPerPage = 50_000 };

    [Fact]
    public void A_damaged_document_gives_tables_or_a_named_error()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("KURIR_FUZZ_SECONDS"), out var s) ? s : 3;
        var files = PdfCorpus.Names.Select(PdfCorpus.Bytes).Where(b => b.Length < 60_000).ToList();
        var time = Stopwatch.StartNew();
        var random = new Random(20260901);
        var count = 0;
        for (; time.Elapsed.TotalSeconds < seconds; count++)
        {
            var mutant = Mutate(files[random.Next(files.Count)], random);
            try
            {
                _ = PdfCorpus.Read(mutant, Bounds);
            }
            catch (PdfTablesException e)
            {
                Assert.NotEqual(PdfProblem.TooSlow, e.Problem);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} damaged documents in {time.Elapsed.TotalSeconds:0} s");
        Assert.True(count > 0);
    }

    static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutant = (byte[])bytes.Clone();
        switch (random.Next(4))
        {
            case 0: return mutant[..random.Next(mutant.Length)];
            case 1:
                for (var i = random.Next(1, 40); i > 0; i--) mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
                break;
            case 2:
                // Digits of lengths, offsets and references.
                for (var i = random.Next(1, 400); i > 0; i--)
                {
                    var at = random.Next(mutant.Length);
                    if (mutant[at] is >= (byte)'0' and <= (byte)'9') mutant[at] = (byte)('0' + random.Next(10));
                }
                break;
            default:
                var from = random.Next(mutant.Length);
                var length = Math.Min(random.Next(1, 2000), mutant.Length - from);
                mutant.AsSpan(from, length).CopyTo(mutant.AsSpan(random.Next(mutant.Length - length + 1)));
                break;
        }
        return mutant;
    }
}
