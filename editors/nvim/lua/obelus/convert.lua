-- The record in another form.

local server = require 'obelus.server'

local M = {}

--- What a record can be converted to.
M.TARGETS = { 'gutenberg', 'html', 'markdown', 'plain', 'proofreaders', 'tei' }

--- Opens a record in another form, in a new buffer that is no file: `:write` with a name makes one of it.
--- @param uri string
--- @param target string
function M.show(uri, target)
  local made = server.ask('workspace/executeCommand', { command = 'obelus.convert', arguments = { uri, target } })
  if not made then
    return
  end
  vim.cmd.vnew()
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split((made.text:gsub('\r?\n$', '')), '\r?\n'))
  vim.bo.buftype = 'nofile'
  vim.bo.filetype = made.languageId
  -- What is nothing in JSON is a value in Lua.
  if made.message and made.message ~= vim.NIL then
    server.say(made.message)
  end
end

--- Opens the record of this buffer in another form.
--- @param target string?
function M.open(target)
  if not vim.list_contains(M.TARGETS, target) then
    return server.say('Say what to convert to: ' .. table.concat(M.TARGETS, ', ') .. '.')
  end
  M.show(vim.uri_from_bufnr(0), target)
end

return M
