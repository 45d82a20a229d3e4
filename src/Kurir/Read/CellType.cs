namespace Kurir;

/// <summary>What a cell holds, as far as the report itself or its column's type says.</summary>
public enum CellType : byte
{
    Empty,
    Text,
    Number,
    Date,
    DateTime,

    /// <summary>A time of day or a duration, <c>[-]h:mm:ss</c>; hours may exceed 23.</summary>
    Time,
    Boolean,

    /// <summary>A spreadsheet's error value: <c>#N/A</c>, <c>#REF!</c>.</summary>
    Error,
}
