using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Panels that let another host sign in (SSO). Named, and left to a person: no password is sent to a host that the pipeline does not name.</summary>
static partial class ElsewhereSignIn
{
    const int LongestButton = 80;

    /// <summary>The sign-in page led there.</summary>
    public static Fault At(PanelPage page, Request request) => New(request.Subject, page,
        $"the sign-in page is at {SafeAddress.HostAndPath(page.Address)}, another host",
        $"If user name and password are typed there, write it as the page of sign_in: {page.Address.GetLeftPart(UriPartial.Path)}.");

    /// <summary>A page without a password field has a button that leads there; null: it has none.</summary>
    public static Fault? On(PanelPage page) => page.Document.QuerySelectorAll("a, button, [role='button'], input[type='submit']")
        .Select(button => PageText.Fold(button.GetAttribute("value") ?? PageText.Of(button))).FirstOrDefault(text => text.Length <= LongestButton && Words().IsMatch(text)) is not { } found ? null
        : New(page.Path, page, $"the page has no password field, but '{found}'", "If the panel has another page for user name and password, write its address under sign_in.");

    static Fault New(string subject, PanelPage page, string cause, string remedy) =>
        new(Stage.SignIn, FaultName.SignInElsewhere, FaultKind.Ask, subject, cause, remedy) { Seen = SeenPage.Of(page, "sign-in.html") };

    [GeneratedRegex(@"^(sign ?in|log ?in|continue) (with|using|via|through) |^(masuk|login|lanjut\w*) (dengan|lewat|melalui|menggunakan|pakai|via) |\bSSO\b|single sign.?on", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
