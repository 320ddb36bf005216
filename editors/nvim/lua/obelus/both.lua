-- A reference and its note, both in sight.

local server = require 'obelus.server'

local M = {}

--- The window of this tab page that shows the other end, if one does.
local function other_window()
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if vim.w[window].obelus_both and window ~= vim.api.nvim_get_current_win() then
      return window
    end
  end
end

--- Shows the note of the reference at the cursor, or the reference of the note, in a window below. The cursor stays.
function M.show()
  local found = server.ask('textDocument/definition', server.place())
  local target = found and (vim.islist(found) and found[1] or found)
  if not target or not (target.uri or target.targetUri) then
    return server.say 'There is no footnote reference or note number at the cursor.'
  end
  local client = assert(server.client(0))
  local here = vim.api.nvim_get_current_win()
  local window = other_window()
  if window then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd('belowright ' .. math.max(3, math.floor(vim.o.lines / 4)) .. 'split')
    vim.w.obelus_both = true
  end
  local show = vim.lsp.util.show_document or vim.lsp.util.jump_to_location
  show(target, client.offset_encoding, { focus = true })
  vim.cmd 'normal! zz'
  vim.api.nvim_set_current_win(here)
end

return M
