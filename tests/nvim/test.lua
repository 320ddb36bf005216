-- What an editor's user sees, checked in a real Neovim with the built server by tests/nvim/run.

local harness = dofile(vim.fs.joinpath(vim.fs.dirname(arg[0]), 'harness.lua'))
local check = harness.check
local equal = harness.equal
local becomes = harness.becomes
local write = harness.write
local open = harness.open
local clients = harness.clients
local attaches = harness.attaches
local behind = harness.behind
local diagnostics = harness.diagnostics
local codes = harness.codes
local problems = harness.problems
local type_at = harness.type_at
local delete_at = harness.delete_at
local move_to = harness.move_to
local cursor = harness.cursor
local ask = harness.ask
local way, folder, repository, server = harness.way, harness.folder, harness.repository, harness.server
local LIMIT, RECORD = harness.LIMIT, harness.RECORD

local SHOPPING_LIST = [[
1. Bread

  1. rye, 2 loaves
  2. eggs, 12
]]

local MISSING = 'The ferry.1 The pier.3\n\n  1. Late.\n'

local MISMATCH = 'note-number-mismatch'

--- What the intact record shows: that its list counts otherwise than its references, and nothing else.
local function is_intact(buffer)
  becomes({ MISMATCH }, 'diagnostics', function()
    return codes(diagnostics(buffer))
  end)
end

local list = open(write('list.txt', SHOPPING_LIST))
local record = open(write('d41.txt', RECORD))

check('a record is recognised and gets the server', function()
  equal(vim.bo[record].filetype, 'record', 'filetype')
  attaches(record)
end)

check('a shopping list stays plain text', function()
  equal(vim.bo[list].filetype, 'text', 'filetype')
  equal(clients(list), 0, 'servers')
end)

check('a record is recognised however its references and notes are typed', function()
  local forms = {
    { 'could.2', '  2. At four.' },
    { 'could.²', '² At four.' },
    { 'could.⁴', ' ⁴ At four.' },
    { 'could (2)', 'Notes\n\n2) At four.' },
    { 'could.[2]', '## Footnotes:\n[2] At four.\nThen at six.' },
    { 'could.”2', '----\n\n2\tAt four.' },
    { 'could.2', '- At four.↩' },
  }
  for number, form in ipairs(forms) do
    local text = ('41. Letter from the Harbor Master\n\nHe sailed as soon as he %s\n\n%s\n'):format(unpack(form))
    equal(vim.bo[open(write(('form%d.txt'):format(number), text))].filetype, 'record', text)
  end
end)

check('a text is a record by its page markers, in all their forms', function()
  for number, text in ipairs {
    'It began. [page 12] It ended.\n',
    'Es begann. [Seite 12] Es endete.\n',
    'It began.\n[fol. 5r]\nIt ended.\n',
    'It began.\n[Page 402-403]\nIt ended.\n',
    'It began. [Page [506]] It ended.\n',
    'It began.<pb n="12"/> It ended.\n',
    '-----File: 001.png---\\ada\\-----\nIt began.\n',
    '{1}\n\nIt began.\n\n{2}\n\nIt went on.\n\n{3}\n\nIt ended.\n',
    '[p. 1]\nIt began.\n[p. 2]\nIt went on.\n[p. 3]\nIt ended.\n',
  } do
    equal(vim.bo[open(write(('pages%d.txt'):format(number), text))].filetype, 'record', text)
  end
  for number, text in ipairs { 'See [p. 12] and {12}.\n', '[page intentionally left blank]\n', '[1]\nmilk\n[2]\neggs\n' } do
    equal(vim.bo[open(write(('no-pages%d.txt'):format(number), text))].filetype, 'text', text)
  end
end)

