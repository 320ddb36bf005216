" Obelus in Vim, through ALE.

function! ObelusRoot(buffer) abort
    let l:configured = ale#path#FindNearestFile(a:buffer, 'obelus.toml')
    return fnamemodify(empty(l:configured) ? bufname(a:buffer) : l:configured, ':p:h')
endfunction

call ale#linter#Define('text', {
\   'name': 'obelus',
\   'lsp': 'stdio',
\   'executable': 'obelus',
\   'command': '%e serve --stdio',
\   'project_root': function('ObelusRoot'),
\})
