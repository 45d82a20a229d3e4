using System.Text;
using Kurir.Connectors;
using static Kurir.Tests.KeyDamageCatalogue;

namespace Kurir.Tests;

/// <summary>Every damage that is known to happen to a key, and every two of them: the key loads as it was, or the damage is named. Nothing of it is ever shown.</summary>
public sealed class KeyDamageTests
{
    public static TheoryData<string> Ids => [.. All.Select(damage => damage.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void A_damaged_key_loads_as_it_was_or_is_named(string id)
    {
        Harm damage = All.Single(damage => damage.Id == id);
        List<string> wrong = [.. Outcomes([damage])];
        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Two_damages_of_a_key_too(string id)
    {
        Harm first = All.Single(damage => damage.Id == id);
        List<string> wrong = [.. All.SelectMany(second => Outcomes([first, second]))];
        Assert.True(wrong.Count == 0, $"{wrong.Count} pairs:\n" + string.Join("\n", wrong));
    }

    /// <summary>What is not as expected: with the whole JSON, and with the private key in a variable of its own.</summary>
    static IEnumerable<string> Outcomes(Harm[] damages)
    {
        if (!Follows(damages)) yield break;
        if (Whole(damages) is { } json && Wrong(ServiceAccountReader.Read(json), damages) is { } wrong) yield return wrong;
        if (Alone(damages) is { } pem && Wrong(ServiceAccountReader.ReadParts(pem, Others), damages) is { } other) yield return "key alone: " + other;
    }

    static readonly KeyProblem[] Letters = [KeyProblem.KeyTooLong, KeyProblem.KeyForeign, KeyProblem.KeyAltered];

    static readonly Dictionary<string, string> Others = TestKey.Fields().Where(field => field.Key is "client_email" or "token_uri" or "project_id" or "private_key_id").ToDictionary();

    /// <summary>Whether the second can happen after the first.</summary>
    static bool Follows(Harm[] damages) => damages.Length == 1
        || (damages[0].Level <= damages[1].Level && damages[1].Level != Level.Instead && (damages[0] != damages[1] || damages[0].Level == Level.Text)
            && !(damages[0].Level == Level.Bytes && damages[1].Level == Level.Bytes));

    static byte[]? Whole(Harm[] damages)
    {
        Dictionary<string, string> fields = TestKey.Fields();
        if (Texts(fields["private_key"], damages, Level.Pem) is not { } pem) return null;
        string? text = TestKey.JsonOf(pem);
        foreach (Harm damage in damages.Where(damage => damage.Level > Level.Pem))
        {
            string? next = text is null ? null : damage.Apply(text);
            if (next is null || (next == text && damage.Level != Level.Bytes)) return null;
            text = next;
        }

        return Encoded(text!, damages);
    }

    static byte[]? Alone(Harm[] damages)
    {
        if (damages.Any(damage => damage.Level is Level.Json or Level.Instead)) return null;
        string? text = TestKey.Pem;
        foreach (Harm damage in damages)
        {
            string? next = text is null ? null : damage.Apply(text);
            if (next is null || (next == text && damage.Level != Level.Bytes)) return null;
            text = next;
        }

        return Encoded(text!, damages);
    }

    static string? Texts(string text, Harm[] damages, Level level)
    {
        string? current = text;
        foreach (Harm damage in damages.Where(damage => damage.Level == level))
        {
            string? next = damage.Apply(current!);
            if (next is null || next == current) return null;
            current = next;
        }

        return current;
    }

    static byte[] Encoded(string text, Harm[] damages)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        foreach (Harm damage in damages) bytes = damage.OnBytes?.Invoke(bytes) ?? bytes;
        return bytes;
    }

    static string? Wrong(KeyReading reading, Harm[] damages)
    {
        string title = string.Join(" + ", damages.Select(damage => damage.Id)) + ": ";
        if (Leaks.Of(reading) is { } leak) return title + leak;
        KeyProblem[] expected = [.. damages.SelectMany(damage => damage.Expected), .. damages.Length == 1 ? [] : damages.SelectMany(damage => damage.Also)];
        if (damages.Any(one => damages.Any(other => one.Hides.Contains(other.Id)))) expected = [.. expected, .. Letters];
        // Letters lost by one damage and left over by another can make up for each other: then by chance of the key, some of these names is the right one.
        if (damages.Length > 1 && expected.Intersect([KeyProblem.KeyCut, .. Letters]).Any()) expected = [.. expected, KeyProblem.KeyCut, .. Letters];
        if (expected.Length > 0 && reading.Shape.Length < 3) expected = [.. expected, KeyProblem.Empty];
        if (reading.Key is { } key) return Same(key) ? damages.Length == 1 && expected.Length > 0 ? title + "loaded" : null : title + "ANOTHER KEY";
        return expected.Contains(reading.Problem!.Value) ? null : $"{title}{reading.Problem} [{string.Join(",", reading.Damages)}] {reading.Words}";
    }

    static bool Same(ServiceAccountKey key) => key.PrivateKey.Reveal() == TestKey.Pem && key.ClientEmail == TestKey.Email && key.TokenUri.ToString() == TestKey.TokenUri
        && key.ProjectId == "example-project" && key.PrivateKeyId == TestKey.Fields()["private_key_id"];
}
