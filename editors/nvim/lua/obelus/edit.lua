-- What changes the text: footnotes inserted and renumbered, and the next item of a note list.

local completion = require 'obelus.completion'
local outline = require 'obelus.outline'
local server = require 'obelus.server'

local M = {}

local IGNORE = 'quickfix.ignore'

local function is_possible(action)
  return not action.disabled
end

--- How a code action is applied.
--- @class obelus.Apply
--- @field place obelus.Place? where; nil for the cursor
--- @field diagnostics table[]? what is wrong there, as the server told it
--- @field suits (fun(action: table): boolean)? which actions count; nil for all
--- @field ask boolean? whether the user chooses even where there is one action only, unless that is certain

--- Applies the code action of a kind; where there are several, the user chooses one. Where it cannot be done the user hears
--- why, and where there is none, `otherwise`.
--- @param kind string
--- @param otherwise string
--- @param how obelus.Apply?
local function apply(kind, otherwise, how)
  how = how or {}
  local bufnr = vim.api.nvim_get_current_buf()
  local at = how.place or server.place().position
  local range, context = { start = at, ['end'] = at }, { only = { kind }, diagnostics = how.diagnostics or {} }
  local document = vim.lsp.util.make_text_document_params(bufnr)
  local actions = server.ask('textDocument/codeAction', { textDocument = document, range = range, context = context })
  if not actions then
    return
  end
  local function counts(action)
    return is_possible(action) and (not how.suits or how.suits(action))
  end
  local possible = vim.tbl_filter(counts, actions)
  if #possible == 0 then
    local refused = vim.tbl_filter(function(action)
      return not is_possible(action)
    end, actions)
    return server.say(#refused > 0 and refused[1].disabled.reason .. '.' or otherwise)
  end
  local options = { context = context, apply = not how.ask or possible[1].isPreferred or false, filter = counts }
  if how.place then
    -- Neovim counts lines from 1 here, and columns in bytes from 0; it takes the character there into the range.
    local encoding = assert(server.client(bufnr)).offset_encoding
    local item = vim.lsp.util.locations_to_items({ { uri = document.uri, range = range } }, encoding)[1]
    local mark = { item.lnum, item.col - 1 }
    options.range = { start = mark, ['end'] = mark }
  end
  vim.lsp.buf.code_action(options)
end

--- When a footnote was last asked for, in milliseconds; nil once its note was shown.
local asked

--- How long after that the place shown is still its note, in milliseconds.
local PATIENCE = 5000

--- Inserts a footnote at the cursor. The server then shows where its note is to be typed.
function M.insert_footnote()
  asked = vim.uv.now()
  apply('refactor.insert.footnote', 'No footnote can be inserted here.')
end

--- What is done when the server has shown a place: where it is the note of a footnote just inserted, the next that is
--- typed is its text.
--- @param place { uri: string, selection: table? } as the server names it
--- @param encoding string how the server counts characters
function M.shown(place, encoding)
  if asked and vim.uv.now() - asked < PATIENCE and place.selection then
    local item = vim.lsp.util.locations_to_items({ { uri = place.uri, range = place.selection } }, encoding)[1]
    -- A bracket may stand behind the text.
    local is_at_end = item.col > #vim.api.nvim_get_current_line()
    vim.cmd.startinsert { bang = is_at_end }
    -- What is typed next would begin another step of undo.
    local space = vim.api.nvim_create_augroup('obelus_edit_note', {})
    vim.api.nvim_create_autocmd({ 'InsertCharPre', 'InsertLeave' }, {
      group = space,
      callback = function(args)
        vim.api.nvim_clear_autocmds { group = space }
        if args.event == 'InsertCharPre' then
          vim.cmd 'silent! undojoin'
        end
      end,
    })
  end
  asked = nil
end

--- Renumbers the notes of the record at the cursor.
function M.renumber()
  local place = server.place().position
  -- The server offers it at the heading, the footnotes and the notes, not everywhere between.
  local record = outline.at(outline.now(), place)
  local nothing = 'Nothing to renumber: the notes of this record are already in order.'
  apply('refactor.rewrite.footnote.renumber', nothing, { place = record and record.selectionRange.start })
end

--- Removes the footnote at the cursor, the reference and the note.
function M.remove_footnote()
  apply('refactor.rewrite.footnote.remove', 'No footnote reference or note here.')
end

--- Numbers the notes as their references print, or the other way round.
function M.match()
  apply('refactor.rewrite.footnote.match', 'Notes and references already print the same numbers.')
end

--- Rewrites the record in another convention.
--- @param convention string? nil to have the user choose
function M.rewrite(convention)
  local kind = convention and 'source.rewrite.' .. convention or 'source.rewrite'
  apply(kind, 'The record is in this convention already, or there is none of this name.')
end

--- Mends what is wrong at the cursor. The user chooses how, unless there is one way only and it is certain.
function M.fix()
  apply('quickfix', 'Nothing to fix here; ]o leads to the next mistake.', {
    ask = true,
    suits = function(action)
      return action.kind ~= IGNORE
    end,
  })
end

--- Saves the next obelus.toml that is loaded, if it is changed right away.
local function save_configuration()
  vim.api.nvim_create_autocmd('BufRead', {
    group = vim.api.nvim_create_augroup('obelus_edit_configuration', {}),
    pattern = 'obelus.toml',
    once = true,
    callback = function(args)
      vim.schedule(function()
        if vim.api.nvim_buf_is_loaded(args.buf) and vim.bo[args.buf].modified then
          vim.api.nvim_buf_call(args.buf, function()
            vim.cmd 'silent write'
          end)
        end
      end)
    end,
  })
end

--- Has what is wrong at the cursor ignored there, by the obelus.toml that applies. Unless that is open, it is saved.
function M.ignore()
  local line = vim.api.nvim_win_get_cursor(0)[1] - 1
  local diagnostics = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = line })) do
    table.insert(diagnostics, vim.tbl_get(diagnostic, 'user_data', 'lsp'))
  end
  save_configuration()
  apply(IGNORE, 'Nothing to ignore in this line; ]o leads to the next mistake.', { diagnostics = diagnostics })
