" What a user of Vim sees, with editors/vim, ALE and the built server.

" tests/vim/run calls this with OBELUS_TEST_FOLDER, an empty folder to write records into.

let s:letter = ['12. Letter From the Mayor', '', '[Page 7]', '', 'The ferry is late.1 It is long.2', '',
\ '  1. Source: Ferry Office.', '  2. See Document 13.']
let s:answer = ['13. Letter to the Mayor', '', '[Page 8]', '', 'The pier is paid for.1 It is long.2 The end.3', '',
\ '  1. Source: Ferry Office.', '  3. None.']

" How many seconds anything may take before it counts as not happening.
let s:limit = 30

" Waits until Probe returns what is expected, and fails if it never does.
function s:Becomes(expected, Probe) abort
  let l:start = localtime()
  let l:actual = a:Probe()
  while l:actual != a:expected && localtime() - l:start < s:limit
    sleep 20m
    let l:actual = a:Probe()
  endwhile
  call assert_equal(a:expected, l:actual)
endfunction

" Opens a record as a user does.
function s:Open(name) abort
  execute 'edit!' fnameescape($OBELUS_TEST_FOLDER . '/' . a:name)
endfunction

" What ALE shows of the record that is open: line, column and message of each thing.
function s:Shown() abort
  return map(copy(ale#engine#GetLoclist(bufnr(''))), {_, it -> [it.lnum, it.col, split(it.text, ':')[0]]})
endfunction

function s:Place() abort
  return [expand('%:t'), line('.'), col('.')]
endfunction

function Test_diagnostics() abort
  call s:Open('d13.record')
  call assert_equal('text', &filetype)
  call s:Becomes([[5, 35, 'No note 2 in record 13']], function('s:Shown'))
  ALENext
  call assert_equal(['d13.record', 5, 35], s:Place())
endfunction

function Test_changes() abort
  call s:Open('d12.txt')
  call setline(5, 'The ferry is late.1 It is long.')
  ALELint
  call s:Becomes([[8, 3, 'No reference leads to note 2']], function('s:Shown'))
  edit!
  call s:Becomes([], function('s:Shown'))
endfunction

function Test_definition_both_ways() abort
  call s:Open('d12.txt')
  call cursor(5, 19)
  ALEGoToDefinition
  call s:Becomes(['d12.txt', 7, 3], function('s:Place'))
  ALEGoToDefinition
  call s:Becomes(['d12.txt', 5, 19], function('s:Place'))
  execute "normal! \<C-o>"
  call assert_equal(['d12.txt', 7, 3], s:Place())
endfunction

function Test_definition_elsewhere() abort
  call s:Open('d12.txt')
  call cursor(8, 20)
  ALEGoToDefinition
  call s:Becomes(['d13.record', 1, 1], function('s:Place'))
endfunction

function Test_hover() abort
  let g:ale_hover_to_preview = 1
  call s:Open('d12.txt')
  call cursor(5, 19)
  ALEHover
  call s:Becomes('1. Source: Ferry Office.', {-> join(getbufline('ALEPreviewWindow', 1, '$'))})
  pclose
endfunction

" The server knows of the text before it says what is wrong in a record.
function Test_texts_that_are_no_records() abort
  call s:Open('lists/shopping.txt')
  call assert_equal('text', &filetype)
  ALELint
  call s:Open('d12.txt')
  call setline(8, '  3. See Document 13.')
  ALELint
  call s:Becomes(1, {-> len(s:Shown())})
  call s:Open('lists/shopping.txt')
  call assert_equal([], s:Shown())
endfunction

call writefile(s:letter, $OBELUS_TEST_FOLDER . '/d12.txt')
call writefile(s:answer, $OBELUS_TEST_FOLDER . '/d13.record')
call writefile([], $OBELUS_TEST_FOLDER . '/obelus.toml')
call mkdir($OBELUS_TEST_FOLDER . '/lists')
call writefile(['Milk', '2. Eggs', '2. Bread [sic'], $OBELUS_TEST_FOLDER . '/lists/shopping.txt')

let s:result = []
let s:tests = getcompletion('Test_', 'function')
for s:test in s:tests
  let v:errors = []
  try
    execute 'call' s:test
  catch
    call add(v:errors, v:throwpoint . ': ' . v:exception)
  endtry
  let s:result += map(copy(v:errors), {_, it -> 'FAILED ' . it})
endfor
call writefile(empty(s:result) ? ['all ' . len(s:tests) . ' passed'] : s:result, $OBELUS_TEST_FOLDER . '/result')
qall!
