-- What the plugin adds to Neovim's own: keys, `:Obelus`, the status line, `:checkhealth`, and what is typed in a record.

local harness = dofile(vim.fs.joinpath(vim.fs.dirname(arg[0]), 'harness.lua'))
local check, equal, becomes, behind = harness.check, harness.equal, harness.becomes, harness.behind
local write, open, attaches, move_to, cursor = harness.write, harness.open, harness.attaches, harness.move_to, harness.cursor

local record = open(write('d41.txt', harness.RECORD))
attaches(record)

--- What Neovim tells the user while `act` runs.
local function told(act)
  local messages, notify = {}, vim.notify
  vim.notify = function(message)
    table.insert(messages, message)
  end
  act()
  vim.notify = notify
  return messages
end

local function lines(buffer)
  return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
end

local function keys(typed)
  vim.api.nvim_feedkeys(vim.keycode(typed), 'xt', false)
end

local function places(buffer, texts)
  return vim.tbl_map(function(text)
    return behind(buffer, text)
  end, texts)
end

check('the status line says the page and the record', function()
  local status = require('obelus').status
  for text, expected in pairs {
    ['Minutes of the'] = 'p. 11 · No. 41',
    ['The Warden'] = 'p. 12 · No. 41',
    ['The Board rose'] = 'p. 13 · No. 41',
    ['  2. It sailed'] = 'note 2 · No. 41',
  } do
    move_to(behind(record, text))
    becomes(expected, 'status', status)
  end
end)

check('the status line follows what is typed', function()
  move_to(behind(record, 'The Board rose'))
  local row = behind(record, '[Page 13]')[1]
  vim.api.nvim_buf_set_lines(record, row, row + 1, false, { '[Page 14]' })
  becomes('p. 14 · No. 41', 'status', require('obelus').status)
  vim.api.nvim_buf_set_lines(record, row, row + 1, false, { '[Page 13]' })
  becomes('p. 13 · No. 41', 'status', require('obelus').status)
end)

check('the status line is empty where there is no record, and asks nothing where nothing was typed', function()
  local status = require('obelus').status
  local asked, request = 0, vim.lsp.buf_request
  vim.lsp.buf_request = function(...)
    asked = asked + 1
    return request(...)
  end
  for _ = 1, 100 do
    equal(status(), 'p. 13 · No. 41', 'status')
  end
  open(write('list.txt', 'Bread\n'))
  equal(status(), '', 'status of a list')
  vim.lsp.buf_request = request
  equal(asked, 0, 'requests')
  vim.cmd.buffer(record)
end)

check(':Obelus page goes to a printed page, and offers those there are', function()
  move_to { 0, 0 }
  vim.cmd 'Obelus page 13'
  equal(cursor(), { behind(record, '[Page 13]')[1], 0 }, 'the cursor')
  keys '<C-O>'
  equal(cursor(), { 0, 0 }, 'the cursor back')
  equal(vim.fn.getcompletion('Obelus page 1', 'cmdline'), { '11', '12', '13' }, 'completion')
  equal(told(function()
    vim.cmd 'Obelus page 40'
  end), { 'Obelus: No page 40 in this file: its pages are 11–13.' }, 'what is said of a page that is not there')
end)

check('the key for pages takes a count, and asks without one', function()
  keys '12\\p'
  equal(cursor(), { behind(record, '[Page 12]')[1], 0 }, 'the cursor after 12\\p')
  local input = vim.ui.input
  vim.ui.input = function(_, answer)
    answer '13'
  end
  keys '\\p'
  vim.ui.input = input
  equal(cursor(), { behind(record, '[Page 13]')[1], 0 }, 'the cursor after what was asked')
end)

check('roman pages are found however they are typed', function()
  local preface = open(write('d1.txt', '[Page xiv]\n\n1. Preface\n\nIt began. [Page xv] It ended.\n'))
  attaches(preface)
  vim.cmd 'Obelus page XV'
  equal(cursor(), { 4, 10 }, 'the cursor')
  vim.cmd.buffer(record)
end)

