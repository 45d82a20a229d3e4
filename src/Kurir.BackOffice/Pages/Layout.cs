using System.Net;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>The frame of every page behind the sign-in: a fixed top bar, the side menu, and what the user is to be told.</summary>
static class Layout
{
    static readonly (string Title, string Address)[] s_menu =
    [
        ("Dashboard", "/dashboard"), ("Produk", "/menu/produk"), ("Kode Voucher", "/menu/voucher"), ("Katalog Redeems", "/menu/katalog"),
        ("Rekening Bank", "/menu/rekening"), ("Transaksi", "/transaksi/index-export"), ("Flashsale", "/menu/flashsale"), ("Qris", "/menu/qris"),
        ("Review", "/menu/review"), ("Cabang", "/menu/cabang"), ("Poin Reward", "/menu/reward"), ("Transaksi Poin", "/point_transaction"),
        ("Pembayaran Koin", "/koin_pay"), ("User", "/user-front"), ("Admin", "/menu/admin"), ("Hadiah", "/menu/hadiah"),
        ("Laporan Penjualan", "/laporan/transaksi"), ("Laporan Koin", "/laporan/pembayaran_koin"),
    ];

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static Task Style(Visit visit) => visit.Body(StyleSheet.Text, "text/css", 200);

    public static string Head(string title, string token) => $"""
        <!DOCTYPE html>
        <html lang="id">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="csrf-token" content="{token}">
        <title>{Text(title)} - Pensil Biru</title>
        <link rel="stylesheet" href="/assets/panel.css">
        </head>

        """;

    public static string Page(Visit visit, string title, string body, string script = "")
    {
        var token = Tokens.ForPage(visit);
        var message = visit.Session.Message is { } told ? $"<div class=\"alert alert-danger\" role=\"alert\">{Text(told)}</div>\n" : "";
        visit.Session.Message = null;
        return Head(title, token) + $"""
            <body>
            <header class="topbar"><a class="brand" href="/dashboard">Pensil Biru</a>
            <span class="who">{Text(visit.Panel.Accounts.Email)}</span>
            <form action="/logout" method="POST"><input type="hidden" name="_token" value="{token}">
            <button type="submit" class="btn btn-link">Keluar</button></form></header>
            <nav class="sidebar"><ul>{Menu(visit)}</ul></nav>
            <main>
            <h1>{Text(title)}</h1>
            {message}{body.Replace("{token}", token)}
            </main>
            {(script.Length == 0 ? "" : $"<script>\n{script}\n</script>")}
            </body>
            </html>

            """;
    }

    static string Menu(Visit visit)
    {
        var html = new StringBuilder();
        foreach (var (title, address) in s_menu)
            html.Append($"<li><a href=\"{address}\"{(visit.Http.Request.Path == address ? " class=\"active\"" : "")}>{title}</a></li>");
        return html.ToString();
    }
}
