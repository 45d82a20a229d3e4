using Kurir.Docs;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: docs/build OUTPUT");
    return 2;
}

IReadOnlyList<string> problems = Documentation.Build(args[0], args[1]);
foreach (string problem in problems) Console.Error.WriteLine(problem);
if (problems.Count == 0) Console.WriteLine(Path.Combine(Path.GetFullPath(args[1]), "index.html"));
return problems.Count == 0 ? 0 : 1;
