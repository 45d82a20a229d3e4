using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir.Google;

/// <summary>An error as a cell shows it.</summary>
/// <param name="Type">Of ErrorType: <c>NAME</c>.</param>
public sealed record CellError(string Type, string Shown);

/// <summary>What formulas come to. It knows literals, a cell, two operands with an operator, ROW() and COUNTA(range); all others are #NAME?.</summary>
public static partial class Calculator
{
    static readonly CellError Unknown = new("NAME", "#NAME?");

    /// <returns>String, double, bool, <see cref="CellError"/>; null: empty.</returns>
    public static object? Effective(Tab tab, int row, int column) => Effective(tab, row, column, 0);

    static object? Effective(Tab tab, int row, int column, int depth)
    {
        object? entered = tab.Cell(row, column).Entered;
        return entered is Formula formula ? depth > 20 ? new CellError("REF", "#REF!") : Of(tab, formula.Text[1..].Trim().TrimStart('+'), row, depth) ?? Unknown : entered;
    }

    static object? Of(Tab tab, string text, int row, int depth)
    {
        if (text.Equals("ROW()", StringComparison.OrdinalIgnoreCase)) return row + 1.0;
        if (Counting().Match(text) is { Success: true } count) return CountOf(tab, count.Groups[1].Value);
        if (Operation().Match(text) is not { Success: true } match) return null;
        object? left = Operand(tab, match.Groups[1].Value, depth);
        return match.Groups[2].Success ? Result(left, match.Groups[2].Value, Operand(tab, match.Groups[3].Value, depth)) : left ?? 0.0;
    }

    static object? CountOf(Tab tab, string range)
    {
        if (A1.Parse(range) is not { Title: null } a1) return null;
        Area area = new Extent(a1.Top, a1.Left, a1.Bottom, a1.Right).On(tab);
        double count = 0;
        for (int r = area.Top; r < area.Bottom; r++)
            for (int c = area.Left; c < area.Right; c++)
                if (tab.Cell(r, c).Entered is not null) count++;
        return count;
    }

    static object? Operand(Tab tab, string text, int depth)
    {
        if (text.StartsWith('"')) return text[1..^1];
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return number;
        if (text.Equals("TRUE", StringComparison.OrdinalIgnoreCase)) return true;
        if (A1.Parse(text) is { Title: null, Top: { } row, Left: { } column }) return Effective(tab, row, column, depth + 1);
        return Unknown;
    }

    static object? Result(object? left, string sign, object? right)
    {
        if (left is CellError || right is CellError) return left as CellError ?? right;
        if (sign == "&") return $"{Plain(left)}{Plain(right)}";
        if (left is string || right is string) return new CellError("VALUE", "#VALUE!");
        double a = Number(left), b = Number(right);
        return sign switch { "+" => a + b, "-" => a - b, "*" => a * b, _ => b == 0 ? new CellError("DIVIDE_BY_ZERO", "#DIV/0!") : a / b };
    }

    static double Number(object? value) => value switch { double number => number, true => 1, _ => 0 };

    static string Plain(object? value) => value switch { null => "", double number => number.ToString("R", CultureInfo.InvariantCulture), true => "TRUE", false => "FALSE", _ => value.ToString()! };

    [GeneratedRegex("""^("[^"]*"|\$?[A-Za-z]{1,3}\$?[0-9]+|[0-9.]+|TRUE)(?:\s*([-+*/&])\s*("[^"]*"|\$?[A-Za-z]{1,3}\$?[0-9]+|[0-9.]+))?$""", RegexOptions.IgnoreCase)]
    private static partial Regex Operation();

    [GeneratedRegex(@"^COUNTA\(([^)]+)\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Counting();
}
