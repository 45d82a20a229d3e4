namespace Kurir.App;

/// <summary>How it goes, told to a person; texts from Render without secrets and without control characters.</summary>
sealed class RenderTalk(Action<string> say, Redactor redactor)
{
    const int MostLine = 500;

    public void Say(string text) => say(text);

    /// <summary>A line that was printed there.</summary>
    public void Line(string text) => say($"  {Safe(text, MostLine)}");

    /// <summary>Secrets are taken out first: of one that is cut, the beginning would remain.</summary>
    public string Safe(string text, int most) => PlainText.Line(redactor.Redact(text), most);
}
