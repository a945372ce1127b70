#compdef swarmlab
# Completion of swarmlab for zsh. Load it after compinit with: source <(swarmlab completion zsh)

_swarmlab() {
    local line candidate files=
    local -a candidates
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            files=1
        else
            candidate=${line%%$'\t'*}
            candidates+=("${candidate//:/\\:}:${${line#$candidate}#$'\t'}")
        fi
    done < <("${(Q)words[1]}" __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    (( $#candidates )) && _describe swarmlab candidates
    [[ -n $files ]] && _files
}

if [[ $funcstack[1] == _swarmlab ]]; then
    _swarmlab
else
    compdef _swarmlab swarmlab
fi
