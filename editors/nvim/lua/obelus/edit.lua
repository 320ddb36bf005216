-- What changes the text: footnotes inserted and renumbered, and the next item of a note list.

local outline = require 'obelus.outline'
local server = require 'obelus.server'

local M = {}

local IGNORE = 'quickfix.ignore'

local function is_possible(action)
  return not action.disabled
end

--- Applies the code action of a kind at the cursor, or at a place; where there are several, the user chooses one. Where it
--- cannot be done the user hears why, and where there is none, `otherwise`.
--- @param kind string
--- @param otherwise string
--- @param place obelus.Place?
local function apply(kind, otherwise, place)
  local bufnr = vim.api.nvim_get_current_buf()
  local at = place or server.place().position
  local range, context = { start = at, ['end'] = at }, { only = { kind }, diagnostics = {} }
  local document = vim.lsp.util.make_text_document_params(bufnr)
  local actions = server.ask('textDocument/codeAction', { textDocument = document, range = range, context = context })
  if not actions then
    return
  end
  local possible = vim.tbl_filter(is_possible, actions)
  if #possible == 0 then
    return server.say(#actions > 0 and actions[1].disabled.reason .. '.' or otherwise)
  end
  local options = { context = context, apply = true, filter = is_possible }
  if place then
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
  apply('refactor.rewrite.footnote.renumber', nothing, record and record.selectionRange.start)
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

--- Mends what is wrong at the cursor; where there are several ways to, the user chooses one.
function M.fix()
  vim.lsp.buf.code_action {
    context = { only = { 'quickfix' } },
    apply = true,
    filter = function(action)
      return is_possible(action) and action.kind ~= IGNORE
    end,
  }
end

--- Has what is wrong at the cursor ignored there, by the obelus.toml that applies.
function M.ignore()
  vim.lsp.buf.code_action { context = { only = { IGNORE } }, apply = true }
end

--- Applies what the server answers to a line begun in the note list: the next item's number. The cursor stays behind.
local function begin_item(bufnr)
  local client = server.client(bufnr)
  if not client or not client.server_capabilities.documentOnTypeFormattingProvider then
    return
  end
  local version = vim.api.nvim_buf_get_changedtick(bufnr)
  local params = server.place()
  params.ch = '\n'
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

--- Watches a buffer for lines begun in insert mode, by Enter or by `o`, whatever these are mapped to. Neovim has no
--- client for on-type formatting.
--- @param bufnr integer
function M.watch(bufnr)
  local count = vim.api.nvim_buf_line_count(bufnr)
  vim.api.nvim_create_autocmd({ 'InsertEnter', 'TextChangedI', 'TextChanged', 'InsertLeave' }, {
    group = group(bufnr),
    buffer = bufnr,
    callback = function(args)
      local before = count
      count = vim.api.nvim_buf_line_count(bufnr)
      local typing = args.event == 'InsertEnter' or args.event == 'TextChangedI'
      if typing and count == before + 1 and not vim.o.paste then
        begin_item(bufnr)
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
