using System.Diagnostics;
using System.Runtime.Versioning;

namespace Kurir.EndToEnd;

/// <summary>The completion that bash loads, asked as bash asks when Tab is pressed.</summary>
public sealed class CompletionTests
{
    const string Ask = """
        source <(kurir completion bash)
        while read -r; do
            COMP_LINE=$REPLY COMP_POINT=${#REPLY}
            read -ra COMP_WORDS <<< "$REPLY"
            if [[ $REPLY == *' ' ]]; then COMP_WORDS+=(""); fi
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _kurir
            echo "${COMPREPLY[*]}"
        done
        """;

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Bash_completes_commands_options_pipelines_and_exports()
    {
        using var kurir = new KurirProcess();
        kurir.Write("pipelines/shop.yaml", "site: https://backend.example.com\nexports:\n  orders: { page: /orders }\n  users: { page: /users }\n");
        kurir.Write("pipelines/$(touch gone).yaml", "site: https://backend.example.com\n");
        kurir.Write("bin/kurir", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "kurir.dll")}' \"$@\"\n");
        File.SetUnixFileMode(kurir.PathOf("bin/kurir"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (string Typed, string Offered)[] cases =
        [
            ("kurir re", "read replay"),
            ("kurir run sh", "shop"),
            ("kurir run ", "$(touch gone) shop"),
            ("kurir run shop ", "orders users"),
            ("kurir show shop us", "users"),
            ("kurir run shop --dr", "--dry-run"),
            ("kurir run nosuch ", ""),
            ("bin/kurir completion z", "zsh"),
        ];

        string[] offered = await Bash(kurir, cases.Select(one => one.Typed));

        Assert.Equal(cases.Select(one => one.Offered), offered);
        Assert.False(File.Exists(kurir.PathOf("gone")));
    }

    static async Task<string[]> Bash(KurirProcess kurir, IEnumerable<string> lines)
    {
        var start = new ProcessStartInfo("bash", ["--norc", "-c", Ask]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = kurir.Home };
        start.Environment["PATH"] = $"{kurir.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["KURIR_HOME"] = kurir.Home;
        using Process bash = Process.Start(start)!;
        foreach (string line in lines) await bash.StandardInput.WriteLineAsync(line);
        bash.StandardInput.Close();
        string output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return output.TrimEnd('\n').Split('\n');
    }
}