check('a text is a record by its footnotes where these say what they are', function()
  for number, text in ipairs {
    'It rained.[1]\n\n[Footnote 1: On Monday.]\n',
    'It rained.[A]\n\n*[Footnote A: On Monday.]\n',
    'It rained.[1]\n\nFootnote 1: On Monday.\n',
    'It rained.[^1]\n\n[^1]: On Monday.\n',
    'It rained.[1]\n\nFOOTNOTES:\n\n[1] On Monday.\n',
    'It rained.[1]\n\n   [1] On Monday.\n\nIt snowed.[2]\n\n   [2] On Tuesday.\n',
  } do
    equal(vim.bo[open(write(('marked%d.txt'):format(number), text))].filetype, 'record', text)
  end
  for number, text in ipairs {
    'Milk\n\n[Footnote 1: Fresh.]\n',
    'It rained.[2]\n\n[Footnote 1: On Monday.]\n',
    'See the manual.[1]\n\nSources\n\n   [1] The manual.\n',
    'See [1].\n\n[1] https://example.org\n\nSee [2].\n\n[2] https://example.com\n',
  } do
    equal(vim.bo[open(write(('unmarked%d.txt'):format(number), text))].filetype, 'text', text)
  end
end)

check('a text that has some marks of a record is none', function()
  for number, text in ipairs {
    '1. Shopping\n\nSee the list (2).\n\n---\n\nMilk\n',
    '1. Shopping\n\nFor two days.\n\nNotes\n\n1. Milk\n',
    '1. Shopping\n\nFor days.2\n\n  1. Milk\n\nThat is all.\n',
    'Shopping (2)\n\nNotes\n\n1. Milk\n',
  } do
    equal(vim.bo[open(write(('other%d.txt'):format(number), text))].filetype, 'text', text)
  end
end)

check('a Markdown file that has a page marker gets the server and stays Markdown', function()
  equal(clients(open(write('README.md', '# Ferries\n\n' .. SHOPPING_LIST .. 'See `[Page 12]`.\n'))), 0, 'servers of a README')
  for number, marker in ipairs { '[fol. 5r]', '{12}', '[p. 12]', '<pb n="12"/>' } do
    attaches(open(write(('paged%d.markdown'):format(number), 'It began.\n' .. marker .. '\nIt ended.\n')))
  end
  local paged = open(write('paged.md', '[Page 12]\n\n' .. MISSING))
  attaches(paged)
  equal(vim.bo[paged].filetype, 'markdown', 'filetype')
  becomes({ 'dangling-reference' }, 'diagnostics', function()
    return problems(paged)
  end)
  becomes('p. 12', 'status', function()
    return require('obelus').status()
  end)
end)

check('a Markdown file that an include names is a record, and one that is only near an obelus.toml is none', function()
  vim.fn.mkdir(vim.fs.joinpath(folder, 'included'))
  write('included/obelus.toml', 'include = ["d*.md"]\n')
  local readme = open(write('included/README.md', MISSING))
  local included = open(write('included/d1.md', MISSING))
  becomes({ 'dangling-reference' }, 'diagnostics', function()
    return problems(included)
  end)
  equal(clients(readme), 0, 'servers of the README')
end)

check('what is wrong is shown anew when another file changes', function()
  local toml = open(vim.fs.joinpath(folder, 'included', 'obelus.toml'))
  attaches(toml)
  vim.api.nvim_buf_set_lines(toml, -1, -1, false, { '[rules]', 'dangling-reference = "off"' })
  becomes({}, 'diagnostics', function()
    return problems(vim.fn.bufnr 'included/d1.md')
  end)
  vim.cmd 'silent write'
end)

check('a Markdown file that becomes a record gets the server when it is saved', function()
  local typed = open(write('typed.md', '# Ferries\n'))
  equal(clients(typed), 0, 'servers')
  vim.api.nvim_buf_set_lines(typed, 0, -1, false, { '[Page 12]', '', 'The ferry.' })
  vim.cmd 'silent write'
  attaches(typed)
end)

check('what Neovim knows better stays what it was', function()
  equal(vim.bo[open(write('requirements.txt', 'obelus\n'))].filetype, 'requirements', 'filetype')
end)

