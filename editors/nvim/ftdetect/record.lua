-- The filetype `record`: every .record file, and those .txt files that are records.

local recognise = require 'obelus.recognise'

vim.filetype.add {
  extension = { record = 'record' },
  pattern = {
    -- Without an answer here, Neovim goes on to what it would have said itself.
    ['.*%.txt'] = function(path, bufnr)
      return bufnr and recognise.is_record(path, bufnr) and 'record' or nil
    end,
  },
}

-- A record typed into a new file becomes one when it is first saved.
vim.api.nvim_create_autocmd('BufWritePost', {
  group = vim.api.nvim_create_augroup('obelus_ftdetect', {}),
  pattern = '*.txt',
  callback = function(args)
    if vim.bo[args.buf].filetype == 'text' and recognise.is_record(args.match, args.buf) then
      vim.bo[args.buf].filetype = 'record'
    end
  end,
})
