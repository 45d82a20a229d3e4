using System.Text;
using CsCheck;
using static Kurir.SampleKinds;

namespace Kurir;

public sealed class FuzzTests
{
    static readonly string[] Pieces =
    [
        "\n", "  ", "\t", ":", ": ", "- ", "#", " #", "{", "}", "[", "]", "\"", "'", ",", "&a ", "*a", "!x ", "<<: ", "? ", "|", ">-", "%", "@", "---\n", "...\n", "\\",
        "\\u0000", "\\UFFFFFFFF", "\0", "\u0007", "\u2028", "\uFEFF", "😀", "\uD800", "é", "null", "~", "99999999999999999999", "-1", "{start", "last 9 days", "to", "form", "page",
    ];

    static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    static readonly Gen<Action<StringBuilder>> Mutation = Gen.OneOf<Action<StringBuilder>>(
        Gen.Select(Gen.Double[0, 1], Piece, (at, piece) => (Action<StringBuilder>)(text => text.Insert(Index(text, at), piece))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[1, 30], (at, length) => (Action<StringBuilder>)(text => Cut(text, Index(text, at), length))),
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[1, 60], (from, to, length) => (Action<StringBuilder>)(text => Copy(text, Index(text, from), Index(text, to), length))),
        Gen.Select(Gen.Double[0, 1], Gen.Char, (at, c) => (Action<StringBuilder>)(text => text.Insert(Index(text, at), c))));

    [Fact]
    public void A_damaged_file_gives_a_definition_or_problems_and_never_an_exception() =>
        Mutation.Array[1, 8].Sample(
            mutations =>
            {
                var text = new StringBuilder(PipelineFileTests.Whole);
                foreach (Action<StringBuilder> mutate in mutations) mutate(text);
                LoadedPipeline loaded = Read(text.ToString());
                Assert.True(loaded.IsValid ? loaded.Problems.Count == 0 : loaded.Problems.Count > 0, text.ToString());
                Assert.All(loaded.Problems, problem => Assert.DoesNotContain('\n', problem.Text));
            },
            iter: 2000);

    [Fact]
    public void Text_without_any_sense_never_gives_an_exception() =>
        Piece.Array[0, 60].Sample(pieces => Assert.False(Read(string.Concat(pieces)).IsValid), iter: 1000);

    [Fact]
    public void Hostile_nesting_ends_soon()
    {
        foreach (string nest in new[] { "[", "{a: ", "- ", "? ", "a:\n  ", "[[]," })
            Assert.False(Read("a: " + string.Concat(Enumerable.Repeat(nest, 200_000 / nest.Length))).IsValid);
    }

    [Fact]
    public void A_file_full_of_names_is_read_once_and_not_once_for_each_name()
    {
        string exports = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"  e{i}: /e{i}\n"));
        LoadedPipeline loaded = Read($"site: https://a.example.com\ndefaults: {{ window: today }}\nexports:\n{exports}");
        Assert.Equal(20_000, loaded.Require().Exports.Count);
        Assert.Equal(20_000, Read(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"name{i}: 1\n"))).Problems.Count(problem => problem.Text.StartsWith("unknown")));
    }

    static int Index(StringBuilder text, double at) => (int)(at * text.Length);

    static void Cut(StringBuilder text, int at, int length) => text.Remove(at, Math.Min(length, text.Length - at));

    static void Copy(StringBuilder text, int from, int to, int length) => text.Insert(to, text.ToString(from, Math.Min(length, text.Length - from)));
}
