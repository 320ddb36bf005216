-- Records that are written as Markdown and as Distributed Proofreaders' pages, read and typed in a Neovim of their own.

local harness = dofile(vim.fs.joinpath(vim.fs.dirname(arg[0]), 'harness.lua'))
local check, equal, becomes, write, open = harness.check, harness.equal, harness.becomes, harness.write, harness.open

--- The text of an example, which the tests in other editors have, too.
local function example(name)
  return table.concat(vim.fn.readfile(vim.fs.joinpath('tests/conventions', name)), '\n') .. '\n'
end

local MARKDOWN = example 'pier.md'
local PROOFREADERS = example 'projectID5f2a9c.txt'

--- Opens a record in a Neovim of its own, runs `test` with it, and closes it.
local function in_child(name, text, test)
  local child = harness.child(write(name, text))
  local ok, message = xpcall(test, debug.traceback, child)
  child:close()
  assert(ok, message)
end

--- Moves the cursor to what stands behind `words`, which stand once in the text.
local function move_behind(child, words)
  child:type(([[gg0/\V%s/e+1<CR>]]):format(words))
end

--- Checks that `keys` lead the cursor in front of `words`.
local function leads(child, keys, words)
  child:type(keys)
  becomes({ 'n', true }, 'the cursor in front of ' .. words .. ' after ' .. keys, function()
    local mode, line = unpack(child:state())
    return { mode, vim.startswith(line:match '|(.*)', words) }
  end)
end

--- Checks that `K` shows a text with `words` in it.
local function shows(child, words)
  child:type 'K'
  local shown
  becomes(true, 'a floating window with ' .. words, function()
    shown = child:lua [[
      for _, window in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(window).relative ~= '' then
          return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
        end
      end
      return ''
    ]]
    return shown:find(words, 1, true) ~= nil
  end)
  -- It goes when the cursor moves.
  child:type 'h'
end

--- The outline that the user is shown: the names of its entries.
local function outline(child)
  child:type ':lua vim.lsp.buf.document_symbol()<CR>'
  local names
  becomes(true, 'the outline', function()
    names = child:lua [[
      return vim.tbl_map(function(item) return item.text end, vim.fn.getloclist(0))
    ]]
    return #names > 0
  end)
  child:type ':lclose<CR>'
  return names
end

--- What is reported, as `line: code`.
local function problems(child)
  return child:lua [[
    local found = vim.diagnostic.get(0)
    table.sort(found, function(a, b) return a.lnum < b.lnum end)
    return vim.tbl_map(function(one) return ('%d: %s'):format(one.lnum + 1, one.code) end, found)
  ]]
end

--- Checks that `keys` make the text `expected`, with the cursor at the bar in `place`.
local function makes(child, keys, expected, place)
  child:type(keys)
  becomes(vim.split(expected, '\n', { trimempty = true }), 'the text after ' .. keys, function()
    return child:lines()
  end)
  becomes(place, 'the cursor after ' .. keys, function()
    return child:state()
  end)
end

--- `text` with `new` in the place of `old`, which stands there once.
local function with(text, old, new)
  local start, last = text:find(old, 1, true)
  assert(start and not text:find(old, last, true), old)
  return text:sub(1, start - 1) .. new .. text:sub(last + 1)
end

local function filetype(child)
  return child:lua [[return vim.bo.filetype]]
end

local function reports(child, expected)
  becomes(expected, 'what is reported', function()
    return problems(child)
  end)
end

check('a record in Markdown', function()
  in_child('pier.md', MARKDOWN, function(child)
    equal(filetype(child), 'markdown', 'filetype')
    equal(outline(child), {
      '[File] The Long Pier',
      '[Namespace] Page 2',
      '[Namespace] Page 3',
      '[Namespace] Page 4',
      '[Array] Notes',
      '[String] 1 Source: Harbor Archive, Minutes. The first page is torn.',
      '[String] 2 His letter is not printed.',
      '[String] tide The tide took it.',
    }, 'outline')
    reports(child, {})
    move_behind(child, 'not oak.[^')
    leads(child, '<C-]>', '2]: His letter')
    leads(child, '<C-]>', '2]')
    move_behind(child, 'spring*.[^')
    shows(child, 'Source: Harbor Archive, Minutes.\n\nThe first page is torn.')

    -- A footnote by the command, its note typed; undone at once.
    move_behind(child, '** wrot')
    local with_reference = with(MARKDOWN, '** wrote.', '** wrote.[^3]')
    makes(child, ':Obelus footnote<CR>', with_reference .. '[^3]: \n', { 'i', '[^3]: |' })
    makes(child, 'By post.<Esc>', with_reference .. '[^3]: By post.\n', { 'n', '[^3]: By post|.' })
    child:type 'u'
    becomes(vim.split(MARKDOWN, '\n', { trimempty = true }), 'the text after undo', function()
      return child:lines()
    end)

    -- A note taken away, and back.
    child:type '/His letter<CR>dd'
    reports(child, { '5: dangling-reference' })
    child:type 'u'
    reports(child, {})
  end)
end)

check('a page of Distributed Proofreaders', function()
  in_child('projectID5f2a9c.txt', PROOFREADERS, function(child)
    equal(filetype(child), 'record', 'filetype')
    equal(outline(child), {
      '[File] The Long Pier',
      '[Namespace] Page 001',
      '[Array] Notes',
      '[String] 1 Harbor Archive, Minutes. The first page is torn.',
      '[String] A Oak was dear.',
      '[String] 2 The Mayor wrote of it at length, and his letter',
      '[Namespace] Page 002',
      '[Array] Notes',
      '[String] 1 The tide took it.',
    }, 'outline')
    reports(child, {})
    move_behind(child, 'elm.[')
    leads(child, '<C-]>', '2: The')
    leads(child, '<C-]>', '2]')
    shows(child, 'The Mayor wrote of it at length, and his letter is not printed.')
    move_behind(child, 'oak.[')
    shows(child, 'Oak was dear.')

    move_behind(child, 'as they')
    makes(child, '\\f', with(PROOFREADERS, 'as they', 'as they[2]') .. '\n[Footnote 2: ]\n', { 'i', '[Footnote 2: |]' })
    local noted = with(PROOFREADERS, 'as they', 'as they[2]') .. '\n[Footnote 2: By post.]\n'
    makes(child, 'By post.<Esc>', noted, { 'n', '[Footnote 2: By post|.]' })
    child:type 'u'
    becomes(vim.split(PROOFREADERS, '\n', { trimempty = true }), 'the text after undo', function()
      return child:lines()
    end)

    move_behind(child, 'got elm.')
    child:type '3x'
    reports(child, { '14: unreferenced-note' })
    child:type 'u'
    reports(child, {})
  end)
end)

harness.finish()
