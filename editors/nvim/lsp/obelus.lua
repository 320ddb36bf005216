-- Found by vim.lsp.config (Neovim 0.11). What a user gives to vim.lsp.config('obelus', { … }) wins over this.

local obelus = require 'obelus'

return {
  cmd = obelus.cmd(),
  filetypes = { 'record' },
  root_dir = function(bufnr, on_dir)
    on_dir(obelus.root(bufnr))
  end,
}
