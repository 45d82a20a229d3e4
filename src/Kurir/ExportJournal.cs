namespace Kurir;

/// <summary>What happens to one export on its way: times, attempts, what came, what failed. Wrapped around the path, so that the path stays readable.</summary>
public sealed class ExportJournal(Run run, Export export, Window? window, RunRequest request, PipelineServices services)
{
    /// <value>A month down to its days; what is longer is left for the next run.</value>
    const int MostParts = 64;

    /// <value>Of each kind of change; more cannot be looked at by anybody.</value>
    const int MostShown = 10_000;

    readonly Dictionary<Stage, TimeSpan> times = [];
    readonly List<Receipt> receipts = [];
    readonly List<Unlikely> unlikely = [];
    bool isDated;
    readonly Attempts attempts = new(services.Time, services.FirstPause, services.LongestPause);
    readonly Trail trail = new(services.Redactor, export.Evidence, request.Trace || export.Evidence.Trace == "on");
    int attempt, parts;
    long? announced;
    int recorded;
    bool interrupted;
    Document? document, came;
    ChangeSet? changes;
    Verdict? verdict;
    Fault? fault;
    string? evidence;

    public Export Export => export;

    public Window? Window => window;

    public string RunId => run.Id;

    public bool DryRun => run.DryRun;

    public Outcome Outcome
    {
        get
        {
            if (interrupted) return Outcome.Interrupted;
            if (verdict is { Held: true }) return Outcome.Held;
            if (fault is not null) return fault.Stage == Stage.Deliver && (changes is not null || window is null) ? Outcome.Undelivered : Outcome.Failed;
            if (receipts.Exists(receipt => !receipt.Verified)) return Outcome.Undelivered;
            if (verdict is null) return Outcome.Proven; // a delivery alone
            if (!verdict.Proven || Balance.Of(verdict, changes, receipts) is { AddsUp: false }) return Outcome.Partial;
            return verdict.Rows == 0 ? Outcome.Empty : Outcome.Proven;
        }
    }

