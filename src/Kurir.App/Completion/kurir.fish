# Completion of kurir for fish: kurir completion fish | source
function __kurir_suggest
    set -l line (commandline --cut-at-cursor --current-process)
    kurir "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete --command kurir --arguments '(__kurir_suggest)'
