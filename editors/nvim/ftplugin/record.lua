-- What is special in records: keys (`:help obelus-keys`), and the note list that numbers itself.

if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

local bufnr = vim.api.nvim_get_current_buf()
require('obelus.keys').map(bufnr)
local undo = { ('lua require("obelus.keys").unmap(%d)'):format(bufnr) }
for _, watcher in ipairs { 'obelus.edit', 'obelus.completion' } do
  require(watcher).watch(bufnr)
  table.insert(undo, ('require(%q).unwatch(%d)'):format(watcher, bufnr))
end
vim.b.undo_ftplugin = table.concat(undo, '; ')
