namespace Kurir;

/// <summary>Every failure has one of these names. Their text form is kebab-case: <c>password-refused</c>.</summary>
/// <remarks>The names are part of the JSON contract and of the troubleshooting pages: they are added to, never renamed.</remarks>
public enum FaultName
{
    /// <summary>A bug of ours: anything that reached the pipeline without a name.</summary>
    Unexpected,

    // Configuration
    ConfigurationInvalid, SecretMissing, SecretDamaged,

    // The world around
    TimedOut, Unreachable, TlsUntrusted, TooManyRequests, ServerError, Maintenance, TooManyRedirects, DiskFull, BusyElsewhere, Interrupted,

    // Signing in
    PasswordRefused, AccountLocked, SignInThrottled, SignInPageChanged, SignInUnproven, CaptchaRequired, CodeRequired, ChoiceRequired, SignInElsewhere, SessionOver, AccessDenied,

    // Fetching
    PageNotFound, PageChanged, FieldNotFound, FieldAmbiguous, ButtonNotFound, ButtonForbidden, NeedsBrowser, BrowserMissing, BrowserFailed, DisplayMissing, NothingCame, JobPending, JobFailed, DownloadCut, DownloadTooLarge,
    PagerLoops, PagerIncomplete, ReplyMalformed,

    // Reading
    FileEmpty, FileTruncated, FileDamaged, FileIsSignInPage, FileIsErrorPage, FileUnknown, FileEncrypted, FileHostile, FileTooLarge,
    DocumentGone, NoTable, TableAmbiguous, ScannedPage, TextUnreadable,

    // Checking: reasons to hold a delivery
    ColumnMissing, ColumnsRenamed, ColumnRetyped, RowsOutsideWindow, EverythingNew, SuspiciousEmpty, RowCountUnlikely, AnnouncedDiffers, KeyNotUnique, WindowDateUnclear, RowsCapped,

    // Recording
    LedgerUnreadable, LedgerTooNew, LedgerBusy,

    // Delivering
    DestinationBusy, DestinationUnreadable, DestinationFull, DestinationDenied, DestinationChanged, ReadBackDiffers, NotShared, ColumnsAmbiguous,
    DestinationNotFound, ApiDisabled, KeyRefused, ClockWrong,

    // Telling
    ChannelRefused, ChannelGone,
}
