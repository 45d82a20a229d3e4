namespace Kurir.Connectors;

/// <summary>The one list of all connectors. A connector is its folder and its line here.</summary>
public static class Catalogue
{
    /// <summary>In the order in which they are asked whether they recognise a document; csv, which recognises nearly any text, is last.</summary>
    public static IReadOnlyList<IReader> Readers { get; } =
    [
        new XlsxReader(),
        new ZipReader(),
        new XlsReader(),
        new PdfReader(),
        new XmlSpreadsheetReader(),
        new SylkReader(),
        new HtmlReader(),
        new JsonReader(),
        new CsvReader(),
    ];

    public static IReadOnlyList<DestinationKind> Destinations { get; } =
    [
        new("sheet", "A tab of a Google spreadsheet that people may use too.", typeof(GoogleSheetsOptions), (options, context) => new GoogleSheetsDestination((GoogleSheetsOptions)options, context)),
        new("workbook", "A tab of a workbook (xlsx) that people may use too.", typeof(WorkbookOptions), (options, context) => new WorkbookDestination((WorkbookOptions)options, context)),
        new("csv", "A csv file, for programs.", typeof(CsvOptions), (options, context) => new CsvDestination((CsvOptions)options, context)),
        new("sqlite", "A table of a SQLite database.", typeof(SqliteOptions), (options, context) => new SqliteDestination((SqliteOptions)options, context)),
    ];

    public static IReadOnlyList<ChannelKind> Channels { get; } =
    [
        TelegramChannel.AsKind,
    ];
}
