-- The Neovim of `obelus try`: our plugin and what to press; nothing of its user's own.

local folder = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))

vim.opt.runtimepath:prepend(vim.fs.joinpath(folder, 'nvim'))
vim.diagnostic.config { virtual_text = true, update_in_insert = true }
if vim.fn.exists '+winborder' == 1 then
  vim.o.winborder = 'rounded'
end
vim.o.linebreak = true
vim.o.number = true
vim.o.laststatus = 2
vim.o.statusline = " %t %m%=%{v:lua.require'obelus'.status()}  "

-- What to press, below the record.
vim.api.nvim_create_autocmd('VimEnter', {
  callback = function()
    local record = vim.api.nvim_get_current_win()
    vim.cmd('botright 3split ' .. vim.fn.fnameescape(vim.fs.joinpath(folder, 'keys')))
    vim.bo.modifiable = false
    vim.wo.number = false
    vim.wo.winfixheight = true
    vim.wo.statusline = ' Obelus: what to press'
    vim.api.nvim_set_current_win(record)
  end,
})
