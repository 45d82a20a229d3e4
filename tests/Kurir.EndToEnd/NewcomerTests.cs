using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>README and the first pages, executed: each command as it is printed, in a clean copy of the repository, with the sample panel standing for the site.</summary>
public sealed class NewcomerTests
{
    [Fact]
    public async Task The_commands_of_README_and_of_the_first_pipeline_work_one_after_the_other()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start(new BackOfficeOptions { Day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")).DateTime) });
        using var newcomer = new Newcomer(panel);

        int done = await newcomer.Follow("README.md");
        Assert.True(done >= 8, $"{done} commands of README were run");
        done = await newcomer.Follow("docs/first-pipeline.md");
        Assert.True(done >= 6, $"{done} commands of the first pipeline were run");

        Assert.True(File.Exists(newcomer.PathOf("report.xlsx")));
        Assert.True(File.Exists(newcomer.PathOf("out/backend.xlsx")));
    }
}