check('a .record file is a record whatever it says', function()
  local notes = open(write('milk.record', 'Milk\n'))
  equal(vim.bo[notes].filetype, 'record', 'filetype')
  attaches(notes)
end)

check('a record typed into a new file is one from its first save on', function()
  local new = open(vim.fs.joinpath(folder, 'd42.txt'))
  equal(vim.bo[new].filetype, 'text', 'filetype before')
  vim.api.nvim_buf_set_lines(new, 0, -1, false, vim.split(RECORD, '\n'))
  vim.cmd 'silent write'
  equal(vim.bo[new].filetype, 'record', 'filetype after')
  attaches(new)
end)

check('Neovim 0.10 is told what to add to its own capabilities', function()
  local config, start = vim.lsp.config, vim.lsp.start
  local started
  vim.lsp.config = nil
  vim.lsp.start = function(given)
    started = given
  end
  require('obelus').start(record)
  vim.lsp.config, vim.lsp.start = config, start
  local can = started.capabilities.textDocument
  assert(can.codeAction.codeActionLiteralSupport and can.codeAction.disabledSupport, vim.inspect(can.codeAction))
  assert(can.definition and can.rename, 'what Neovim can do by itself is missing')
  equal(can.hover.contentFormat, { 'plaintext' }, 'the format of hovers')
end)

check('a file outside any project is its own folder’s', function()
  local client = assert(vim.lsp.get_clients({ bufnr = record })[1])
  equal(vim.uv.fs_realpath(client.root_dir), vim.uv.fs_realpath(folder), 'root')
end)

check('obelus.toml marks the root', function()
  vim.fn.mkdir(vim.fs.joinpath(folder, 'volume', 'letters'), 'p')
  write('volume/obelus.toml', '')
  local letter = open(write('volume/letters/d7.txt', RECORD))
  attaches(letter)
  local client = assert(vim.lsp.get_clients({ bufnr = letter })[1])
  equal(vim.uv.fs_realpath(client.root_dir), vim.uv.fs_realpath(vim.fs.joinpath(folder, 'volume')), 'root')
end)

vim.cmd.buffer(record)

check('edits are sent as edits', function()
  local client = assert(vim.lsp.get_clients({ bufnr = record })[1])
  local sync = client.server_capabilities.textDocumentSync
  equal(type(sync) == 'table' and sync.change or sync, vim.lsp.protocol.TextDocumentSyncKind.Incremental, 'sync')
end)

check('an intact record shows nothing broken', function()
  is_intact(record)
end)

check('a note deleted shows at its reference, and goes when it is typed again', function()
  local row = behind(record, '  3. His letter')[1]
  local line = vim.api.nvim_buf_get_lines(record, row, row + 1, false)[1]
  vim.api.nvim_buf_set_lines(record, row, row + 1, false, {})
  becomes({ 'dangling-reference@2' }, 'errors', function()
    return diagnostics(record, vim.diagnostic.severity.ERROR)
  end)
  type_at(record, { row, 0 }, line .. '\n')
  is_intact(record)
end)

check('a reference deleted shows at its note, and goes when it is typed again', function()
  local place = behind(record, 'more time.”')
  delete_at(record, place, 1)
  becomes({ 'unreferenced-note' }, 'problems', function()
    return problems(record)
  end)
  equal(vim.diagnostic.get(record, { severity = { min = 'WARN' } })[1].lnum, behind(record, '  3. His')[1], 'line')
  type_at(record, place, '2')
  is_intact(record)
end)

check('a page misread shows while it is typed, and goes', function()
  local place = behind(record, '[Page 13')
  type_at(record, place, '9')
  becomes({ 'page-out-of-sequence' }, 'problems', function()
    return problems(record)
  end)
  delete_at(record, place, 1)
  is_intact(record)
end)

