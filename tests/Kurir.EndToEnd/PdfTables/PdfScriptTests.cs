using Kurir.PdfTables;

namespace Kurir.EndToEnd;

/// <summary>Texts whose characters or order paper does not simply show.</summary>
public sealed class PdfScriptTests
{
    /// <summary>Real reports whose fonts number their glyphs; other readers give plausible wrong letters for them.</summary>
    [Theory]
    [InlineData("no-unicode-glyph-numbers")]
    [InlineData("no-unicode-own-codes")]
    [InlineData("right-to-left-whole-words")]
    public void Fonts_that_do_not_tell_their_characters_are_named_and_never_guessed(string variant)
    {
        var fault = Assert.Throws<PdfTablesException>(() => PdfCorpus.Read(PdfCorpus.Variant(variant)));
        Assert.Equal(PdfProblem.UnreadableFonts, fault.Problem);
    }

    /// <summary>Columns stay as they stand on paper, from left to right; the texts inside run as they are read.</summary>
    [Fact]
    public void An_arabic_report_is_read_in_reading_order() => Assert.Equal(
        [
            "ملاحظات|المبلغ|المدينة|العميل|رقم",
            "تم الدفع نقدا|1.250,00|القاهرة|محمد عبد الله|1",
            "|320,50|الرياض|فاطمة الزهراء|2",
            "فاتورة رقم 123 من شركة ABC Trading|99,00|بيروت|خالد بن الوليد|3",
            "يرجى المراجعة (عاجل)|7.410,25|دبي|ليلى حسن|4",
        ], Lines("right-to-left-arabic"));

    [Fact]
    public void A_hebrew_report_is_read_in_reading_order() => Assert.Equal(
        [
            "הערות|סכום|עיר|לקוח|מספר",
            "שולם במזומן|1,250.00|תל אביב|דוד כהן|1",
            "|320.50|ירושלים|שרה לוי|2",
            "חשבונית 123 של ABC Trading|99.00|חיפה|יוסף מזרחי|3",
            "נא לבדוק (דחוף)|7,410.25|באר שבע|רחל פרץ|4",
        ], Lines("right-to-left-hebrew"));

    static IEnumerable<string> Lines(string variant)
    {
        var table = Assert.Single(PdfCorpus.Read(PdfCorpus.Variant(variant)));
        return [string.Join('|', table.Columns), .. table.Rows.Select(r => string.Join('|', r.Texts))];
    }
}
