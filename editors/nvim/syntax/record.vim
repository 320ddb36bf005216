" What the spell checker passes over. The server gives the colours: `:help lsp-semantic-highlight`.

if exists('b:current_syntax')
  finish
endif
let b:current_syntax = 'record'

syntax spell toplevel

" A word with a footnote reference glued to it: to the checker the digits are part of the word.
syntax match recordGluedReference /\<\k\+\d\+\>/ contains=@NoSpell
