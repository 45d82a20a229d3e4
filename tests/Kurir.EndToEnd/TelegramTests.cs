using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Who is told, from run to run: the real executable, the sample panel, Telegram's stand-in.</summary>
public sealed class TelegramTests
{
    [Fact]
    public async Task A_group_that_moved_and_a_bot_that_was_removed_are_said_by_the_run_and_the_doctor()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using TelegramStandIn telegram = await TelegramStandIn.Start();
        using KurirProcess kurir = Against(panel, telegram);
        telegram.Moved = -1009999999999;
        foreach (int _ in (int[])[1, 2])
        {
            Ended moved = await kurir.Run("run", "shop");
            Assert.True(moved.Code == 0, moved.ToString());
            Assert.Contains("Write chat: \"-1009999999999\" under shop.yaml:5", moved.Output, StringComparison.Ordinal);
        }

        Assert.All(telegram.Messages, message => Assert.Equal("-1009999999999", message.Chat));
        Assert.Single(telegram.Refused); // the second run knew
        Ended warned = await kurir.Run("doctor", "channel");
        Assert.Contains("warn  channel, shop, telegram: @reports_bot may write to Reports", warned.Output, StringComparison.Ordinal);
        Assert.Contains("-1009999999999", warned.Output, StringComparison.Ordinal);

        telegram.MemberStatus = "kicked";
        telegram.Answers.Enqueue((403, "Forbidden: bot was kicked from the supergroup chat", null));
        int told = telegram.Messages.Count;
        Ended removed = await kurir.Run("run", "shop"), doctor = await kurir.Run("doctor", "channel");
        Assert.Contains("telegram: the bot may not write to the chat (Telegram says: Forbidden: bot was kicked from the supergroup chat)", removed.Output, StringComparison.Ordinal);
        Assert.Equal(told, telegram.Messages.Count);
        Assert.Equal(1, doctor.Code);
        Assert.Contains("fail  channel, shop, telegram", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_is_told_once_and_so_is_that_it_works_again()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using TelegramStandIn telegram = await TelegramStandIn.Start();
        using KurirProcess kurir = Against(panel, telegram);
        Assert.Equal(0, (await kurir.Run("run", "shop")).Code);
        string password = kurir.Environment["SHOP_PASSWORD"];
        kurir.Environment["SHOP_PASSWORD"] = "not-the-password";
        telegram.Messages.Clear();
        Assert.Equal(1, (await kurir.Run("run", "shop")).Code);
        Assert.Equal(["▶️", "❌", "❌"], Signs(telegram)); // started, failed, summary
        Assert.Equal(1, (await kurir.Run("run", "shop")).Code);
        Assert.Equal(["▶️", "❌"], Signs(telegram)); // started, summary
        kurir.Environment["SHOP_PASSWORD"] = password;
        Assert.Equal(0, (await kurir.Run("run", "shop")).Code);
        Assert.Equal(["▶️", "💚", "✅"], Signs(telegram));
    }

    static string[] Signs(TelegramStandIn telegram)
    {
        string[] signs = [.. telegram.Messages.Select(message => message.Text.Split(' ')[0])];
        telegram.Messages.Clear();
        return signs;
    }

    static KurirProcess Against(BackOfficePanel panel, TelegramStandIn telegram)
    {
        var kurir = new KurirProcess();
        kurir.Write("pipelines/shop.yaml", $$"""
            site: {{panel.Address}}
            sign_in: /
            secrets: shop
            timezone: Asia/Jakarta
            notify: { telegram: { chat: "-1001234567890" } }
            exports:
              transaksi:
                page: /transaksi/index-export
                form: { start: start_date, end: end_date, button: Export }
                key: [Transaksi ID, SKU]
                to: { workbook: out/shop.xlsx }
            """);
        kurir.Environment["SHOP_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["SHOP_PASSWORD"] = panel.Accounts.Password;
        kurir.Environment["TELEGRAM_TOKEN"] = TelegramStandIn.Token;
        kurir.Environment["KURIR_TELEGRAM_URL"] = telegram.Address;
        return kurir;
    }
}
