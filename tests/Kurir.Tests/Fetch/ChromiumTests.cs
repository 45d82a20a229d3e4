using Kurir.Connectors;

namespace Kurir.Tests.Fetch;

/// <summary>Which of the installed browsers is taken.</summary>
public sealed class ChromiumTests
{
    static readonly string Folder = Path.Combine(Path.GetTempPath(), "bin"), Shell = Path.Combine(Folder, "chromium-headless-shell"), Whole = Path.Combine(Folder, "chromium");

    static string Find(bool isShown, string? named, params string[] installed) =>
        Chromium.Find(isShown, name => name == "PATH" ? Folder : name == "CHROME_BIN" ? named : null, installed.Contains);

    [Fact]
    public void The_one_without_a_window_goes_first_unless_a_person_must_see_it()
    {
        Assert.Equal(Shell, Find(isShown: false, null, Whole, Shell));
        Assert.Equal(Whole, Find(isShown: false, null, Whole));
        Assert.Equal(Whole, Find(isShown: true, null, Whole, Shell));
        Assert.Equal(FaultName.BrowserMissing, Assert.Throws<Fault>(() => Find(isShown: true, null, Shell)).Name);
    }

    [Fact]
    public void The_one_that_is_named_goes_before_all_but_cannot_show_what_it_has_no_window_for()
    {
        Assert.Equal(Whole, Find(isShown: false, Whole, Whole, Shell));
        Assert.Equal(Whole, Find(isShown: true, Shell, Whole, Shell));
        Assert.Contains("no such file", Assert.Throws<Fault>(() => Find(isShown: false, "/nowhere/chromium", Whole)).Cause, StringComparison.Ordinal);
    }
}
