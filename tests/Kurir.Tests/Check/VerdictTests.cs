using CsCheck;

namespace Kurir.Tests;

public sealed class VerdictTests
{
    static readonly Gen<Verdict> Part = Gen.Select(Gen.Long[0, 3], Gen.Long[0, 3].Nullable(), Gen.Long[0, 1], Gen.Bool,
        (rows, announced, missing, capped) => new Verdict { Rows = rows, Announced = announced, Missing = missing, Capped = capped });

    [Fact]
    public void A_window_in_parts_is_proven_if_each_part_is() =>
        Part.List[2, 5].Sample(parts => Assert.Equal(parts.TrueForAll(part => part.Proven), parts.Aggregate((all, part) => all.With(part)).Proven));
}
