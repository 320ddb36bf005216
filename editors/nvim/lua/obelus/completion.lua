-- What Neovim leaves out of a completion: it inserts no more than the first word of a proposal, `[Page` of `[Page 62]`.

local server = require 'obelus.server'

local M = {}

--- Puts the whole proposal that was accepted last where its first word was inserted.
--- @param bufnr integer
function M.complete(bufnr)
  local item = vim.tbl_get(vim.v, 'completed_item', 'user_data', 'nvim', 'lsp')
  local client = server.client(bufnr)
  local edit = item and client and item.client_id == client.id and item.completion_item.textEdit
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  if not edit or vim.v.event.reason == 'cancel' or edit.range.start.line ~= row - 1 then
    return
  end
  local line = vim.api.nvim_get_current_line()
  local place = { uri = vim.uri_from_bufnr(bufnr), range = { start = edit.range.start, ['end'] = edit.range.start } }
  local start = vim.lsp.util.locations_to_items({ place }, client.offset_encoding)[1].col - 1
  local inserted = line:sub(start + 1, column)
  if inserted == edit.newText or not vim.startswith(vim.trim(edit.newText), vim.trim(inserted)) then
    return
  end
  -- An editor may have closed the bracket already.
  local is_closed = edit.newText:sub(-1) == line:sub(column + 1, column + 1)
  vim.api.nvim_buf_set_text(bufnr, row - 1, start, row - 1, column + (is_closed and 1 or 0), { edit.newText })
  vim.api.nvim_win_set_cursor(0, { row, start + #edit.newText })
end

return M
