# Completion of kurir for PowerShell: kurir completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName kurir -ScriptBlock {
    param($word, $command, $cursor)
    $line = $command.ToString().PadRight($cursor - $command.Extent.StartOffset)
    & $command.GetCommandName() "[suggest:$($line.Length)]" $line 2> $null |
        # Options only once a dash is typed.
        Where-Object { $_.StartsWith($word) -and ($word.StartsWith('-') -or $_ -notmatch '^[-/]') } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
