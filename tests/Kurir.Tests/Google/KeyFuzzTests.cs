using System.Text;
using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>Whatever a value has become: no crash, no other key, nothing shown, an end.</summary>
public sealed class KeyFuzzTests
{
    const int Seeds = 300;
    const string Signs = "\\\"'{}[]:,nr\n #$/=-";

    [Fact]
    public void Random_damage_never_gives_another_key_or_shows_anything_of_it()
    {
        string[] starts =
        [
            TestKey.Json, TestKey.Pem, Convert.ToBase64String(Encoding.UTF8.GetBytes(TestKey.Json)),
            .. KeyDamageCatalogue.All.Where(harm => harm.Level == KeyDamageCatalogue.Level.Json).Select(harm => harm.Apply(TestKey.Json)!),
        ];
        for (int seed = 0; seed < Seeds; seed++)
        {
            byte[] value = Mutated(Encoding.UTF8.GetBytes(starts[seed % starts.Length]), new Random(seed));
            foreach (KeyReading reading in (KeyReading[])[ServiceAccountReader.Read(value), ServiceAccountReader.ReadParts(value, new Dictionary<string, string> { ["client_email"] = TestKey.Email })])
            {
                Assert.True(reading.Key is null || reading.Key.PrivateKey.Reveal() == TestKey.Pem, $"seed {seed}: another key");
                Assert.True((reading.Key is null) == (reading.Problem is not null), $"seed {seed}");
                Assert.True(Leaks.Of(reading) is null, $"seed {seed}: shown");
            }
        }
    }

    static byte[] Mutated(byte[] value, Random random)
    {
        List<byte> bytes = [.. value];
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, random.Next(2) == 0 ? 3 : 400), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes.RemoveRange(at, length); break;
                case 1: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3: bytes[at] = (byte)Signs[random.Next(Signs.Length)]; break;
                case 4: bytes.Reverse(at, Math.Min(length, 4)); break;
                default: bytes.Insert(at, (byte)Signs[random.Next(Signs.Length)]); break;
            }

            if (bytes.Count == 0) bytes.Add((byte)'{');
        }

        return [.. bytes];
    }

    [Theory(Timeout = 60_000)]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("{")]
    [InlineData("{\"")]
    [InlineData("\" ")]
    [InlineData("\\\"")]
    [InlineData("{\"private_key\":")]
    [InlineData("BEGIN ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("{\"a\":[")]
    [InlineData("MIIEvn")]
    [InlineData("n")]
    [InlineData("/*")]
    [InlineData("\n# ")]
    [InlineData("a:")]
    public async Task A_hostile_value_of_the_largest_size_comes_to_an_end(string piece)
    {
        byte[] value = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 64 * 1024 / piece.Length)));
        KeyReading reading = await Task.Run(() => ServiceAccountReader.Read(value), TestContext.Current.CancellationToken);
        KeyReading part = await Task.Run(() => ServiceAccountReader.ReadParts(value, new Dictionary<string, string> { ["client_email"] = TestKey.Email }), TestContext.Current.CancellationToken);
        Assert.NotNull(reading.Problem);
        Assert.NotNull(part.Problem);
    }

    [Fact]
    public void A_value_that_is_far_too_large_is_not_looked_at()
    {
        KeyReading reading = ServiceAccountReader.Read(Encoding.UTF8.GetBytes(TestKey.Json + new string(' ', 64 * 1024)));
        Assert.Equal(KeyProblem.TooLarge, reading.Problem);
    }
}
