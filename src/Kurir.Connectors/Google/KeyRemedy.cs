namespace Kurir.Connectors;

/// <summary>How to enter a key so that it arrives whole, on the platform this process runs on.</summary>
static class KeyRemedy
{
    const string Name = "GOOGLE_SERVICE_ACCOUNT_JSON";
    const string OneLine = "base64 < key.json | tr -d '\\n'";

    /// <summary>By a variable that is known to be set there, the likeliest first.</summary>
    static readonly (string Variable, string Remedy)[] Platforms =
    [
        ("RENDER", $"On Render: Environment, Secret Files, add one named google with the whole file as its content; remove the variable {Name}; deploy. Kurir reads it from /etc/secrets/google"),
        ("GITHUB_ACTIONS", $"For GitHub Actions: gh secret set {Name} < key.json, and hand it to the step: env: {Name}: ${{{{ secrets.{Name} }}}}"),
        ("GITLAB_CI", $"In GitLab: a CI/CD variable named {Name}_FILE, of type File, with the whole file as its value"),
        ("DYNO", $"On Heroku: heroku config:set {Name}=\"$({OneLine})\""),
        ("FLY_APP_NAME", $"On Fly: fly secrets set {Name}=\"$({OneLine})\""),
        ("NETLIFY", $"On Netlify, which keeps one line: netlify env:set {Name} \"$({OneLine})\", then deploy"),
        ("VERCEL", $"On Vercel: {OneLine} | vercel env add {Name} production, then deploy"),
        ("RAILWAY_ENVIRONMENT", $"On Railway: railway variables --set \"{Name}=$({OneLine})\""),
        ("COOLIFY_CONTAINER_NAME", $"In Coolify: the output of {OneLine} as the value of {Name}, marked as literal; then redeploy, since restarting keeps the old value"),
        ("KUBERNETES_SERVICE_HOST", "In Kubernetes: kubectl create secret generic kurir --from-file=google=key.json, mounted as a volume at /run/secrets"),
        ("DOTNET_RUNNING_IN_CONTAINER", $"With Docker: mount the file, -v ./key.json:/run/secrets/google:ro (compose: a secret named google with file: ./key.json); in an env file only base64 arrives whole: {Name}=$({OneLine}) filled in by a shell"),
    ];

    public static string For(KeyProblem problem, Func<string, string?> variable) => problem switch
    {
        KeyProblem.PathGiven => $"Put the path into {Name}_FILE, as this process sees the file, and remove {Name}",
        KeyProblem.ApiKey or KeyProblem.OAuthClient or KeyProblem.OtherAccount or KeyProblem.OtherSecret or KeyProblem.OtherFile or KeyProblem.KeyEncrypted or KeyProblem.OtherKey
            => $"Make a key of a service account (Google Cloud console, IAM and admin, Service accounts, Keys, Add key, JSON) and enter the file that is downloaded. {Entering(variable)}",
        _ => $"Enter the JSON file again, whole and as it was downloaded. {Entering(variable)}",
    };

    /// <summary>For the platform; where it is not known, for any.</summary>
    public static string Entering(Func<string, string?> variable)
    {
        foreach ((string name, string remedy) in Platforms)
            if (!string.IsNullOrEmpty(variable(name))) return remedy;
        return $"On this machine: kurir secret set google < key.json, or {Name}_FILE with the file's path. Where only variables can be set: the output of {OneLine} as the value of {Name}";
    }
}
