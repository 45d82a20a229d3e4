namespace Kurir;

/// <summary>What the courier did and saw on its way for one export: its step, what it asked, what a page's console and window showed. Forgotten where nothing fails.</summary>
/// <remarks>It follows the flow of the work, so that a request belongs to the export for which it was made, whichever part makes it.</remarks>
/// <param name="redactor">Knows the secrets.</param>
/// <param name="settings">What else is masked.</param>
/// <param name="traced">Whether what a browser does is traced.</param>
public sealed class Trail(Redactor redactor, EvidenceConfig settings, bool traced)
{
    const int MostLines = 2000, MostHidden = 300;
    static readonly AsyncLocal<Trail?> Flow = new();
    readonly Lock gate = new();
    readonly List<Asking> asked = [];
    readonly List<string> said = [];
    readonly Dictionary<string, byte[]> shown = [];
    readonly HashSet<string> hidden = [];

    /// <summary>The one of this flow of work; null: nobody looks.</summary>
    public static Trail? Now { get => Flow.Value; set => Flow.Value = value; }

    public EvidenceConfig Settings => settings;

    public bool IsTraced => traced;

    /// <summary>What is done, or was done last: <c>pressing the button 'Export' on /laporan</c>.</summary>
    public string Step { get; private set; } = "";

    /// <summary>The setting that asks for it: <c>form.button</c>.</summary>
    public string Setting { get; private set; } = "";

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Asking> Asked
    {
        get
        {
            lock (gate) return [.. asked];
        }
    }

    /// <summary>Lines of the page's console, oldest first.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (gate) return [.. said];
        }
    }

    /// <summary>Files by name, already masked where they are no text.</summary>
    public IReadOnlyDictionary<string, byte[]> Shown
    {
        get
        {
            lock (gate) return shown.ToDictionary();
        }
    }

    /// <summary>Values of this session that are no secrets of the pipeline, and no less secret: cookies, tokens.</summary>
    public IReadOnlyList<string> Hidden
    {
        get
        {
            lock (gate) return [.. hidden];
        }
    }

    public void At(string step, string setting) => (Step, Setting) = (step, setting);

    public Asking Ask(string method, Uri address, DateTimeOffset at)
    {
        var asking = new Asking(method, address, at);
        lock (gate)
        {
            if (asked.Count < MostLines) asked.Add(asking);
        }

        return asking;
    }

    public void Say(string line)
    {
        lock (gate)
        {
            if (said.Count < MostLines) said.Add(line[..Math.Min(line.Length, 2000)]);
        }
    }

    /// <summary>The newest of a name counts.</summary>
    public void Show(string name, byte[] content)
    {
        lock (gate) shown[name] = content;
    }

    public void Hide(string value)
    {
        lock (gate)
        {
            if (hidden.Count < MostHidden) hidden.Add(value);
        }
    }

    /// <summary>Without the secrets and what is hidden besides.</summary>
    public string Redact(string text)
    {
        text = redactor.Redact(text);
        foreach (string value in Hidden.OrderByDescending(value => value.Length))
            foreach (string form in (string[])[value, Uri.EscapeDataString(value), Uri.UnescapeDataString(value), System.Text.Json.JsonEncodedText.Encode(value).ToString()])
                text = text.Replace(form, "***", StringComparison.Ordinal);
        return text;
    }
}

/// <summary>One request, without what it sent and what it brought.</summary>
public sealed class Asking(string method, Uri address, DateTimeOffset at)
{
    public string Method => method;

    /// <summary>As it was asked, secrets and all.</summary>
    public Uri Address => address;

    public DateTimeOffset At => at;

    /// <summary>Null: nothing answered.</summary>
    public int? Status { get; set; }

    /// <summary>Until the headers of the answer came.</summary>
    public TimeSpan? Took { get; set; }

    /// <summary>Of the answer's body, as far as it was read, unpacked; null: nobody counted.</summary>
    public long? Bytes { get; set; }
}
