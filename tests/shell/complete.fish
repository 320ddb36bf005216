# Prints what fish completes the last word of a command line to, by the script `fish` in the working directory.
source ./fish
for completion in (complete --do-complete $argv[1])
    # A tab and a description may follow, and a slash ends a folder.
    string split --fields 1 \t -- $completion | string trim --right --chars /
end
true
