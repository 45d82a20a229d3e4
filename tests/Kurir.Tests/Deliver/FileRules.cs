using static Kurir.Tests.Sales;

namespace Kurir.Tests;

/// <summary>What holds of files only: a database has no two columns of one name.</summary>
public abstract class FileRules : DestinationRules
{
    [Fact]
    public async Task Two_columns_of_one_heading_are_listed_and_nothing_is_written()
    {
        Courier courier = await Delivered(Budi());
        Edit(rows => { rows[0].Add("Status"); rows[1].Add("mine"); });
        byte[] before = Standing.Bytes();
        courier.Report(Budi("TERIMA"));

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(Standing.Open()));

        Assert.Equal(FaultName.ColumnsAmbiguous, fault.Name);
        Assert.Contains("columns E and F", fault.Cause, StringComparison.Ordinal);
        Assert.Equal(before, Standing.Bytes());
    }
}
