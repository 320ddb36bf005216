-- What is special in records: keys (`:help obelus-keys`), and the note list that numbers itself.

if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

local bufnr = vim.api.nvim_get_current_buf()
require('obelus.keys').map(bufnr)
require('obelus.edit').watch(bufnr)
vim.b.undo_ftplugin = ('lua require("obelus.keys").unmap(%d); require("obelus.edit").unwatch(%d)'):format(bufnr, bufnr)
