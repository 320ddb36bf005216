# Prints what bash completes the last word of a command line to, by the script `bash` in the working directory.
source ./bash
COMP_LINE=$1
COMP_POINT=${#COMP_LINE}
read -ra COMP_WORDS <<<"$COMP_LINE"
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_obelus obelus "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
# Where a script has nothing to say, and leaves it to the default, bash completes the names of files.
if [[ ${#COMPREPLY[@]} -eq 0 && $(complete -p obelus) == *'-o default'* ]]; then
  mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
fi
printf '%s\n' "${COMPREPLY[@]}"
