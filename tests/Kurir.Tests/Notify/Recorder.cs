using System.Reflection;

namespace Kurir;

/// <summary>A ledger of notices alone: anything else asked of it is a bug of whoever asks.</summary>
public sealed class Recorder
{
    public Recorder()
    {
        Ledger = DispatchProxy.Create<ILedger, Proxy>();
        ((Proxy)Ledger).Recorder = this;
    }

    public ILedger Ledger { get; }

    public List<Notice> Stored { get; } = [];

    /// <summary>What became of each notice: null for sent.</summary>
    public Dictionary<long, string?> Sent { get; } = [];

    public Outcome? Before { get; set; }

    /// <summary>The runs that are known, newest first.</summary>
    public List<Run> Runs { get; } = [];

    public bool Broken { get; set; }

    object Call(string method, object?[] arguments)
    {
        if (Broken) throw new InvalidOperationException("the ledger is broken");
        switch (method)
        {
            case nameof(ILedger.StoreNotice):
                Stored.Add((Notice)arguments[0]!);
                return Task.FromResult((long)Stored.Count);
            case nameof(ILedger.NoticeSent):
                Sent.Add((long)arguments[0]!, (string?)arguments[1]);
                return Task.CompletedTask;
            case nameof(ILedger.WasSent):
                return Task.FromResult(Stored.Where((notice, i) => notice.Event == (NoticeEvent)arguments[0]! && Sent.TryGetValue(i + 1, out string? problem) && problem is null).Any());
            case nameof(ILedger.Runs):
                return Task.FromResult<IReadOnlyList<Run>>(Runs);
            case nameof(ILedger.LastOutcome):
                return Task.FromResult(Before);
            default:
                throw new NotSupportedException(method);
        }
    }

    public class Proxy : DispatchProxy
    {
        public Recorder Recorder { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Recorder.Call(targetMethod!.Name, args!);
    }
}
