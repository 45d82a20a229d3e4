namespace Kurir;

/// <summary>Makes what a bound file means: the site, its exports with their destinations, channels, zone.</summary>
sealed class PipelineResolver(
    IReadOnlyList<DestinationKind> destinations, IReadOnlyList<ChannelKind> channels,
    string path, MapNode root, PipelineConfig config, List<Problem> problems)
{
    readonly string file = Path.GetFileName(path);
    readonly string name = Path.GetFileNameWithoutExtension(path);

    /// <returns>Null where something is missing, which the problems then say.</returns>
    public PipelineDefinition? Resolve(PipelineSurroundings around)
    {
        List<Export> exports = [.. config.Exports.Select(export => ExportOf(export.Key, export.Value, around))];
        WritingToOnePlace(exports);
        IReadOnlyList<IChannel> told = [.. config.Notify.Channels.Select(channel => ChannelOf(channel.Key, channel.Value, around)).OfType<IChannel>()];
        if (around.Site is { } other && PipelineChecks.SiteProblem(other) is { } problem) Report(new Place(1, 1), $"--site: {problem}");
        if (config.Site is null || Zones.Find(config.Timezone) is not { } zone) return null;
        return new PipelineDefinition
        {
            Name = name,
            File = path,
            Site = SiteOf(around.Site ?? config.Site),
            Exports = exports,
            Zone = zone,
            Language = config.Language,
            Digest = config.Digest,
            Keep = config.Keep,
            Parallel = config.Parallel,
            Schedule = config.Schedule,
            Channels = told,
        };
    }

    Site SiteOf(Uri address) => new()
    {
        Name = name,
        Address = address,
        SignIn = config.SignIn,
        SecretsPrefix = SecretsPrefix,
        Language = config.Language,
        Parallel = config.Parallel,
        Session = config.Session,
        Learn = config.Learn == "on",
        KeepSession = config.KeepSession == "on",
        SignOut = config.SignOut == "on",
        Browser = config.Browser,
        Zone = Zones.Find(config.Timezone) ?? TimeZoneInfo.Utc,
    };

    /// <summary>From the file's own site, so that <c>--site</c> asks for the same secrets.</summary>
    string SecretsPrefix => config.Secrets
        ?? (config.Site is { HostNameType: UriHostNameType.Dns } site && site.Host.Contains('.', StringComparison.Ordinal) ? site.Host.Split('.')[0] : name);

    Export ExportOf(string export, ExportConfig settings, PipelineSurroundings around) => new()
    {
        Pipeline = name,
        Name = export,
        Settings = settings,
        Language = config.Language,
        Zone = Zones.Find(config.Timezone) ?? TimeZoneInfo.Utc,
        Destinations = [.. settings.To.Select((to, i) => DestinationOf(to, i, export, settings, around)).OfType<IDestination>()],
        DefinedAt = $"{file}:{KeyOf(export).Line}",
        Evidence = config.Evidence,
        PlaceOf = setting => $"{file}:{KeyOf(export, setting.Split('.')).Line}",
    };

    IDestination? DestinationOf(DestinationConfig to, int index, string export, ExportConfig settings, PipelineSurroundings around)
    {
        DestinationKind kind = destinations.First(known => known.Name == to.Kind);
        var context = new DestinationContext(around.Home, new ExportId(name, export), around.Secrets, around.Time);
        return Make(() => kind.Create(to.Options, context), PlaceOf(export, index, settings.To.Count));
    }

    IChannel? ChannelOf(string kind, object options, PipelineSurroundings around) => Make(
        () => channels.First(known => known.Name == kind).Create(options, new ChannelContext(SecretsPrefix, around.Secrets, around.Time, $"{file}:{root.Locate("notify", kind).Line}", around.Chats)),
        root.Locate("notify", kind));

    /// <summary>A connector says what is wrong with its own options by a fault, which here is one more problem of the file.</summary>
    T? Make<T>(Func<T> make, Place at) where T : class
    {
        try
        {
            return make();
        }
        catch (Fault fault) when (fault.Name == FaultName.ConfigurationInvalid)
        {
            Report(at, $"{fault.Cause}. {fault.Remedy}");
            return null;
        }
    }

    void WritingToOnePlace(List<Export> exports)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Export export in exports)
        {
            for (int i = 0; i < export.Destinations.Count; i++)
            {
                IDestination destination = export.Destinations[i];
                if (seen.TryAdd(destination.Id, export.Name)) continue;
                Report(PlaceOf(export.Name, i, export.Destinations.Count), $"'{export.Name}' and '{seen[destination.Id]}' would both write to "
                    + $"{destination.Description}. Give one of them another place");
            }
        }
    }

    Place KeyOf(string export) => (root.Find("exports") as MapNode)?.KeyAt(export) ?? root.At;

    /// <summary>Where the file names a setting: of the export, of the defaults, of the whole; else the export's name.</summary>
    Place KeyOf(string export, string[] setting) =>
        root.LocateKey(["exports", export, .. setting]) ?? root.LocateKey(["defaults", .. setting]) ?? root.LocateKey(setting) ?? KeyOf(export);

    /// <summary>Where the file names an export's destination; the export itself where it names none.</summary>
    Place PlaceOf(string export, int index, int count)
    {
        if ((root.Find("exports") as MapNode)?.Find(export) is not MapNode own || own.Find("to") is not { } to) return KeyOf(export);
        IReadOnlyList<Place> places = [.. PlacesIn(to)];
        return places.Count == count ? places[index] : to.At;
    }

    static IEnumerable<Place> PlacesIn(Node to) => to switch
    {
        ListNode list => list.Items.SelectMany(PlacesIn),
        MapNode map => map.Entries.Select(entry => entry.Key.At),
        _ => [to.At],
    };

    void Report(Place at, string text) => problems.Add(new Problem(file, at.Line, at.Column, text));
}
