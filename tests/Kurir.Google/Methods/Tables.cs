namespace Kurir.Google;

/// <summary>What values.append takes for a table: cells with values that touch, in the smallest rectangle around them.</summary>
static class Tables
{
    /// <summary>The last table that reaches into an area; null: there is none.</summary>
    public static Area? Last(Area asked)
    {
        for (int row = Math.Min(asked.Bottom, asked.Tab.UsedRows) - 1; row >= asked.Top; row--)
            for (int column = asked.Right - 1; column >= asked.Left; column--)
                if (Holds(asked.Tab, row, column)) return Around(new Area(asked.Tab, row, column, row + 1, column + 1));
        return null;
    }

    static Area Around(Area table)
    {
        for (bool grown = true; grown;)
        {
            grown = false;
            while (table.Top > 0 && Across(table, table.Top - 1)) (table, grown) = (table with { Top = table.Top - 1 }, true);
            while (table.Bottom < table.Tab.UsedRows && Across(table, table.Bottom)) (table, grown) = (table with { Bottom = table.Bottom + 1 }, true);
            while (table.Left > 0 && Along(table, table.Left - 1)) (table, grown) = (table with { Left = table.Left - 1 }, true);
            while (table.Right < table.Tab.ColumnCount && Along(table, table.Right)) (table, grown) = (table with { Right = table.Right + 1 }, true);
        }

        return table;
    }

    static bool Across(Area table, int row)
    {
        for (int column = table.Left; column < table.Right; column++)
            if (Holds(table.Tab, row, column)) return true;
        return false;
    }

    static bool Along(Area table, int column)
    {
        for (int row = table.Top; row < table.Bottom; row++)
            if (Holds(table.Tab, row, column)) return true;
        return false;
    }

    static bool Holds(Tab tab, int row, int column) => tab.Cell(row, column).Entered is not null;
}
