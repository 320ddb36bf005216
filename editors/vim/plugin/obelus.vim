" Obelus in Vim, through ALE: which files it is for. The server looks for itself which of them are records.

autocmd BufNewFile,BufRead *.record setfiletype text

" ALE runs nothing on plain text unless it is told to.
let g:ale_linters = get(g:, 'ale_linters', {})
let g:ale_linters.text = get(g:ale_linters, 'text', ['obelus'])
