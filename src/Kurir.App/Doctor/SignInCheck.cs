namespace Kurir.App;

/// <summary>Signs in to each panel once, as a run would: a password that was refused is not sent again.</summary>
sealed class SignInCheck : ICheck
{
    public string Area => "sign-in";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        var results = new List<CheckResult>();
        foreach (Site site in patient.Pipelines.Select(pipeline => pipeline.Site).DistinctBy(site => (site.Address, site.SecretsPrefix))) results.Add(await Look(site, patient, ct));
        return results;
    }

    async Task<CheckResult> Look(Site site, Patient patient, CancellationToken ct)
    {
        await using ISession session = patient.Sessions().Open(site);
        try
        {
            await session.SignIn(ct);
            return session.Person is { } person ? WithPerson(site, person, patient.Time.GetUtcNow()) : new CheckResult(Area, site.Name, CheckState.Pass, $"signed in to {site.Address.Authority}");
        }
        catch (Fault fault)
        {
            return new CheckResult(Area, site.Name, CheckState.Fail, fault.Cause, fault.Remedy);
        }
    }

    CheckResult WithPerson(Site site, PersonsSession person, DateTimeOffset now) => new(
        Area, site.Name, now >= person.TellFrom ? CheckState.Warn : CheckState.Pass,
        $"signed in to {site.Address.Authority} by the session that a person opened; {(person.EndsAt is not { } end ? "the panel does not say how long it is good" : $"it is good until {NewSessionCommand.When(end, site.Zone)}")}",
        now >= person.TellFrom ? $"Sign in once more before then: kurir new session {site.Name}" : null);
}
