# Prints what zsh completes the last word of a command line to, by the function in the folder `functions` below the working
# directory: types the line and a tab in an interactive zsh, on a terminal of its own.
zmodload zsh/zpty
zpty shell 'TERM=dumb zsh -f -i'
zpty -w shell "PROMPT= RPROMPT=; unsetopt prompt_sp; stty -echo; fpath=($PWD/functions \$fpath); autoload -Uz compinit; compinit -u -D"
# A widget completes, and prints the line that came of it.
zpty -w shell "show() { zle expand-or-complete; print -r -- \"<<\$BUFFER>>\"; BUFFER= }; zle -N show; bindkey '^I' show"
zpty -w shell "print re''ady"
zpty -r shell output '*ready*' || exit 1
zpty -w -n shell "$1"$'\t'
zpty -r shell output '*<<*>>*' || exit 1
line=${${output##*<<}%%>>*}
line=${line% }
print -r -- ${${line##* }%/}
zpty -d shell