end

--- Applies what the server answers to what was typed last: to a line begun in the note list the next item's number, to that number
--- typed again nothing but the first. The cursor stays behind.
--- @param bufnr integer
--- @param typed '\n' | ' '
local function follow(bufnr, typed)
  local client = server.client(bufnr)
  if not client or not client.server_capabilities.documentOnTypeFormattingProvider then
    return
  end
  local version = vim.api.nvim_buf_get_changedtick(bufnr)
  local params = server.place()
  params.ch = typed
  params.options = { tabSize = vim.bo[bufnr].tabstop, insertSpaces = vim.bo[bufnr].expandtab }
  vim.lsp.buf_request(bufnr, 'textDocument/onTypeFormatting', params, function(_, edits, context)
    local moved_on = version ~= vim.api.nvim_buf_get_changedtick(bufnr) or bufnr ~= vim.api.nvim_get_current_buf()
    if context.client_id ~= client.id or not edits or moved_on then
      return
    end
    local line, column = unpack(vim.api.nvim_win_get_cursor(0))
    local space = vim.api.nvim_create_namespace 'obelus_edit'
    local mark = vim.api.nvim_buf_set_extmark(bufnr, space, line - 1, column, { right_gravity = true })
    vim.lsp.util.apply_text_edits(edits, bufnr, client.offset_encoding)
    local place = vim.api.nvim_buf_get_extmark_by_id(bufnr, space, mark, {})
    vim.api.nvim_buf_del_extmark(bufnr, space, mark)
    vim.api.nvim_win_set_cursor(0, { place[1] + 1, place[2] })
  end)
end

local function group(bufnr)
  return vim.api.nvim_create_augroup('obelus_edit_' .. bufnr, {})
end

--- Watches a buffer for lines begun in insert mode, by Enter or by `o`, whatever these are mapped to, for numbers typed again
--- there, and for proposals that are accepted. Neovim has no client for on-type formatting.
--- @param bufnr integer
function M.watch(bufnr)
  local count, watching = vim.api.nvim_buf_line_count(bufnr), group(bufnr)
  vim.api.nvim_create_autocmd('CompleteDone', {
    group = watching,
    buffer = bufnr,
    callback = function()
      completion.complete(bufnr)
    end,
  })
  vim.api.nvim_create_autocmd({ 'InsertEnter', 'TextChangedI', 'TextChanged', 'InsertLeave' }, {
    group = watching,
    buffer = bufnr,
    callback = function(args)
      local before = count
      count = vim.api.nvim_buf_line_count(bufnr)
      local typing = args.event == 'InsertEnter' or args.event == 'TextChangedI'
      if typing and count == before + 1 and not vim.o.paste then
        follow(bufnr, '\n')
      elseif typing and vim.api.nvim_get_current_line():find '^%s*(%S+)%s+%1%s$' then
        follow(bufnr, ' ')
      end
    end,
  })
end

--- Ends what `watch` began.
--- @param bufnr integer
function M.unwatch(bufnr)
  vim.api.nvim_del_augroup_by_id(group(bufnr))
end

return M
