-- Found by vim.lsp.config (Neovim 0.11). What a user gives to vim.lsp.config('obelus', { … }) wins over this.

local server = require 'obelus.server'

return vim.tbl_extend('error', server.config(), {
  filetypes = server.FILETYPES,
  root_dir = function(bufnr, on_dir)
    if server.wants(bufnr) then
      on_dir(server.root(bufnr))
    end
  end,
})
