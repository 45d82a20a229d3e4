# Completion of kurir for bash: source <(kurir completion bash)
_kurir() {
    local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} line suggestion
    line="kurir${COMP_LINE:${#program}:COMP_POINT - ${#program}}"
    COMPREPLY=()
    while IFS= read -r suggestion; do
        # Options only once a dash is typed.
        [[ $suggestion == "$word"* && ( $suggestion != [-/]* || $word == -* ) ]] && COMPREPLY+=("$suggestion")
    done < <("${program/#\~/$HOME}" "[suggest:${#line}]" "$line" 2> /dev/null)
}
complete -o default -F _kurir kurir
