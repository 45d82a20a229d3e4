using System.Reflection;
using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>What holds everywhere in the code, looked at by reflection.</summary>
public sealed class ConventionTests
{
    static readonly Assembly[] Product = [typeof(Pipeline).Assembly, typeof(Catalogue).Assembly];

    [Fact]
    public void Every_public_async_method_takes_a_token_last()
    {
        // What ends, closes or tells must go on when a person pressed Ctrl-C; what only starts a delegate is given its token by it.
        string[] exempt = ["DisposeAsync", "Began", "Ended", "Close", "Guard", "Time", "Watch", "Attempt"];
        var bare = Product.SelectMany(assembly => assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal))
            .Where(method => !exempt.Contains(method.Name) && !method.IsSpecialName)
            .Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");
        Assert.Empty(bare);
    }

    [Fact]
    public void No_stage_of_the_core_depends_on_a_later_one()
    {
        string[] stages = ["Read", "Check", "Deliver", "Notify"];
        for (int earlier = 0; earlier < stages.Length; earlier++)
        {
            string[] sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Kurir", stages[earlier])).Select(File.ReadAllText)];
            foreach (string later in stages[(earlier + 1)..])
            {
                // Column styles and types are words of the contract that a stage's neighbours share.
                string[] types = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Kurir", later), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)!)];
                Assert.DoesNotContain(types, type => sources.Any(source => System.Text.RegularExpressions.Regex.IsMatch(source, $@"\bnew {type}\b")));
            }
        }
    }

    [Fact]
    public void The_core_touches_no_network_disk_or_browser()
    {
        string[] forbidden = ["System.Net.Http", "System.IO.FileSystem", "System.Net.Sockets", "Microsoft.Data.Sqlite", "AngleSharp"];
        Assert.DoesNotContain(typeof(Pipeline).Assembly.GetReferencedAssemblies(), reference => forbidden.Contains(reference.Name));
    }

    [Fact]
    public void Each_connector_is_in_the_catalogue_under_a_name_of_its_own()
    {
        string[] names = [.. Catalogue.Readers.Select(reader => reader.Kind), .. Catalogue.Destinations.Select(kind => "to " + kind.Name), .. Catalogue.Channels.Select(kind => "notify " + kind.Name)];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(Catalogue.Destinations, kind => Assert.NotEmpty(kind.Description));
        var readers = typeof(Catalogue).Assembly.GetTypes().Where(type => typeof(IReader).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false });
        Assert.Equal(readers.Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
            Catalogue.Readers.Select(reader => reader.GetType()).Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))));
    }
}
