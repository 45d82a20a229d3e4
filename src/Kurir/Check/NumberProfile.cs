namespace Kurir;

/// <summary>What a column's printed numbers tell about their style. The same few fields for ten rows or a million.</summary>
sealed class NumberProfile
{
    /// <value>A column that begins with so many texts and no number is one of texts.</value>
    const int GiveUpAfter = 50;

    bool dot = true;
    bool comma = true;
    bool separators;
    bool doubtfulDots;
    bool doubtfulCommas;
    bool ungroupedThousands;
    bool dotGrouped;
    bool commaGrouped;
    bool parentheses;
    bool mixedCurrencies;
    bool markedCodes = true;
    bool allDigits = true;
    bool sameLength = true;
    int length = -1;
    long percents;
    long marked;
    string? currency;
    (string Text, bool After, bool Apart) mark;
    Decimals byDot = Decimals.None;
    Decimals byComma = Decimals.None;

    /// <summary>Texts that are numbers in some style.</summary>
    public long Count { get; private set; }

    /// <summary>Texts that are none.</summary>
    public long Others { get; private set; }

    public void Add(string text)
    {
        if (Count == 0 && Others > GiveUpAfter) return;
        if (!NumberText.TryScan(text, out var number) || NumberShape.Of(number.Body, number.Currency is not null) is not { IsNumber: true } shape)
        {
            Others++;
            return;
        }

        Count++;
        AddShape(shape, number.Body);
        AddSurroundings(number, shape);
    }

    void AddShape(NumberShape shape, ReadOnlySpan<char> body)
    {
        dot &= shape.Dot;
        comma &= shape.Comma;
        separators |= !shape.Plain;
        if (shape.Doubtful)
        {
            doubtfulDots |= body.Contains('.');
            doubtfulCommas |= body.Contains(',');
        }

        bool bare = !body.ContainsAnyExceptInRange('0', '9');
        ungroupedThousands |= bare && body.Length > 3;
        allDigits &= bare;
        sameLength &= length is -1 || length == body.Length;
        length = body.Length;
        dotGrouped |= shape.Dot && shape.DotGrouped;
        commaGrouped |= shape.Comma && shape.CommaGrouped;
        if (shape.Dot) byDot = byDot.With(shape.DotDecimals);
        if (shape.Comma) byComma = byComma.With(shape.CommaDecimals);
    }

    void AddSurroundings(in NumberText number, NumberShape shape)
    {
        if (number.Percent) percents++;
        parentheses |= number.InParentheses;
        allDigits &= !number.Percent && !number.Negative && number.Currency is null;
        markedCodes &= shape.Plain && number.Currency is not null and not "IDR" && !number.MarkApart && char.IsLetter(number.Mark[^1]);
        if (number.Currency is null) return;
        if (marked++ == 0) (currency, mark) = (number.Currency, (number.Mark.ToString(), number.MarkAfter, number.MarkApart));
        mixedCurrencies |= currency != number.Currency;
    }

    /// <summary>All of them can be read in one way, as amounts and not as ids.</summary>
    /// <param name="typed">The document has typed cells: digits in a text cell are meant as text.</param>
    /// <param name="isId">The heading names an id.</param>
    public bool AreNumbers(bool typed, bool isId)
    {
        if (Count == 0 || Others > 0 || !(dot || comma) || mixedCurrencies || markedCodes || percents is not 0 && percents != Count) return false;
        return !allDigits || !(typed || isId || (sameLength && length >= 8));
    }

    /// <summary>They say so themselves: by a separator that can only be the decimal one, or by money, of which nobody prints thousandths. Null: in doubt.</summary>
    public NumberStyle? OwnStyle
    {
        get
        {
            if (!separators) return NumberStyle.Plain;
            if (dot != comma) return dot ? NumberStyle.DotDecimal : NumberStyle.CommaDecimal;
            return dot && marked == Count ? Grouping : null;
        }
    }

    /// <summary>Separators are printed, and they tell which is which.</summary>
    public bool IsEvidence => separators && OwnStyle is not null;

    /// <summary>The own style; else that of the table's other columns; else the language's, where by it the separators set groups apart. Null: still in doubt.</summary>
    public NumberStyle? StyleWith(NumberStyle? others, string language)
    {
        if (OwnStyle is { } own) return own;
        if (!(dot && comma)) return null;
        if (others is not null) return others;
        // Three digits behind a separator in every value are groups far more often than thousandths: nothing else is concluded from a language.
        NumberStyle spoken = language == "id" ? NumberStyle.CommaDecimal : NumberStyle.DotDecimal;
        return Grouping == spoken ? spoken : null;
    }

    NumberStyle? Grouping =>
        ungroupedThousands || doubtfulDots == doubtfulCommas ? null : doubtfulDots ? NumberStyle.CommaDecimal : NumberStyle.DotDecimal;

    /// <summary>A number format that prints as the report did; null where the destination's own does.</summary>
    public string? FormatIn(NumberStyle style)
    {
        Decimals decimals = style == NumberStyle.CommaDecimal ? byComma : byDot;
        bool groups = style switch { NumberStyle.DotDecimal => dotGrouped, NumberStyle.CommaDecimal => commaGrouped, _ => false };
        string digits = groups ? "#,##0" : "0";
        if (decimals.Most > 0 && decimals.Least == decimals.Most) digits += $".{new string('0', decimals.Most)}";
        else if (decimals.Most > 0 && currency is null && percents == 0 && !groups) return null;
        else if (decimals.Most > 0) digits += $".{new string('0', decimals.Least)}{new string('#', decimals.Most - decimals.Least)}";
        string format = Marked(percents > 0 ? digits + "%" : digits);
        return parentheses ? $"{format};({format})" : format;
    }

    string Marked(string digits)
    {
        if (currency is null) return digits;
        string space = mark.Apart ? " " : "";
        return mark.After ? $"{digits}{space}\"{mark.Text}\"" : $"\"{mark.Text}\"{space}{digits}";
    }

    /// <summary>How many decimals are printed.</summary>
    readonly record struct Decimals(int Least, int Most)
    {
        public static Decimals None { get; } = new(int.MaxValue, 0);

        public Decimals With(int count) => new(Math.Min(Least, count), Math.Max(Most, count));
    }
}
