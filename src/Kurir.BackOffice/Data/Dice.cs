using System.Text;

namespace Kurir.BackOffice;

/// <summary>Chance that repeats: the same seed, subject and number give the same throws on every machine (splitmix64).</summary>
sealed class Dice
{
    ulong _state;

    public Dice(int seed, string subject, int number)
    {
        unchecked
        {
            _state = (ulong)seed * 0x9E3779B97F4A7C15 ^ (ulong)number * 0xD1B54A32D192ED03;
            foreach (var letter in Encoding.UTF8.GetBytes(subject)) _state = (_state ^ letter) * 0x100000001B3;
        }
        Next();
    }

    ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return z ^ z >> 31;
        }
    }

    public int Below(int end) => (int)(Next() % (ulong)end);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool OneIn(int n) => Below(n) == 0;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Below(10))));
}
