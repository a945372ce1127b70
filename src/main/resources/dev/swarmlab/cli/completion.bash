# Completion of swarmlab for bash. Load it with: source <(swarmlab completion bash)

_swarmlab() {
    local program=${COMP_WORDS[0]/#\~/$HOME} candidate description files=
    COMPREPLY=()
    while IFS=$'\t' read -r candidate description; do
        if [[ $candidate == :files ]]; then
            files=1
        else
            COMPREPLY+=("$candidate")
        fi
    done < <("$program" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ -n $files ]]; then
        # Readline completes file names itself; bash 3.2 of macOS has no compopt.
        compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
    fi
}

complete -F _swarmlab swarmlab
