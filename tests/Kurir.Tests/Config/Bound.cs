using System.Collections;

namespace Kurir;

/// <summary>Bound records, compared and made up by their shapes.</summary>
static class Bound
{
    static readonly string[] Nasty =
    [
        "", " ", " leading", "trailing ", "#x", "a #b", "a: b", "a:", "007", "null", "~", "No", "yes", "- x", "-", "?", "\"q\"", "it's", "'", "a\nb", "a\tb", "\\", "{a}", "[a]",
        "@x", "`x", "%x", "!x", "&x", "*x", "|", ">", "😀", "é", "\u0085", "\u2028", "\u0007", "\uFEFF", "1e3", "08:00", "2026-09-01", "0x1F", "https://x", "a,b", "<<", "...", "---",
    ];

    public static bool Same(object? left, object? right, Shape shape) => (left, right, shape) switch
    {
        (null, null, _) => true,
        (null, _, _) or (_, null, _) => false,
        (_, _, RecordShape record) => record.Settings.All(setting => Same(setting.Get(left), setting.Get(right), setting.Shape)),
        (IEnumerable a, IEnumerable b, ListShape list) => SameItems(a, b, list.Item),
        (IEnumerable a, IEnumerable b, MapShape map) => SameEntries(a, b, map.Value),
        (IReadOnlyList<DestinationConfig> a, IReadOnlyList<DestinationConfig> b, KindsShape kinds) =>
            a.Count == b.Count && a.Zip(b).All(pair => SameKind(pair.First.Kind, pair.First.Options, pair.Second.Kind, pair.Second.Options, kinds)),
        (NotifyConfig a, NotifyConfig b, KindsShape kinds) => a.Channels.Count == b.Channels.Count
            && a.Channels.Zip(b.Channels).All(pair => SameKind(pair.First.Key, pair.First.Value, pair.Second.Key, pair.Second.Value, kinds)),
        _ => left.Equals(right),
    };

    static bool SameKind(string left, object leftOptions, string right, object rightOptions, KindsShape kinds) =>
        left == right && Same(leftOptions, rightOptions, kinds.Find(left)!.Options);

    static bool SameItems(IEnumerable left, IEnumerable right, Shape item)
    {
        List<object> a = [.. left.Cast<object>()], b = [.. right.Cast<object>()];
        return a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second, item));
    }

    static bool SameEntries(IEnumerable left, IEnumerable right, Shape value)
    {
        List<dynamic> a = [.. left.Cast<dynamic>()], b = [.. right.Cast<dynamic>()];
        return a.Count == b.Count && a.Zip(b).All(pair => pair.First.Key == pair.Second.Key && Same((object)pair.First.Value, (object)pair.Second.Value, value));
    }

    /// <summary>Some value of a shape; with texts that YAML would like to misunderstand.</summary>
    public static object Any(Shape shape, Random random) => shape switch
    {
        RecordShape record => AnyRecord(record, random),
        ListShape list => AnyList(list, random),
        MapShape map => AnyMap(map, random),
        KindsShape { Repeats: true } kinds => (IReadOnlyList<DestinationConfig>)[.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => AnyKind(kinds, random))],
        KindsShape kinds => new NotifyConfig { Channels = Enumerable.Range(0, random.Next(3)).Select(_ => AnyKind(kinds, random)).DistinctBy(kind => kind.Kind).ToDictionary(kind => kind.Kind, kind => kind.Options) },
        TextScalar => Nasty[random.Next(Nasty.Length)],
        WordScalar words => words.Words[random.Next(words.Words.Count)],
        EnumScalar words => words.Members.Values.ElementAt(random.Next(words.Members.Count)),
        BooleanScalar => random.Next(2) == 0,
        NumberScalar number => number.IsInt ? (object)random.Next((int)number.Least, (int)number.Most) : random.NextInt64((long)number.Least, (long)number.Most),
        TimeScalar => new TimeOnly(random.Next(24), random.Next(60)),
        DateScalar => new DateOnly(2026, 1, 1).AddDays(random.Next(5000)),
        DurationScalar => TimeSpan.FromMilliseconds(random.Next(2) == 0 ? random.Next(1000, 86_400_000) : random.Next(1, 1440) * 60_000L),
        SizeScalar => new ByteSize(random.Next(2) == 0 ? random.Next(1, 1_000_000_000) : random.Next(1, 900) * 1_000_000L),
        AddressScalar => new Uri($"https://h{random.Next(9)}.example.com:{random.Next(1, 9999)}/a%20b"),
        _ => throw new NotSupportedException(shape.GetType().Name),
    };

    static object AnyRecord(RecordShape record, Random random)
    {
        object made = record.Create();
        IReadOnlyList<string>? chosen = record.Alternatives.Count == 0 ? null : record.Alternatives[random.Next(record.Alternatives.Count)];
        List<string> hidden = [.. record.Alternatives.Where(group => group != chosen).SelectMany(group => group)];
        foreach (Setting setting in record.Settings.Where(setting => !hidden.Contains(setting.Name)))
            if (record.OneOf || setting.Required || random.Next(3) > 0) setting.Set(made, Any(setting.Shape, random));
        return made;
    }

    static IList AnyList(ListShape list, Random random)
    {
        var made = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(list.ItemType))!;
        for (int i = random.Next(4); i > 0; i--) made.Add(Any(list.Item, random));
        return made;
    }

    static IDictionary AnyMap(MapShape map, Random random)
    {
        var made = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), map.ValueType))!;
        // An empty name cannot be written.
        for (int i = random.Next(1, 4); i > 0; i--) made[$"{Nasty[random.Next(1, Nasty.Length - 3)]}{(random.Next(2) == 0 ? "" : "k")}"] = Any(map.Value, random);
        return made;
    }

    static DestinationConfig AnyKind(KindsShape kinds, Random random)
    {
        KindShape kind = kinds.Kinds[random.Next(kinds.Kinds.Count)];
        return new DestinationConfig(kind.Name, Any(kind.Options, random));
    }
}