    /// <summary>Lets out nothing: a fault, an interruption or a bug becomes part of this export's result. The one place where this happens.</summary>
    public async Task Guard(Func<Task> step, CancellationToken ct)
    {
        Trail.Now = trail;
        try
        {
            if (!interrupted) await step();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            interrupted = true;
        }
#pragma warning disable CA1031 // Whatever goes wrong in one export must not stop its neighbours.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(failure as Fault ?? Unexpected(failure));
        }
    }

    public Task Attempt(Func<Task> work, CancellationToken ct) => attempts.Run(
        number =>
        {
            attempt = Math.Max(attempt, number);
            return work();
        },
        (number, failure, pause) => services.Tell(new RunEvent.AttemptFailed(export.Name, number, failure, pause)),
        ct);

    public Task Time(Stage stage, Func<Task> work) => Time(stage, async () =>
    {
        await work();
        return true;
    });

    public async Task<T> Time<T>(Stage stage, Func<Task<T>> work)
    {
        long start = await Begin(stage);
        try
        {
            return await work();
        }
        finally
        {
            End(stage, start);
        }
    }

    public T Time<T>(Stage stage, Func<T> work)
    {
        long start = services.Time.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            End(stage, start);
        }
    }

    /// <summary>How a window, or a half of one, is asked for: in halves again only while that is not too often for the panel.</summary>
    public Part PartOf(Window days, long? suspect)
    {
        parts++;
        return new Part(days, MayHalve: days.Days > 1 && parts < MostParts, suspect, IsHalf: days != window);
    }

    public Recording RecordingOf(Document came, Checker checker, Window days)
    {
        isDated = checker.Contract.Dates.Count > 0;
        return new Recording
        {
            Export = export.Id,
            RunId = run.Id,
            Window = days,
            Document = came.Sha256,
            FetchedAt = came.FetchedAt,
            Announced = came.Announced,
            NoDataText = came.NoDataText,
            FileName = came.FileName,
            MediaType = came.MediaType,
            Day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(came.FetchedAt, export.Zone).DateTime),
            Minutes = Arrivals.Minutes(days.To, came.FetchedAt, export.Zone),
            Contract = checker.Contract,
            Sources = checker.Sources,
            DryRun = run.DryRun,
            Listed = Listed,
        };
    }

    /// <summary>What a replay would change is shown whole, before anything is.</summary>
    int Listed => run is { DryRun: true, Mode: "replay" } ? MostShown : ChangeSet.MaxListed;

    /// <summary>For evidence: what is looked at now.</summary>
    public void Came(Document looked) => came = looked;

    public void Recorded(Document came, ChangeSet changed, Verdict found)
    {
        (document, announced) = (came, recorded == 0 ? came.Announced : announced + came.Announced);
        (changes, verdict) = (changes?.With(changed, Listed) ?? changed, verdict?.With(found) ?? found);
        recorded++;
        if (found.Held) Keep(null, found);
    }

    /// <summary>What was counted of whole days, in their order; empty where nothing was recorded.</summary>
    public IReadOnlyList<DayFigures> Counted => verdict is { Held: false } && !interrupted ? verdict.Days : [];

    /// <summary>The newest day, where its rows did not come yet.</summary>
    public Awaited? Awaited => verdict is { Held: false } && !interrupted ? verdict.Awaited : null;

    /// <summary>Notes rows that should be there by now.</summary>
    public bool IsLate(Awaited awaited, IReadOnlyList<Arrival> days)
    {
        if (Arrivals.Late(days, awaited, export.Settings.Unlikely.Ignore) is not { } late) return false;
        unlikely.Add(late);
        return true;
    }

    /// <summary>Of how many days each count is.</summary>
    public int Span => Counted is [var only] && window is { } days && only.Day == days.To && !isDated ? days.Days : 1;

    /// <summary>Notes what is unlikely of a day.</summary>
    public CountedDay Compared(DayFigures day, IReadOnlyList<CountedDay> known)
    {
        DayFigures[] before = [.. known.Where(each => each.Day < day.Day).Select(each => new DayFigures(each.Day, each.Figures))];
        IReadOnlyList<Unlikely> found = UnlikelyNumbers.In(before, day, export.Settings.Unlikely.Ignore);
        unlikely.AddRange(found);
        return new CountedDay(day.Day, day.Figures, Told: found.Count > 0);
    }

    public void Delivered(Receipt receipt) => receipts.Add(receipt);

    /// <summary>What was traced is kept also where nothing failed.</summary>
    public void KeepTrace()
    {
        if (evidence is null && trail.Shown.Count > 0 && trail.IsTraced) Keep(null, null);
    }

    /// <summary>As it stands now.</summary>
    public ExportRun ToExportRun() => new()
    {
        Export = export.Name,
        Outcome = Outcome,
        Window = window,
        LookBack = window is null ? null : request.LookBackOf(export),
        Attempts = attempt,
        Stages = [.. times.OrderBy(time => time.Key).Select(time => new StageTime(time.Key, time.Value))],
        Document = document?.Sha256,
        Parts = Math.Max(1, recorded),
        Announced = announced,
        Verdict = verdict,
        Changes = changes,
        Receipts = [.. receipts],
        Unlikely = [.. unlikely],
        Fault = fault is null ? null : FaultRecord.Of(fault, services.Redactor),
        Repairs = document?.Repairs ?? [],
        Evidence = evidence,
    };

    async Task<long> Begin(Stage stage)
    {
        await services.Tell(new RunEvent.StageBegan(export.Name, stage));
        return services.Time.GetTimestamp();
    }

    void End(Stage stage, long start)
    {
        lock (times) times[stage] = times.GetValueOrDefault(stage) + services.Time.GetElapsedTime(start);
    }

    void Failed(Fault failure)
    {
        // The first fault is the one to mend; a delivery that fails after it is a consequence or comes again.
        if (fault is null) Keep(failure, verdict);
        fault ??= failure;
    }

    void Keep(Fault? failure, Verdict? found) => evidence = services.Evidence.Keep(
        new Sighting { Run = run.Id, Export = export, Window = window, Fault = failure, Verdict = found, Document = came, Trail = trail }) ?? evidence;

    Fault Unexpected(Exception failure) => new(
        Stage.Record, FaultName.Unexpected, FaultKind.Stop, export.Id.ToString(),
        $"{failure.GetType().Name}: {services.Redactor.Redact(failure.Message)}",
        "This is a bug of Kurir. Run it again with --verbose and report what it prints; nothing was lost.", failure);
}
