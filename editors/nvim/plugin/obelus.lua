-- Starts Obelus for every record, by vim.lsp.enable() where Neovim has it (0.11), by vim.lsp.start() before; and gives
-- the command `:Obelus` and the <Plug> mappings.

if vim.g.loaded_obelus then
  return
end
vim.g.loaded_obelus = true

local group = vim.api.nvim_create_augroup('obelus', {})

if vim.lsp.enable then
  vim.lsp.enable 'obelus'
else
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = { 'record', 'markdown', 'toml' },
    callback = function(args)
      local server = require 'obelus.server'
      if server.wants(args.buf) then
        server.start(args.buf)
      end
    end,
  })
end

-- A record typed into a new Markdown file becomes one when it is first saved.
vim.api.nvim_create_autocmd('BufWritePost', {
  group = group,
  pattern = { '*.md', '*.markdown' },
  callback = function(args)
    local server = require 'obelus.server'
    if server.wants(args.buf) and not server.client(args.buf) then
      server.start(args.buf)
    end
  end,
})

-- What stands out in a record, though in programs many colour schemes leave it plain: headings, and the numbers of footnotes.
for _, filetype in ipairs { 'record', 'markdown' } do
  vim.api.nvim_set_hl(0, '@lsp.type.class.' .. filetype, { link = 'Title', default = true })
  vim.api.nvim_set_hl(0, '@lsp.type.number.' .. filetype, { link = 'Special', default = true })
end

vim.api.nvim_create_user_command('Obelus', function(args)
  require('obelus.command').run(args)
end, {
  nargs = '+',
  desc = 'Commands for records: :help :Obelus',
  complete = function(lead, line, cursor)
    return require('obelus.command').complete(lead, line:sub(1, cursor))
  end,
})

local function plug(modes, name, action)
  vim.keymap.set(modes, ('<Plug>(obelus-%s)'):format(name), action, { desc = 'Obelus: ' .. name })
end

plug({ 'n', 'i' }, 'footnote', function()
  require('obelus.edit').insert_footnote()
end)
plug('n', 'renumber', function()
  require('obelus.edit').renumber()
end)
plug('n', 'remove', function()
  require('obelus.edit').remove_footnote()
end)
plug('n', 'match', function()
  require('obelus.edit').match()
end)
plug('n', 'fix', function()
  require('obelus.edit').fix()
end)
plug('n', 'ignore', function()
  require('obelus.edit').ignore()
end)
plug('n', 'page', function()
  require('obelus.move').ask_page(vim.v.count)
end)
plug('n', 'both', function()
  require('obelus.both').show()
end)
plug('n', 'follow', function()
  require('obelus.move').follow(vim.v.count)
end)
plug('n', 'next-defect', function()
  require('obelus.move').defect(vim.v.count1)
end)
plug('n', 'previous-defect', function()
  require('obelus.move').defect(-vim.v.count1)
end)
plug('n', 'next-footnote', function()
  require('obelus.move').footnote(vim.v.count1)
end)
plug('n', 'previous-footnote', function()
  require('obelus.move').footnote(-vim.v.count1)
end)
