namespace Kurir.EndToEnd;

/// <summary>Pipeline files for one report of the sample panel.</summary>
static class PanelPipeline
{
    public const string Scripted = "{ start: dari, end: sampai, button: Export }";

    /// <param name="page">The report's page.</param>
    /// <param name="form">Its form.</param>
    /// <param name="signIn">The page to sign in on.</param>
    /// <param name="more">Further settings of the site, a line each.</param>
    public static string Of(string page = "/user-front", string form = """{ start: "#filter-start", end: "#filter-end", button: Export }""", string signIn = "/", string more = "session: auto") => $$"""
        site: https://backend.example.com
        secrets: demo
        sign_in: {{signIn}}
        timezone: Asia/Jakarta
        language: id
        {{more}}
        defaults:
          window: last 2 days
          to: { workbook: out/demo.xlsx }
        exports:
          user:
            page: {{page}}
            form: {{form}}
            key: ["#ID/ Nama", Email]
        """;

    public static string ByScript(string page = "/skrip/user/tombol", string more = "session: auto") => Of(page, Scripted, more: more);
}