check('a record is opened in another form, and offered in the list of changes', function()
  equal(vim.fn.getcompletion('Obelus convert ', 'cmdline'), require('obelus.convert').TARGETS, 'completion')
  equal(vim.fn.getcompletion('Obelus convert tei ', 'cmdline'), {}, 'completion behind the form')
  vim.api.nvim_buf_set_lines(record, 8, 9, false, { 'The Board stood.' })
  local before = vim.fn.winnr '$'
  for target, expected in pairs {
    tei = { 'xml', ' n="2" xml:id="d41fn2"' },
    html = { 'html', '<!DOCTYPE html>' },
    markdown = { 'markdown', '[^2]: His letter' },
    gutenberg = { 'record', '[Footnote 2: His letter' },
    proofreaders = { 'record', '[Footnote 2: His letter' },
  } do
    vim.cmd.Obelus { 'convert', target }
    local text = table.concat(lines(0), '\n')
    assert(text:find(expected[2], 1, true) and text:find('The Board stood.', 1, true), text)
    equal({ vim.bo.filetype, vim.bo.buftype, vim.bo.modified }, { expected[1], 'nofile', false }, target)
    vim.cmd.close()
  end
  equal(vim.fn.winnr '$', before, 'windows')
  local select = vim.ui.select
  vim.ui.select = function(items, options, choose)
    for at, item in ipairs(items) do
      if options.format_item(item):find 'Open as TEI' then
        choose(item, at)
      end
    end
  end
  vim.lsp.buf.code_action()
  becomes('xml', 'the filetype', function()
    return vim.bo.filetype
  end)
  vim.ui.select = select
  vim.cmd.close()
  vim.api.nvim_buf_set_lines(record, 8, 9, false, { 'The Board rose at 11:00.' })
  assert(told(function()
    vim.cmd 'Obelus convert latin'
  end)[1]:find 'gutenberg, html, markdown', 'what is said of a form that there is not')
end)

check('a record is rewritten in one step, and read in its new convention', function()
  local letter = open(write('d43.txt', '43. Letter\n\nHe came.1 [Page 7] He saw.2\n\n  1. On foot.\n  2. Little.\n'))
  attaches(letter)
  local before = lines(letter)
  equal(vim.fn.getcompletion('Obelus rewrite m', 'cmdline'), { 'markdown' }, 'completion')
  equal(vim.fn.getcompletion('Obelus rewrite p', 'cmdline'), { 'plain', 'proofreaders' }, 'completion of p')
  move_to(behind(letter, 'He saw'))
  vim.cmd 'Obelus rewrite markdown'
  becomes({
    '# 43. Letter', '', 'He came.[^1] [Page 7] He saw.[^2]', '', '[^1]: On foot.', '', '[^2]: Little.',
  }, 'the text', function()
    return lines(letter)
  end)
  equal(cursor(), behind(letter, 'He saw'), 'the cursor')
  local place = behind(letter, 'He saw.[^')
  local params = { textDocument = vim.lsp.util.make_text_document_params(letter), position = { line = place[1], character = place[2] } }
  local found = harness.ask(letter, 'textDocument/definition', params)
  equal((found[1].targetSelectionRange or found[1].range).start.line, 6, 'the note of the second reference')
  assert(told(function()
    vim.cmd 'Obelus rewrite markdown'
  end)[1]:find 'already', 'what is said of a record that is in Markdown')
  vim.cmd.undo()
  equal(lines(letter), before, 'the text, undone')
  vim.cmd.buffer(record)
  vim.api.nvim_buf_delete(letter, { force = true })
end)

check(':Obelus offers its commands, and says which there are', function()
  equal(vim.fn.getcompletion('Obelus re', 'cmdline'), { 'remove', 'renumber', 'restart', 'rewrite' }, 'completion')
  equal(vim.fn.getcompletion('Obelus both ', 'cmdline'), {}, 'completion behind a command without more')
  local said = told(function()
    vim.cmd 'Obelus dance'
  end)
  assert(said[1]:find('dance', 1, true) and said[1]:find('renumber', 1, true), said[1])
end)

