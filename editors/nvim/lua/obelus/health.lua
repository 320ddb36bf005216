-- `:checkhealth obelus`.

local server = require 'obelus.server'

local M = {}

local health = vim.health

local function check_neovim()
  local version = tostring(vim.version())
  if vim.fn.has 'nvim-0.11' == 1 then
    health.ok('Neovim ' .. version)
  elseif vim.fn.has 'nvim-0.10' == 1 then
    health.ok(('Neovim %s works, but the keys gO and grr need 0.11'):format(version))
  else
    health.error(('Neovim %s is too old: Obelus needs 0.10'):format(version))
  end
end

--- Whether the server is there, and answers.
local function check_server()
  local command = server.cmd()[1]
  local path = vim.fn.exepath(command)
  if path == '' then
    health.error(('The server “%s” is not found'):format(command), {
      'Install it: cargo install --path . in the folder of Obelus',
      "Or say where it is, before the plugin is loaded: vim.g.obelus_cmd = { '/path/to/obelus' }",
    })
    return
  end
  local ok, ran = pcall(function()
    return vim.system({ path, '--version' }, { text = true }):wait(5000)
  end)
  if ok and ran.code == 0 then
    health.ok(('The server is %s: %s'):format(path, vim.trim(ran.stdout)))
  else
    health.error(('%s does not start: %s'):format(path, vim.trim(ok and ran.stderr or tostring(ran))))
  end
end

local function check_buffer(bufnr)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':~:.')
  local root = server.root(bufnr)
  if not server.client(bufnr) then
    health.error(('%s: not attached'):format(name), { 'Try :Obelus restart, and see :Obelus log' })
    return
  end
  health.ok(('%s: attached, root %s'):format(name, root or 'none, because it is not saved in a file yet'))
  local file = vim.api.nvim_buf_get_name(bufnr)
  local configured = vim.fs.find('obelus.toml', { upward = true, path = vim.fs.dirname(file), type = 'file' })[1]
  health.info(configured and 'configured by ' .. configured or 'no obelus.toml, so the defaults apply')
end

local function check_buffers()
  local any = false
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) then
      local filetype = vim.bo[bufnr].filetype
      if server.wants(bufnr) then
        any = true
        check_buffer(bufnr)
      elseif filetype == 'text' then
        any = true
        local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':~:.')
        health.info(('%s: not recognised as a record; to make it one, :set filetype=record'):format(name))
      end
    end
  end
  if not any then
    health.info 'No record is open'
  end
  health.info '“obelus doctor FOLDER” in a terminal says which files of a folder are records, and why'
end

--- Says what Obelus needs and whether it is there.
function M.check()
  health.start 'Obelus: needs'
  check_neovim()
  check_server()
  health.start 'Obelus: open files'
  check_buffers()
end

return M
