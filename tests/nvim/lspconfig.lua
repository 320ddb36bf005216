-- The entry for nvim-lspconfig, alone in a real Neovim: our plugin is not there. tests/nvim/run calls this with an empty folder.

local folder = arg[1]
local repository = vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(vim.fs.abspath(arg[0]))))
local LIMIT = 30000

vim.env.PATH = vim.fs.dirname(vim.env.OBELUS_BIN) .. ':' .. vim.env.PATH
vim.opt.runtimepath:prepend(vim.fs.joinpath(repository, 'editors', 'registries', 'nvim-lspconfig'))
vim.cmd 'filetype plugin on'
vim.lsp.enable 'obelus'

local passed, failed = 0, 0

local function check(name, happens)
  if vim.wait(LIMIT, happens, 10) then
    passed = passed + 1
  else
    failed = failed + 1
    io.stdout:write(('FAILED lspconfig: %s\n'):format(name))
  end
end

local function open(name, text)
  local path = vim.fs.joinpath(folder, name)
  vim.fn.writefile(vim.split(text, '\n'), path)
  vim.cmd.edit(path)
  return vim.api.nvim_get_current_buf()
end

local function messages(bufnr)
  return vim.tbl_map(function(it)
    return it.message
  end, vim.diagnostic.get(bufnr))
end

vim.fn.writefile({}, vim.fs.joinpath(folder, 'obelus.toml'))
for _, name in ipairs { 'd13.txt', 'd14.md' } do
  local text = '[Page 8]\n\nThe pier is paid for.1 It is long.2 The end.3\n\n  1. Source: Ferry Office.\n  3. None.\n'
  if name == 'd14.md' then
    text = '[Page 8]\n\nThe pier is paid for.[^1] It is long.[^2]\n\n[^1]: Source: Ferry Office.\n'
  end
  local bufnr = open(name, text)
  check(name .. ': attaches', function()
    local client = vim.lsp.get_clients({ bufnr = bufnr, name = 'obelus' })[1]
    return client and client.root_dir == folder
  end)
  check(name .. ': what is wrong', function()
    local found = messages(bufnr)
    return #found == 1 and vim.startswith(found[1], 'No note 2')
  end)
end

io.stdout:write(('lspconfig: %d passed, %d failed\n'):format(passed, failed))
for _, client in ipairs(vim.lsp.get_clients()) do
  client:stop(true)
end
