namespace Kurir.Connectors;

sealed class NoSignIn : ISignIn
{
    public Task SignIn(CancellationToken ct) => Task.CompletedTask;

    public bool IsAskedBy(PanelPage page, Reply reply) => reply.Redirected && SignInForm.Candidates(new FormControls(page)).Count > 0;

    public Task<Fault?> Lost(Fault over, CancellationToken ct) => Task.FromResult<Fault?>(new Fault(
        over.Stage, FaultName.AccessDenied, FaultKind.Ask, over.Subject, $"the panel wants a sign-in ({over.Cause})", "Say how under sign_in: of the pipeline.", over) { Seen = over.Seen });
}
