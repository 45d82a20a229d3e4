namespace Kurir;

[Described("How to sign in."), OneOf(Words = ["none", "basic", "form"]), ShortForm(nameof(Form))]
public sealed record SignInConfig
{
    [Described("A sign-in form on a page, found by its password field.", Example = "/login")]
    public FormSignInConfig? Form { get; init; }

    [Described("A JSON address that takes username and password and returns a token.", Example = "{ address: /api/login, token: data.token }")]
    public JsonSignInConfig? Json { get; init; }

    [Described("HTTP Basic.")]
    public BasicSignInConfig? Basic { get; init; }

    [Described("A fixed token or API key in a header of each request; the secret is <secrets>/token.", Example = "{ name: X-Api-Key }")]
    public HeaderSignInConfig? Header { get; init; }

    [Described("No sign-in.")]
    public NoSignInConfig? None { get; init; }
}

[Described("A sign-in form."), ShortForm(nameof(Page))]
public sealed record FormSignInConfig
{
    [Described("The page with the form.", Example = "/login")]
    public string Page { get; init; } = "/";

    [Described("The user field by name, id, label or CSS selector.", Default = "found beside the password field")]
    public string? Username { get; init; }

    [Described("The password field, likewise.", Default = "the one field of type password")]
    public string? Password { get; init; }

    [Described("What the panel asks after the password, such as a branch or a tenant: one step, or a list. A step is left out where the panel does not ask for it.", Example = "{ fields: { Cabang: Bandung }, button: Pilih }")]
    public IReadOnlyList<FormStepConfig> Then { get; init; } = [];

    [Described("A page that only a signed-in user sees, asked to prove the sign-in.", Default = "the page that follows the sign-in")]
    public string? Proof { get; init; }
}

[Described("A JSON sign-in."), ShortForm(nameof(Address))]
public sealed record JsonSignInConfig
{
    [Described("The address that takes the POST.", Example = "/api/login", Required = true)]
    public string Address { get; init; } = "";

    [Described("The member of the request that holds the user name.")]
    public string Username { get; init; } = "username";

    [Described("The member of the request that holds the password.")]
    public string Password { get; init; } = "password";

    [Described("Where in the reply the token stands, members joined by dots.", Example = "data.access_token")]
    public string Token { get; init; } = "token";

    [Described("The address that ends the session, asked where sign_out is on.", Example = "/api/logout", Default = "the sign-in address with logout in place of login")]
    public string? SignOut { get; init; }
}

[Described("HTTP Basic.")]
public sealed record BasicSignInConfig;

[Described("No sign-in.")]
public sealed record NoSignInConfig;

[Described("A fixed header."), ShortForm(nameof(Name))]
public sealed record HeaderSignInConfig
{
    [Described("The header's name.", Example = "X-Api-Key")]
    public string Name { get; init; } = "Authorization";

    [Described("What stands before the token.", Default = "Bearer for Authorization, else nothing")]
    public string? Prefix { get; init; }
}