check('a footnote is inserted, the cursor goes into its note, and one undo takes it all back', function()
  local function lines()
    return vim.api.nvim_buf_get_lines(record, 0, -1, false)
  end
  local before, note = lines(), behind(record, '  3. His')[1]
  -- What was typed before is another step of undo.
  vim.bo[record].undolevels = vim.bo[record].undolevels
  local place = behind(record, 'more time')
  move_to(place)
  vim.lsp.buf.code_action { context = { only = { 'refactor.insert.footnote' } }, apply = true }
  becomes(#before + 1, 'the number of lines', function()
    return #lines()
  end)
  becomes({ note, #'  3. ' - 1 }, 'the cursor', cursor)
  equal(lines()[note + 1], '  3. ', 'the new note')
  equal(lines()[note + 2]:sub(1, 8), '  4. His', 'the note behind it')
  vim.cmd.undo()
  equal(lines(), before, 'the record after one undo')
  is_intact(record)
end)

check('definition leads from a reference to its note, and back', function()
  local reference = behind(record, 'more time.”')
  local note = { behind(record, '  3. His')[1], 2 }
  move_to(reference)
  vim.lsp.buf.definition()
  becomes(note, 'the cursor, from the reference', cursor)
  vim.lsp.buf.definition()
  becomes(reference, 'the cursor, from the note', cursor)
end)

check('Ctrl-] leads from a reference to its note, and Ctrl-T back', function()
  local reference = behind(record, 'more time.”')
  move_to(reference)
  vim.cmd.normal { vim.keycode '<C-]>', bang = true }
  equal(cursor(), { behind(record, '  3. His')[1], 2 }, 'the cursor at the note')
  vim.cmd.normal { vim.keycode '<C-T>', bang = true }
  equal(cursor(), reference, 'the cursor back at the reference')
end)

check('references lists what leads to a note', function()
  local places
  move_to { behind(record, '  3. His')[1], 2 }
  vim.lsp.buf.references({ includeDeclaration = false }, {
    on_list = function(found)
      places = vim.tbl_map(function(item)
        return { item.lnum - 1, item.col - 1 }
      end, found.items)
    end,
  })
  becomes({ behind(record, 'more time.”') }, 'references', function()
    return places
  end)
end)

check('hover shows the note', function()
  local place = behind(record, 'by noon.')
  local hover = ask(record, 'textDocument/hover', {
    textDocument = vim.lsp.util.make_text_document_params(record),
    position = { line = place[1], character = place[2] },
  })
  equal(hover.contents, { kind = 'plaintext', value = '2. It sailed at four.' }, 'hover')
end)

check('the outline has the pages and the notes', function()
  local symbols = ask(record, 'textDocument/documentSymbol', {
    textDocument = vim.lsp.util.make_text_document_params(record),
  })
  equal(#symbols, 1, 'records')
  assert(symbols[1].name:find('Minutes of the Harbor Board', 1, true), symbols[1].name)
  local children = symbols[1].children
  equal(#children, 4, 'pages and notes')
  for i, page in ipairs { '11', '12', '13' } do
    assert(children[i].name:find(page, 1, true), children[i].name)
  end
  equal(children[4].name, 'Notes', 'name')
  equal(#children[4].children, 4, 'notes')
end)

local LETTER = [[
12. Letter From the Mayor

The ferry is late.1

  1. See footnote 2, Document 13, and Document 13.
]]

local ANSWER = [[
13. Letter to the Mayor

The pier is paid for.1 It is long.2

  1. Source: Ferry Office.
  2. For the ferry, see Document 12.
]]

--- The letter, open, and the path of its answer, which is only on disk; both read by the server.
local function letters()
  vim.fn.mkdir(vim.fs.joinpath(folder, 'ferry'), 'p')
  local answer = write('ferry/d13.txt', ANSWER)
  local letter = open(write('ferry/d12.txt', LETTER))
  attaches(letter)
  local place = behind(letter, '13, and ')
  becomes(1, 'definitions', function()
    return #(ask(letter, 'textDocument/definition', {
      textDocument = vim.lsp.util.make_text_document_params(letter),
      position = { line = place[1], character = place[2] },
    }) or {})
  end)
  return letter, answer
end

check('Ctrl-] leads from a cross reference to the record and the note in another file, and Ctrl-T back', function()
  local letter, answer = letters()
  for text, target in pairs { ['13, and '] = { 0, 0 }, ['See foot'] = { 5, 2 } } do
    vim.cmd.buffer(letter)
    local place = behind(letter, text)
    move_to(place)
    vim.cmd.normal { vim.keycode '<C-]>', bang = true }
    equal(vim.uv.fs_realpath(vim.api.nvim_buf_get_name(0)), vim.uv.fs_realpath(answer), 'the file')
    equal(cursor(), target, 'the cursor at what is cited')
    vim.cmd.normal { vim.keycode '<C-T>', bang = true }
    equal({ vim.api.nvim_get_current_buf(), cursor() }, { letter, place }, 'the cursor back')
  end
end)

check('references lists what cites a record in other files', function()
  local letter, answer = letters()
  local places
  vim.cmd.buffer(letter)
  move_to { 0, 5 }
  vim.lsp.buf.references({ includeDeclaration = false }, {
    on_list = function(found)
      places = vim.tbl_map(function(item)
        return { vim.uv.fs_realpath(item.filename), item.lnum, item.col }
      end, found.items)
    end,
  })
  becomes({ { vim.uv.fs_realpath(answer), 6, 25 } }, 'references', function()
    return places
  end)
end)

check('the records of the volume are offered behind “Document ”', function()
  local letter = letters()
  vim.cmd.buffer(letter)
  -- What the keys Ctrl-X Ctrl-O show: a script cannot wait for it in insert mode.
  local get_mode, complete = vim.api.nvim_get_mode, vim.fn.complete
  local shown
  vim.api.nvim_get_mode = function()
    return { mode = 'i', blocking = false }
  end
  vim.fn.complete = function(column, matches)
    shown = vim.tbl_map(function(match)
      return { column - 1, match.word, match.abbr }
    end, matches)
  end
  local before = ' See Document '
  local place = behind(letter, 'is late.1')
  local offered = { { place[2] + #before, '13', '13. Letter to the Mayor' } }
  for typed, expected in pairs { [''] = offered, ['1'] = offered, mayor = offered, pie = {} } do
    shown = nil
    type_at(letter, place, before .. typed)
    vim.bo[letter].modified = false
    -- Behind the last letter, as in insert mode.
    vim.wo.virtualedit = 'onemore'
    move_to { place[1], place[2] + #before + #typed }
    vim.lsp.omnifunc(1, '')
    becomes(expected, 'what is offered behind “' .. typed .. '”', function()
      return shown
    end)
    delete_at(letter, place, #before + #typed)
    vim.bo[letter].modified = false
  end
  vim.api.nvim_get_mode, vim.fn.complete = get_mode, complete
end)

check('the lens of a record says who cites it', function()
  local letter = letters()
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = letter })
  else
    vim.lsp.codelens.refresh { bufnr = letter }
  end
  becomes({ '1 note, cited by 1 record' }, 'lenses', function()
    local enabled = vim.lsp.codelens.enable ~= nil
    return vim.tbl_map(function(found)
      local lens = enabled and found.lens or found
      return lens.command and lens.command.title
    end, vim.lsp.codelens.get(enabled and { bufnr = letter } or letter))
  end)
end)

check('records are found by their titles', function()
  local letter = letters()
  local found = ask(letter, 'workspace/symbol', { query = 'letter to' })
  equal(#found, 1, 'records')
  equal(found[1].name, '13. Letter to the Mayor', 'name')
end)

check('diagnostics go when the record is closed', function()
  vim.api.nvim_buf_set_lines(record, 0, 1, false, { '41. Minutes of the Harbor Board' })
  becomes(true, 'a record that shows something', function()
    return #diagnostics(record) > 0
  end)
  local name = vim.api.nvim_buf_get_name(record)
  vim.api.nvim_buf_delete(record, { force = true })
  record = open(name)
  attaches(record)
  is_intact(record)
end)

check('diagnostics are there again when the record is opened again', function()
  local function shown()
    return codes(diagnostics(record))
  end
  for _, command in ipairs { 'edit!', 'bdelete! | edit #' } do
    local name = vim.api.nvim_buf_get_name(record)
    vim.cmd.buffer(record)
    vim.cmd(command)
    record = vim.fn.bufnr(name)
    attaches(record)
    is_intact(record)
    -- What is wrong is told anew, and shown once.
    local client = assert(vim.lsp.get_clients({ bufnr = record, name = 'obelus' })[1])
    local asked, ask_buffer = {}, vim.lsp.buf_request
    vim.lsp.buf_request = function(bufnr, method, params, ...)
      table.insert(asked, { method, params.identifier, params.previousResultId })
      return ask_buffer(bufnr, method, params, ...)
    end
    client.handlers['workspace/diagnostic/refresh'](nil, nil, { client_id = client.id })
    vim.lsp.buf_request = ask_buffer
    assert(#asked > 0, 'nothing is asked')
    for _, one in ipairs(asked) do
      equal(one, { 'textDocument/diagnostic', 'obelus' }, 'what is asked')
    end
    ask(record, 'textDocument/hover', vim.lsp.util.make_position_params(0, client.offset_encoding))
    equal(shown(), { MISMATCH }, command)
  end
end)

check('the example records show in the editor what `obelus check` prints, and one of them is not sound', function()
  local command = { server, 'check', '--format', 'jsonl', '--exit-zero', 'tests/records' }
  local result = vim.system(command, { cwd = repository, text = true }):wait(LIMIT)
  equal(result.code, 0, 'exit status')
  local printed, unsound = vim.defaulttable(), {}
  for line in vim.gsplit(result.stdout, '\n', { trimempty = true }) do
    local found = vim.json.decode(line)
    table.insert(printed[found.path], ('%d: %s'):format(found.line, found.code))
    if found.severity == 'error' or found.severity == 'warning' then
      unsound[found.path] = true
    end
  end
  equal(vim.tbl_keys(unsound), { 'tests/records/d15.txt' }, 'records that are not sound')

  local paths = vim.fn.glob(vim.fs.joinpath(repository, 'tests', 'records', '*.txt'), false, true)
  assert(#paths >= 5, 'no example records')
  for _, path in ipairs(paths) do
    local buffer = open(path)
    equal(vim.bo[buffer].filetype, 'record', path)
    attaches(buffer)
    local expected = printed['tests/records/' .. vim.fs.basename(path)]
    table.sort(expected)
    becomes(expected, 'what the editor shows of ' .. path, function()
      local shown = vim.tbl_map(function(d)
        return ('%d: %s'):format(d.lnum + 1, d.code)
      end, vim.diagnostic.get(buffer))
      table.sort(shown)
      return shown
    end)
    -- Nothing shown is what a server that has not looked yet shows, too: ask it.
    local asked = ask(buffer, 'textDocument/diagnostic', {
      textDocument = vim.lsp.util.make_text_document_params(buffer),
    })
    equal(#asked.items, #expected, 'what the server says of ' .. path)
  end
end)

check('the server goes when Neovim stops it', function()
  for _, client in ipairs(vim.lsp.get_clients { name = 'obelus' }) do
    client:stop()
  end
  becomes(0, 'servers', function()
    return #vim.lsp.get_clients { name = 'obelus' }
  end)
  if way == 'enable' then
    becomes(0, 'exit status', function()
      return harness.exit_code
    end)
  end
end)

harness.finish()
