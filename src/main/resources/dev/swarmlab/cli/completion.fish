# Completion of swarmlab for fish. Load it with: swarmlab completion fish | source

function __swarmlab_complete
    set -l words (commandline --cut-at-cursor --current-process --tokenize)
    set -l current (commandline --cut-at-cursor --current-token)
    for line in ($words[1] __complete -- $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end

complete --command swarmlab --no-files --arguments '(__swarmlab_complete)'
