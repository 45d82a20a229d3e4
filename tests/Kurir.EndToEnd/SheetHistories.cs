using CsCheck;
using Kurir.Tests;

namespace Kurir.EndToEnd;

public sealed class SheetHistories
{
    /// <summary>A seed that failed is tried again with the environment variable CsCheck_Seed.</summary>
    [Fact]
    public Task A_thousand_histories_of_reports_clumsy_people_faults_and_kills_end_as_a_plain_model_does() => SheetHistory.All.SampleAsync(SheetHistory.Live, iter: 1_000, threads: 2);
}
