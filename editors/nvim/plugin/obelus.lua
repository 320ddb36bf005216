-- Starts Obelus for every record: by vim.lsp.enable() where Neovim has it (0.11), by vim.lsp.start() before.

if vim.g.loaded_obelus then
  return
end
vim.g.loaded_obelus = true

if vim.lsp.enable then
  vim.lsp.enable 'obelus'
else
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('obelus', {}),
    pattern = 'record',
    callback = function(args)
      require('obelus').start(args.buf)
    end,
  })
end
