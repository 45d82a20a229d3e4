namespace Kurir;

/// <summary>The steps of the data's path, in their order, after the two that come before it.</summary>
public enum Stage
{
    Configure,
    SignIn,
    Fetch,
    Read,
    Check,
    Record,
    Deliver,
    Close,
    Notify,
}
