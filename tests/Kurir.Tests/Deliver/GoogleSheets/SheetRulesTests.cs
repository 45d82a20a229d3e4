using Kurir.Google;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

public sealed class SheetRulesTests : FileRules
{
    private protected override IStanding Make(string home) => new SheetStanding();

    /// <summary>What was written to Google cannot be taken back: it is listed, and the next delivery puts it right.</summary>
    [Fact]
    public override async Task What_reads_back_wrong_is_listed_and_the_old_state_stays()
    {
        var sheet = (SheetStanding)Standing;
        Courier courier = await Delivered(Budi(), Sari());
        courier.Report(Dewi());
        bool written = false;
        sheet.Google.Before = call =>
        {
            if (written && call.Kind == CallKind.Read) sheet.Person.Put(3, 2, 4711.0);
            written |= call.Method == "spreadsheets.batchUpdate";
            return Task.CompletedTask;
        };

        Receipt receipt = await courier.Deliver(sheet.Open());

        Mismatch mismatch = Assert.Single(receipt.Mismatches);
        Assert.Equal(("Sheet1!C4", "-7", "4711"), (mismatch.Cell, mismatch.Expected, mismatch.Found));
        sheet.Google.Before = null;
        Assert.Equal((0, 1, 0, 0), Counts(await courier.Deliver(sheet.Open())));
        AssertStands([Heads, Shown(Budi()), Shown(Sari()), Shown(Dewi())]);
    }

    /// <summary>Every fault at every call: what is reported as failed comes with the next delivery, once.</summary>
    [Fact]
    public override async Task A_fault_at_any_step_loses_and_doubles_nothing()
    {
        Disturbance[] disturbances =
        [
            Disturbance.InternalError, Disturbance.BadGateway, Disturbance.Unavailable, Disturbance.UnavailableAfterAll, Disturbance.CutBefore, Disturbance.ReplyLost,
            Disturbance.Truncated, Disturbance.Malformed, Disturbance.TooMany(), Disturbance.TooMany(7), Disturbance.Redirect("https://example.com/"),
        ];
        foreach (Disturbance disturbance in disturbances)
        {
            for (int call = 1; call <= 5; call++)
            {
                var sheet = new SheetStanding();
                Courier courier = Courier();
                courier.Report(Budi(), Sari());
                await courier.Deliver(sheet.Open());
                courier.Report(Budi("TERIMA"), Dewi());
                sheet.Google.Faults.At(call, disturbance);
                try
                {
                    await courier.Deliver(sheet.Open());
                }
                catch (Fault fault)
                {
                    Assert.Equal((Stage.Deliver, disturbance.Name), (fault.Stage, "redirect"));
                    sheet.Google.Faults.Clear();
                    await courier.Deliver(sheet.Open());
                }

                string?[] ids = [.. sheet.Load().Skip(1).Select(row => row[0]?.ToString())];
                Assert.True(ids is ["00017233", "00017234", "00017235"], $"{disturbance} at call {call}: {string.Join(' ', ids)}");
                Assert.Equal("TERIMA", sheet.Load()[1][4]);
            }
        }
    }
}
