#compdef kurir
# Completion of kurir for zsh: source <(kurir completion zsh), or this file as _kurir in a folder of $fpath.
_kurir() {
    local line="kurir ${(j: :)words[2,CURRENT]}"
    local -a suggestions=("${(@f)$(${(e)words[1]} "[suggest:${#line}]" "$line" 2> /dev/null)}")
    # Options only once a dash is typed.
    [[ $words[CURRENT] == -* ]] || suggestions=(${suggestions:#[-/]*})
    compadd -- $suggestions || _files
}
if [[ $funcstack[1] == _kurir ]]; then _kurir "$@"; else compdef _kurir kurir; fi
