using CsCheck;

namespace Kurir.Tests;

public sealed class SheetHistoryTests
{
    /// <summary>A seed that failed is tried again with the environment variable CsCheck_Seed.</summary>
    [Fact]
    public Task Any_history_of_reports_clumsy_people_faults_and_kills_ends_as_a_plain_model_does() => SheetHistory.All.SampleAsync(SheetHistory.Live, iter: 50, threads: 1);
}
