namespace Kurir;

/// <summary>What must hold of a test file beyond its types: it names exports that there are, files that are there, windows that are some, and time goes on.</summary>
sealed class TestChecks(string file, MapNode root, TestConfig config, List<Problem> problems, PipelineDefinition pipeline, Func<string, bool> isThere)
{
    public void Run()
    {
        IReadOnlyList<Node> steps = PipelineTestFile.StepsIn(root);
        if (root.Find("steps") is { } there && steps.Count == 0) Report(there.At, "'steps' is empty. Write at least one: - at: 2026-11-22");
        // A step that could not be bound at all is one problem already.
        if (steps.Count != config.Steps.Count) return;
        for (int i = 0; i < steps.Count; i++)
        {
            if (i > 0 && config.Steps[i].At < config.Steps[i - 1].At) Report(steps[i].Locate("at"), "a step cannot come before the one above it");
            if (steps[i] is MapNode step && step.Find("exports") is MapNode exports) Exports(exports, config.Steps[i]);
        }
    }

    void Exports(MapNode exports, TestStepConfig step)
    {
        foreach (Entry entry in exports.Entries)
        {
            string name = entry.Key.Text;
            string[] known = [.. pipeline.Exports.Select(export => export.Name)];
            if (!known.Contains(name)) Report(entry.Key.At, $"{pipeline.Name} has no export '{Texts.Shown(name)}'.{Texts.DidYouMean(name, known)} It has {string.Join(", ", known)}");
            if (step.Exports.TryGetValue(name, out GivenConfig? given)) Given(entry, given);
        }
    }

    void Given(Entry entry, GivenConfig given)
    {
        Node at = entry.Value;
        if (given is { Document: null, Parts.Count: 0 }) Report(entry.Key.At, $"'{entry.Key.Text}' has no document. Write document: and a file, seen from the folder of the test");
        Document(given.Document, at.Locate("document"));
        Window(given.Window, at.Locate("window"));
        if (given.Expect.Table is { } table && Path.IsPathRooted(table)) Report(at.Locate("expect", "table"), Elsewhere(table));
        IReadOnlyList<Node> parts = at is MapNode map && map.Find("parts") is ListNode list && list.Items.Count == given.Parts.Count ? list.Items : [.. given.Parts.Select(_ => at)];
        for (int i = 0; i < parts.Count; i++)
        {
            Document(given.Parts[i].Document, parts[i].Locate("document"));
            Window(given.Parts[i].Window, parts[i].Locate("window"));
        }
    }

    void Document(string? document, Place at)
    {
        if (document is null) return;
        if (Path.IsPathRooted(document)) Report(at, Elsewhere(document));
        else if (!isThere(document)) Report(at, $"there is no file '{Texts.Shown(document)}', seen from the folder of the test");
    }

    static string Elsewhere(string file) => $"'{Texts.Shown(file)}' stands on this machine only. Write it as seen from the folder of the test";

    void Window(WindowConfig? window, Place at)
    {
        if (window is not null && WindowWords.Problem(window) is { } problem) Report(at, problem);
    }

    void Report(Place at, string text) => problems.Add(new Problem(file, at.Line, at.Column, text));
}
