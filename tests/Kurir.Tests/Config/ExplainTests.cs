using CsCheck;
using static Kurir.SampleKinds;

namespace Kurir;

public sealed class ExplainTests
{
    [Fact]
    public void The_long_form_reads_well() => Golden.Match(Files.Explain(Config(PipelineFileTests.Whole)), "explain");

    [Fact]
    public void The_long_form_means_the_same_as_the_file()
    {
        PipelineConfig config = Config(PipelineFileTests.Whole);
        PipelineConfig again = Config(Files.Explain(config));
        Assert.True(Bound.Same(config with { Defaults = null }, again, Files.Shapes.Pipeline));
        Assert.Equal(Files.Explain(config), Files.Explain(again));
    }

    [Fact]
    public void Whatever_can_be_bound_can_be_written_and_bound_again() =>
        Gen.Int.Sample(
            seed =>
            {
                RecordShape shape = Files.Shapes.Pipeline;
                object config = Bound.Any(shape, new Random(seed));
                string text = LongForm.Of(config, shape);
                List<Problem> problems = [];
                object? again = new Binder("long", problems, new Dictionary<string, string>()).Bind(NodeReader.Read(text, "long", problems) ?? throw Unread(problems, text), shape, "");
                Assert.True(problems.Count == 0, string.Join('\n', problems) + "\n" + text);
                Assert.True(Bound.Same(config, again, shape), text);
            },
            iter: 150);

    static InvalidOperationException Unread(List<Problem> problems, string text) => new(string.Join('\n', problems) + "\n" + text);
}
