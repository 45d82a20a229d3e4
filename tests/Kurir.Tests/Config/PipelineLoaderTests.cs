using Kurir.Connectors;

namespace Kurir;

public sealed class PipelineLoaderTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kurir-load-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Problem(string name) => PipelineLoader.Load(Path.Combine(folder, name), SampleKinds.Around).Problems.Single().ToString();

    [Fact]
    public void A_file_that_is_not_there_is_a_problem() => Assert.StartsWith("none.yaml:1:1: there is no file", Problem("none.yaml"));

    [Fact]
    public void A_folder_is_a_problem() => Assert.Contains("cannot be read", Problem(""));

    [Fact]
    public void A_file_in_another_encoding_is_a_problem()
    {
        File.WriteAllBytes(Path.Combine(folder, "latin.yaml"), [0x73, 0x3a, 0x20, 0xe9]);
        Assert.Equal("latin.yaml:1:1: the file is not UTF-8 text. Save it as UTF-8", Problem("latin.yaml"));
    }

    [Fact]
    public void A_huge_file_is_refused_without_reading_it_whole()
    {
        using (FileStream huge = File.Create(Path.Combine(folder, "huge.yaml"))) huge.SetLength(10_000_000_000);
        Assert.Equal("huge.yaml:1:1: the file is larger than 1 MiB; a pipeline file holds one site", Problem("huge.yaml"));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name()
    {
        File.WriteAllText(Path.Combine(folder, "bom.yaml"), "\uFEFFsite: https://a.example.com\nexports: { user: /user }\n");
        Assert.DoesNotContain(PipelineLoader.Load(Path.Combine(folder, "bom.yaml"), SampleKinds.Around).Problems, problem => problem.Text.Contains("unknown setting"));
    }
}
