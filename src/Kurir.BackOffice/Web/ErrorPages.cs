namespace Kurir.BackOffice;

/// <summary>Error pages as the framework, or a proxy in front of it, shows them.</summary>
static class ErrorPages
{
    public static string Server { get; } = Html(500);

    public static string Title(int status) => status switch
    {
        401 => "Unauthenticated.",
        404 => "Not Found",
        419 => "Page Expired",
        422 => "Data yang diberikan tidak valid.",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        504 => "504 Gateway Time-out",
        _ => "Server Error",
    };

    public static string Html(int status) => status == 504
        ? """
        <html>
        <head><title>504 Gateway Time-out</title></head>
        <body>
        <center><h1>504 Gateway Time-out</h1></center>
        <hr><center>nginx</center>
        </body>
        </html>

        """
        : $$"""
        <!DOCTYPE html>
        <html lang="id">
        <head><meta charset="utf-8"><title>{{Title(status)}}</title>
        <style>body{font-family:system-ui,sans-serif;color:#636b6f;display:flex;align-items:center;justify-content:center;height:100vh;margin:0}
        .code{border-right:2px solid;font-size:26px;padding:0 15px}.message{font-size:18px;padding:10px}</style></head>
        <body><div class="code">{{status}}</div><div class="message">{{Title(status)}}</div></body>
        </html>

        """;
}
