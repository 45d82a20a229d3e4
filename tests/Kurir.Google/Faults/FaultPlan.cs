namespace Kurir.Google;

/// <summary>Which calls are disturbed. Calls are counted from 1, tokens included.</summary>
public sealed class FaultPlan
{
    readonly Lock gate = new();
    readonly List<(Func<GoogleCall, bool> When, Disturbance Disturbance, int[] Left)> rules = [];

    /// <summary>The n-th call from now on, tokens not counted.</summary>
    public FaultPlan At(int n, Disturbance disturbance)
    {
        int seen = 0;
        return When(call => call.Kind != CallKind.Token && ++seen == n, disturbance, int.MaxValue);
    }

    /// <summary>Calls of a method: <c>token</c>, <c>spreadsheets.batchUpdate</c>.</summary>
    public FaultPlan On(string method, Disturbance disturbance, int times = 1) => When(call => call.Method == method, disturbance, times);

    /// <summary>Every call until it is cleared.</summary>
    public FaultPlan Always(Disturbance disturbance) => When(call => call.Kind != CallKind.Token, disturbance, int.MaxValue);

    /// <param name="when">Of a call that has not been carried out: its number, method, kind and requests. Asked once per call; of several rules that hold, the first strikes.</param>
    /// <param name="times">How often it strikes at most.</param>
    public FaultPlan When(Func<GoogleCall, bool> when, Disturbance disturbance, int times = 1)
    {
        lock (gate) rules.Add((when, disturbance, [times]));
        return this;
    }

    public void Clear()
    {
        lock (gate) rules.Clear();
    }

    internal Disturbance? Strikes(GoogleCall call)
    {
        lock (gate)
        {
            // All are asked, since some count.
            var struck = rules.Where(rule => rule.When(call)).ToList().Find(rule => rule.Left[0] > 0);
            if (struck.Left is not null) struck.Left[0]--;
            return struck.Disturbance;
        }
    }
}