local UNSOUND = [[
42. Letter From the Mayor

The ferry is late.1 It is [always late.

The pier is paid for.2 It is long.3

  1. Source: Ferry Office.
  2.
  3. For the ferry, see above.
]]

check('the next defect is found around the end of the text, and is said', function()
  local letter = open(write('d42.txt', UNSOUND))
  attaches(letter)
  becomes(2, 'defects', function()
    return #vim.diagnostic.get(letter)
  end)
  local bracket, empty = { 2, 26 }, { 7, 2 }
  move_to { 0, 0 }
  for _, typed in ipairs { { ']o', bracket }, { ']o', empty }, { ']o', bracket }, { '[o', empty }, { '2]o', empty } } do
    keys(typed[1])
    equal(cursor(), typed[2], typed[1])
  end
  local function floats()
    return vim.tbl_filter(function(window)
      return vim.api.nvim_win_get_config(window).relative ~= ''
    end, vim.api.nvim_list_wins())
  end
  becomes(1, 'floating windows', function()
    return #floats()
  end)
  local text = table.concat(lines(vim.api.nvim_win_get_buf(floats()[1])), '\n')
  assert(text:find('Note 2 has no text', 1, true), text)
  vim.cmd 'Obelus previous-defect'
  equal(cursor(), bracket, ':Obelus previous-defect')
  vim.cmd.buffer(record)
  vim.api.nvim_buf_delete(letter, { force = true })
end)

check('Ctrl-] goes where a reference leads, and says so where it leads nowhere', function()
  local text = '50. Letter From the Mayor\n\nThe ferry is late.1 See Document 77.\n\n  1. Source: Ferry Office.\n'
  local letter = open(write('d50.txt', text))
  attaches(letter)
  becomes(true, 'the colours', function()
    local place = behind(letter, 'See Doc')
    return #(vim.lsp.semantic_tokens.get_at_pos(letter, place[1], place[2]) or {}) > 0
  end)
  local function says(at)
    move_to(behind(letter, at))
    return told(function()
      keys '<C-]>'
    end)
  end
  equal(says 'late.', {}, 'what is said at a footnote reference')
  equal(cursor(), { 4, 2 }, 'the cursor, at the note')
  local said = says 'See Doc'
  assert(#said == 1 and said[1]:find 'Not among the records', vim.inspect(said))
  equal(cursor(), behind(letter, 'See Doc'), 'the cursor, at a record that is not there')
  equal(says 'The fe', { 'Obelus: Nothing at the cursor leads to another place.' }, 'what is said at a word')
  vim.cmd.buffer(record)
  vim.api.nvim_buf_delete(letter, { force = true })
end)

check('the spell checker passes over references, and over nothing else', function()
  vim.cmd 'syntax enable'
  local letter = open(write('d51.txt', '51. Letter From Council0\n\nThe quay3 is wett and paid7 late.9\n'))
  vim.bo[letter].filetype = 'record'
  attaches(letter)
  vim.wo.spell = true
  local function bad(row)
    move_to { row, 0 }
    return vim.fn.spellbadword()
  end
  equal(bad(0), { '', '' }, 'the heading')
  equal(bad(2), { 'wett', 'bad' }, 'the text')
  vim.wo.spell = false
  vim.cmd 'syntax off'
  vim.cmd.buffer(record)
  vim.api.nvim_buf_delete(letter, { force = true })
end)

check('the next footnote is a reference, or in the list a note', function()
  move_to { 0, 0 }
  local found = {}
  for _ = 1, 9 do
    keys ']f'
    table.insert(found, cursor())
  end
  local expected = places(record, { 'Harbor Board', 'by noon.', 'more time.”', 'Quill ' })
  for number = 1, 4 do
    table.insert(expected, { behind(record, ('  %d. '):format(number))[1], 2 })
  end
  table.insert(expected, expected[1])
  equal(found, expected, 'places')
  keys '[f'
  equal(cursor(), expected[8], 'the place before the first')
end)

check('the numbers of footnotes have a colour of their own', function()
  local place = behind(record, 'by noon.')
  becomes('Special', 'the colour of a reference', function()
    local tokens = vim.inspect_pos(record, place[1], place[2]).semantic_tokens
    for _, token in ipairs(tokens) do
      if token.opts.hl_group:find('type.number', 1, true) then
        return token.opts.hl_group_link
      end
    end
  end)
end)

check('both ends of a footnote are in sight, in one window for all', function()
  vim.cmd.only()
  local windows = #vim.api.nvim_list_wins()
  local here = vim.api.nvim_get_current_win()
  for text, row in pairs { ['by noon.'] = '  2. It', ['more time.”'] = '  3. His' } do
    move_to(behind(record, text))
    keys '\\b'
    equal(vim.api.nvim_get_current_win(), here, 'the window of the cursor')
    equal(cursor(), behind(record, text), 'the cursor')
    equal(#vim.api.nvim_list_wins(), windows + 1, 'windows')
    local other = vim.tbl_filter(function(window)
      return vim.w[window].obelus_both
    end, vim.api.nvim_list_wins())[1]
    equal(vim.api.nvim_win_get_cursor(other), { behind(record, row)[1] + 1, 2 }, 'what the other window shows')
  end
  vim.cmd.only()
  move_to(behind(record, 'The Warden'))
  assert(told(function()
    keys '\\b'
  end)[1]:find 'no footnote reference')
end)

check('a label is renamed on both sides, in one step of undo', function()
  local letter = open(write('d43.txt', (UNSOUND:gsub('%[always', 'always'))))
  attaches(letter)
  local before = lines(letter)
  move_to(behind(letter, 'paid for.'))
  vim.lsp.buf.rename('7', { name = 'obelus' })
  becomes({ 'The pier is paid for.7 It is long.3', '  7.' }, 'reference and note', function()
    return { lines(letter)[5], lines(letter)[8] }
  end)
  vim.cmd.undo()
  equal(lines(letter), before, 'the record after one undo')
  vim.cmd.buffer(record)
  vim.api.nvim_buf_delete(letter, { force = true })
end)

check('the notes of a record are renumbered, in one step of undo', function()
  local letter = open(write('d44.txt', [[
44. Letter From the Mayor

The ferry is late.1 The pier is paid for.4 It is long.7

  1. Source: Ferry Office.
  4. By the Mayor.
  7. For the ferry, see above.
]]))
  attaches(letter)
  local before = lines(letter)
  move_to(behind(letter, 'The pier'))
  local select = vim.ui.select
  -- Where there are several ways, the one that begins with 1.
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      if options.format_item(item):find '1' then
        return choose(item)
      end
    end
  end
  keys '\\r'
  becomes('The ferry is late.1 The pier is paid for.2 It is long.3', 'references', function()
    return lines(letter)[3]
  end)
  vim.ui.select = select
  equal({ lines(letter)[6], lines(letter)[7] }, { '  2. By the Mayor.', '  3. For the ferry, see above.' }, 'notes')
  vim.cmd.undo()
  equal(lines(letter), before, 'the record after one undo')
  vim.cmd.buffer(record)
  vim.api.nvim_buf_delete(letter, { force = true })
end)

--- Opens a record of its own, runs `test` with its buffer, and puts it away.
local function in_record(name, text, test)
  local buffer = open(write(name, text))
  attaches(buffer)
  test(buffer)
  vim.cmd.buffer(record)
  vim.api.nvim_buf_delete(buffer, { force = true })
end

--- Types keys for what changes the buffer, waits until the lines of the rows, from 1, are these, and undoes it in one step.
local function changes(buffer, typed, expected)
  local before = lines(buffer)
  keys(typed)
  becomes(expected, 'what ' .. typed .. ' makes', function()
    local found = {}
    for row in pairs(expected) do
      found[row] = lines(buffer)[row]
    end
    return found
  end)
  vim.cmd.undo()
  equal(lines(buffer), before, 'the record after one undo of ' .. typed)
end

local SOUND = [[
46. Letter From the Mayor

The ferry is late.0 The pier is paid for.1 It is long.2

  1. Source: Ferry Office.
  2. By the Mayor.
  3. For the ferry, see above.
]]

check('a footnote is removed, and the numbers are matched', function()
  in_record('d46.txt', SOUND, function(letter)
    move_to(behind(letter, 'paid for.'))
    changes(letter, '\\d', { [3] = 'The ferry is late.0 The pier is paid for. It is long.1', [6] = '  2. For the ferry, see above.' })
    local select = vim.ui.select
    vim.ui.select = function(items, _, choose)
      choose(items[1])
    end
    changes(letter, '\\m', { [5] = '  0. Source: Ferry Office.', [7] = '  2. For the ferry, see above.' })
    vim.ui.select = select
    move_to(behind(letter, 'The pier'))
    equal(told(function()
      keys '\\d'
    end), { 'Obelus: No footnote reference or note here.' }, 'what is said away from a footnote')
  end)
end)

check('what is wrong is mended where it stands', function()
  in_record('d47.txt', '[Page 11]\n\n' .. SOUND:gsub('46', '47', 1):gsub('The pier', '[Pgae 12] The pier'), function(letter)
    becomes(true, 'the defect', function()
      return vim.tbl_contains(harness.problems(letter), 'malformed-page-marker')
    end)
    move_to(behind(letter, '[Pg'))
    changes(letter, '\\q', { [5] = 'The ferry is late.0 [Page 12] The pier is paid for.1 It is long.2' })
  end)
end)

check('a fix that is not certain waits for a choice', function()
  in_record('d57.txt', SOUND:gsub('46', '57', 1):gsub('paid for.1', 'paid for.', 1), function(letter)
    becomes(true, 'the defect', function()
      return vim.tbl_contains(harness.problems(letter), 'unreferenced-note')
    end)
    local select, offered = vim.ui.select, nil
    vim.ui.select = function(items, options)
      offered = vim.tbl_map(options.format_item, items)
    end
    local before = lines(letter)
    local function offers(expected)
      offered = nil
      keys '\\q'
      becomes(1, 'choices', function()
        return offered and #offered
      end)
      assert(offered[1]:find(expected, 1, true), vim.inspect(offered))
      equal(lines(letter), before, 'the record')
    end
    move_to(behind(letter, '  2'))
    offers 'Remove note 2'
    move_to(behind(letter, 'paid for.'))
    offers 'Insert the reference to note 2 here'
    vim.ui.select = select
    move_to(behind(letter, 'The ferry'))
    equal(told(function()
      keys '\\q'
    end), { 'Obelus: Nothing to fix here; ]o leads to the next mistake.' }, 'what is said where nothing is wrong')
    equal(told(function()
      keys 'gg\\i'
    end), { 'Obelus: Nothing to ignore in this line; ]o leads to the next mistake.' }, 'what is said in a line without mistakes')
  end)
end)

check('what is wrong can be ignored where it stands', function()
  vim.fn.mkdir(vim.fs.joinpath(harness.folder, 'ignored'), 'p')
  write('ignored/obelus.toml', '')
  in_record('ignored/d42.txt', UNSOUND, function(letter)
    local function has()
      return vim.tbl_contains(harness.problems(letter), 'unclosed-bracket')
    end
    becomes(true, 'the defect', has)
    move_to(behind(letter, 'late.1 It is '))
    keys '\\i'
    becomes(false, 'the defect', has)
    local configuration = vim.fn.bufnr(vim.fs.joinpath(harness.folder, 'ignored', 'obelus.toml'))
    assert(table.concat(lines(configuration), '\n'):find('code = "unclosed-bracket"', 1, true))
    becomes(false, 'whether it is still to be saved', function()
      return vim.bo[configuration].modified
    end)
    vim.api.nvim_buf_delete(configuration, { force = true })
  end)
end)

check('what cannot be done is not offered, and who asks for it hears why', function()
  in_record('d48.txt', SOUND:gsub('46', '48', 1):gsub('e.0 (.*)r.1 (.*)g.2', 'e.1 %1r.2 %2g.3'):gsub('\n  2[^\n]*', ''), function(letter)
    move_to(behind(letter, 'The pier'))
    local select = vim.ui.select
    local offered
    vim.ui.select = function(items)
      offered = items
    end
    local said = told(function()
      keys '\\f'
    end)
    vim.ui.select = select
    assert(#said == 1 and said[1]:find '^Obelus: ' and not said[1]:find 'can be inserted here', vim.inspect(said))
    equal(offered, nil, 'what is offered')
  end)
end)

check('obelus.toml shows what in it does not apply, and other TOML gets no server', function()
  vim.fn.mkdir(vim.fs.joinpath(harness.folder, 'toml'), 'p')
  local configuration = open(write('toml/obelus.toml', '[rules]\nempty-note = "loud"\n'))
  attaches(configuration)
  becomes({ 'bad-value' }, 'problems', function()
    return harness.problems(configuration)
  end)
  local other = open(write('toml/other.toml', 'a = 1\n'))
  equal(harness.clients(other), 0, 'servers of another file')
  local function filetype(path)
    return vim.bo[open(write(path, 'Milk\n'))].filetype
  end
  equal(filetype 'toml/note.txt', 'text', 'the filetype of a text below an obelus.toml')
  vim.fn.mkdir(vim.fs.joinpath(harness.folder, 'toml/sub/letters'), 'p')
  write('toml/sub/obelus.toml', "# A comment\ninclude = [\n  'letters/*.TXT',\n  \"**/d*.txt\",\n]\n")
  write('toml/sub/letters/obelus.toml', '[rules]\nempty-note = "off"\n')
  equal(filetype 'toml/sub/letters/note.txt', 'record', 'the filetype of a text that `include` names')
  equal(filetype 'toml/sub/d1.txt', 'record', 'the filetype of a text that another pattern names')
  equal(filetype 'toml/sub/note.txt', 'text', 'the filetype of a text that `include` does not name')
  local help = open(write('toml/help.txt', '*milk.txt*\n vim:tw=78:ft=help:\n'))
  equal(vim.bo[help].filetype == 'record', false, 'whether a page of help is a record')
  vim.cmd.buffer(record)
end)

check(':checkhealth says what is there', function()
  vim.cmd 'checkhealth obelus'
  local text = table.concat(lines(0), '\n')
  vim.cmd.bwipeout()
  vim.cmd.buffer(record)
  for _, expected in ipairs {
    'OK Neovim 0.',
    'OK The server is ',
    ': obelus 0.',
    'd41.txt: attached, root ',
    'no obelus.toml, so',
    'configured by ',
    'list.txt: not recognised as a record',
  } do
    assert(text:find(expected, 1, true), expected .. ' is not in:\n' .. text)
  end
end)

check(':checkhealth says what is not there', function()
  local cmd = vim.g.obelus_cmd
  vim.g.obelus_cmd = { '/nowhere/obelus' }
  vim.cmd 'checkhealth obelus'
  local text = table.concat(lines(0), '\n')
  vim.cmd.bwipeout()
  vim.cmd.buffer(record)
  vim.g.obelus_cmd = cmd
  assert(text:find('ERROR The server “/nowhere/obelus” is not found', 1, true), text)
  assert(text:find('cargo install', 1, true), text)
end)

check('the keys are there in records only, and can be turned off', function()
  equal(vim.fn.maparg(']f', 'n'), '<Plug>(obelus-next-footnote)', 'the key in a record')
  vim.cmd.edit(vim.fs.joinpath(harness.folder, 'list.txt'))
  equal(vim.fn.maparg(']f', 'n'), '', 'the key elsewhere')
  vim.bo.filetype = 'record'
  equal(vim.fn.maparg('\\f', 'n'), '<Plug>(obelus-footnote)', 'the key in what became a record')
  vim.bo.filetype = 'text'
  equal(vim.fn.maparg('\\f', 'n'), '', 'the key in what is none any more')
  vim.g.obelus_no_mappings = true
  vim.bo.filetype = 'record'
  equal(vim.fn.maparg('\\f', 'n'), '', 'the key turned off')
  assert(vim.fn.maparg('<Plug>(obelus-footnote)', 'n') ~= '', 'no <Plug> mapping')
  vim.g.obelus_no_mappings = nil
  -- Neovim complains where a buffer goes before it has asked for its colours, which it does a step later.
  local asked
  vim.schedule(function()
    asked = true
  end)
  becomes(true, 'the step', function()
    return asked
  end)
  vim.cmd.bwipeout { bang = true }
  vim.cmd.buffer(record)
end)

check('the help has a tag for each key, command and setting', function()
  local doc = vim.fs.joinpath(harness.folder, 'doc')
  vim.fn.mkdir(doc, 'p')
  assert(vim.uv.fs_copyfile(vim.fs.joinpath(harness.repository, 'editors/nvim/doc/obelus.txt'), doc .. '/obelus.txt'))
  vim.cmd.helptags(doc)
  local tags = {}
  for line in io.lines(doc .. '/tags') do
    tags[line:match '^%S+'] = true
  end
  for _, tag in ipairs { 'obelus', 'obelus.txt', ':Obelus', 'obelus-status', 'g:obelus_cmd', 'g:obelus_no_mappings' } do
    assert(tags[tag], tag)
  end
  local text = table.concat(vim.fn.readfile(doc .. '/obelus.txt'), '\n')
  for _, mapping in ipairs(vim.api.nvim_get_keymap 'n') do
    if vim.startswith(mapping.lhs, '<Plug>(obelus-') then
      assert(tags[mapping.lhs], mapping.lhs)
    end
  end
  for _, command in ipairs(vim.fn.getcompletion('Obelus ', 'cmdline')) do
    assert(text:find('\n:Obelus ' .. command .. ' ', 1, true), command)
  end
end)

check('what is typed into a Neovim of its own', function()
  local child = harness.child(write('d45.txt', harness.RECORD))
  local function state()
    return child:state()
  end
  local before = child:lines()

  -- A footnote from normal mode, its note typed, undone at once.
  child:type [[/rose at<CR>/e<CR>]]
  child:type [[/more time<CR>//e<CR>\f]]
  becomes({ 'i', '  3. |' }, 'the cursor in the note', state)
  child:type 'Printed below.<Esc>'
  becomes({ 'n', '  3. Printed below|.' }, 'the note typed', state)
  child:type 'u'
  becomes(before, 'the record after undo', function()
    return child:lines()
  end)

  -- A footnote from insert mode.
  child:type 'gg/rose at<CR>e'
  child:type 'ea, at last<C-G>f'
  becomes({ 'i', '  4. |' }, 'the cursor in the note', state)
  child:type '<Esc>'
  becomes('n', 'mode', function()
    return child:call('nvim_get_mode').mode
  end)
  child:type ':earlier 1f<CR>'
  becomes(before, 'the record after undo', function()
    return child:lines()
  end)

  -- The next item of the list.
  child:type '/Printed from<CR>A<CR>'
  becomes({ 'i', '  5. |' }, 'the item begun by Enter', state)
  child:type 'By steam.<Esc>'
  becomes({ 'n', '  5. By steam|.' }, 'the item typed', state)
  child:type 'u'
  becomes(before, 'the record after one undo', function()
    return child:lines()
  end)
  child:type '/Printed from<CR>o'
  becomes({ 'i', '  5. |' }, 'the item begun by o', state)

  -- The number that stands there is typed again.
  child:type '5. '
  becomes({ 'i', '  5. |' }, 'the number typed again', state)

  -- Completion: more than the first word.
  child:type '<Esc>:set completeopt=menu,noselect<CR>/The Board rose<CR>O['
  becomes({ 'i', '[|' }, 'the bracket', state)
  for accepts, after in pairs { ['<C-N><C-Y>'] = '[Page 14]|', ['<C-N>,'] = '[Page 14],|' } do
    child:type '<C-X><C-O>'
    becomes({ '[Page 14]' }, 'what is proposed', function()
      return child:lua [[
        return vim.tbl_map(function(item) return item.abbr end, vim.fn.complete_info({ 'items' }).items)
      ]]
    end)
    child:type(accepts)
    becomes({ 'i', after }, 'the page marker', state)
    child:type '<C-U>['
    becomes({ 'i', '[|' }, 'the bracket again', state)
  end
  child:type '<C-U><Esc>dd/^  5<CR>A'
  becomes({ 'i', '  5. |' }, 'the item again', state)

  -- What is still being typed is judged when it is saved.
  local function problems()
    return child:lua [[
      local client = vim.lsp.get_clients({ bufnr = 0, name = 'obelus' })[1]
      local params = { textDocument = vim.lsp.util.make_text_document_params() }
      local codes = {}
      for _, found in ipairs(client:request_sync('textDocument/diagnostic', params, 30000, 0).result.items) do
        if found.severity < 3 and found.code ~= 'duplicate-record' then
          table.insert(codes, found.code)
        end
      end
      table.sort(codes)
      return codes
    ]]
  end
  equal(problems(), {}, 'the problems of an item that is begun')
  child:type 'By sail.<Esc>'
  becomes({ 'n', '  5. By sail|.' }, 'the item typed', state)
  equal(problems(), {}, 'the problems of an item without its reference')
  child:type '/The Board rose<CR>A [in the'
  becomes('i', 'mode', function()
    return child:call('nvim_get_mode').mode
  end)
  equal(problems(), {}, 'the problems of half an insertion')
  child:type '<Esc>o[Page 1'
  becomes({ 'i', '[Page 1|' }, 'half a page marker', state)
  equal(problems(), { 'unclosed-bracket' }, 'the problems of half a page marker')
  child:type '<Esc>:silent write<CR>'
  becomes({ 'malformed-page-marker', 'unclosed-bracket', 'unreferenced-note' }, 'the problems once it is saved', problems)
  child:close()
end)

check('what is reported shows in a terminal when the cursor goes there', function()
  local path = write('d49.txt', (UNSOUND:gsub('42', '49', 1)))
  local script = write(
    'd49.lua',
    ([[
      vim.opt.runtimepath:prepend %q
      if %q == 'start' then vim.lsp.enable = nil end
      vim.cmd 'filetype plugin on | runtime plugin/obelus.lua'
      vim.o.statusline = '%%{%%v:lua.STATUS()%%}'
      function STATUS() return 'reported: ' .. #vim.diagnostic.get(0) end
      vim.api.nvim_create_autocmd('DiagnosticChanged', { command = 'redrawstatus!' })
      vim.cmd.edit(%q)
    ]]):format(vim.fs.joinpath(harness.repository, 'editors', 'nvim'), harness.way, path)
  )
  vim.cmd.new()
  local screen = vim.api.nvim_get_current_buf()
  local terminal = vim.fn.jobstart(
    { vim.v.progpath, '-u', 'NONE', '-i', 'NONE', '-n', '--cmd', 'set shortmess+=I laststatus=2', '-S', script },
    {
      term = true,
      width = 100,
      height = 30,
      env = { PATH = vim.fs.dirname(harness.server) .. ':' .. vim.env.PATH, TERM = 'xterm-256color' },
    }
  )
  local function shows(text)
    local found = vim.wait(harness.LIMIT, function()
      return table.concat(lines(screen), '\n'):find(text, 1, true) ~= nil
    end, 10)
    assert(found, text .. ' is not on the screen:\n' .. table.concat(lines(screen), '\n'))
  end
  shows 'The pier is paid for'
  shows 'reported: 2'
  for _, key in ipairs { ']o', '[o', ']o' } do
    vim.fn.chansend(terminal, key)
  end
  local message = 'is not closed'
  shows(message)
  -- It stays until the cursor moves.
  vim.wait(500)
  assert(table.concat(lines(screen), '\n'):find(message, 1, true), 'the message is gone')
  vim.fn.jobstop(terminal)
  vim.cmd.bwipeout { bang = true }
  vim.cmd.buffer(record)
end)

check(':Obelus facsimile opens the image of the page, and says where there is none', function()
  local opened, open_in_system = {}, vim.ui.open
  vim.ui.open = function(path)
    table.insert(opened, path)
  end
  local function facsimile()
    vim.cmd 'Obelus facsimile'
  end
  move_to(behind(record, 'The Warden'))
  equal(told(facsimile), { 'Obelus: No page is known here, or `volume.facsimile` is not set in an obelus.toml.' }, 'messages')
  vim.fn.mkdir(vim.fs.joinpath(harness.folder, 'scans'))
  write('scans/obelus.toml', "volume.facsimile = 'images/{page:04} {record}.jpg'\n")
  local buffer = open(write('scans/d42.txt', '42. Letter\n\nHe came.\n[Page 12]\nHe saw.\n'))
  attaches(buffer)
  move_to(behind(buffer, 'He saw'))
  becomes(0, 'what is said once the configuration is read', function()
    return #told(facsimile)
  end)
  equal(opened[#opened], vim.fs.joinpath(harness.folder, 'scans/images/0012 42.jpg'), 'what is opened')
  opened = {}
  local nameless = open(write('scans/letter.txt', 'Letter\n\n[Page xiv]\nHe saw.\n'))
  attaches(nameless)
  move_to(behind(nameless, 'He saw'))
  equal(told(facsimile), { 'Obelus: Page xiv has no image.' }, 'messages')
  equal(opened, {}, 'what is opened')
  vim.ui.open = open_in_system
  vim.cmd.buffer(record)
end)

--- A site that answers every request with what `answer` gives; returns its address.
local function site(answer)
  local listener = assert(vim.uv.new_tcp())
  assert(listener:bind('127.0.0.1', 0))
  assert(listener:listen(8, function()
    local peer = assert(vim.uv.new_tcp())
    listener:accept(peer)
    peer:read_start(function(_, asked)
      if asked then
        peer:write(answer(), function()
          peer:close()
        end)
      end
    end)
  end))
  return ('http://127.0.0.1:%d/manifest'):format(listener:getsockname().port)
end

check(':Obelus facsimile fetches a manifest from its address, and says what is wrong with it', function()
  local opened, open_in_system = {}, vim.ui.open
  vim.ui.open = function(path)
    table.insert(opened, path)
  end
  local messages, notify = {}, vim.notify
  vim.notify = function(message)
    table.insert(messages, message)
  end
  local answer
  local address = site(function()
    return answer
  end)
  vim.fn.mkdir(vim.fs.joinpath(harness.folder, 'web'))
  write('web/obelus.toml', ("volume.facsimile = '%s'\n"):format(address))
  local buffer = open(write('web/d42.txt', '[Page 12]\n\n42. Letter\n\nHe saw.\n'))
  attaches(buffer)
  move_to(behind(buffer, 'He saw'))
  local unknown = 'Obelus: No page is known here, or `volume.facsimile` is not set in an obelus.toml.'
  local function says(response, expected)
    answer = response
    becomes(expected, 'what is said', function()
      messages = {}
      vim.cmd 'Obelus facsimile'
      vim.wait(harness.LIMIT, function()
        return messages[1] ~= nil or opened[1] ~= nil
      end, 10)
      -- Until the configuration is read.
      return messages[1] ~= unknown and { messages[1] or opened[1] } or nil
    end)
  end
  local wrong = ('Obelus: The manifest %s '):format(address)
  says('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n', {
    wrong .. 'cannot be fetched: curl: (22) The requested URL returned error: 404',
  })
  says('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n', {
    wrong .. 'cannot be fetched: curl: (1) Protocol "http" not supported or disabled in libcurl',
  })
  says('HTTP/1.1 200 OK\r\nContent-Length: 17000000\r\n\r\n', {
    wrong .. 'cannot be fetched: curl: (63) Maximum file size exceeded',
  })
  says('HTTP/1.1 200 OK\r\n\r\n' .. (' '):rep(17000000), { wrong .. 'cannot be fetched: it is larger than 16 MiB' })
  says('HTTP/1.1 200 OK\r\n\r\n{}', {
    wrong .. 'is not a IIIF manifest: it has neither `items` nor `sequences` with `canvases`.',
  })
  local canvas = '{"label": "12", "items": [{"items": [{"body": {"id": "https://iiif.example/12.jpg"}}]}]}'
  says(('HTTP/1.1 200 OK\r\n\r\n{"items": [%s]}'):format(canvas), { 'https://iiif.example/12.jpg' })
  vim.notify, vim.ui.open = notify, open_in_system
  vim.cmd.buffer(record)
end)

check('the server starts anew', function()
  local before = assert(vim.lsp.get_clients({ bufnr = record, name = 'obelus' })[1]).id
  vim.cmd 'Obelus restart'
  becomes(true, 'another server', function()
    local client = vim.lsp.get_clients({ bufnr = record, name = 'obelus' })[1]
    return client ~= nil and client.id ~= before
  end)
  equal(#vim.lsp.get_clients { bufnr = record, name = 'obelus' }, 1, 'servers')
end)

check('the log opens', function()
  vim.cmd 'Obelus log'
  assert(vim.api.nvim_buf_get_name(0):find 'lsp%.log$', vim.api.nvim_buf_get_name(0))
  vim.cmd.bwipeout()
end)

harness.finish()
