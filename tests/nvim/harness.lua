-- What the tests share: a Neovim with the plugin, set up in one of two ways, and what a user sees of it. Every test is
-- called with one of
--   enable  the way of Neovim 0.11, vim.lsp.enable()
--   start   the way of Neovim 0.10, vim.lsp.start()
-- and an empty folder to write records into.

local M = {}

local way, folder = arg[1], arg[2]
M.way, M.folder = way, folder

-- How long anything may take before it counts as not happening: far more than it ever takes.
M.LIMIT = 30000

local passed, failed = 0, 0

function M.check(name, test)
  local ok, message = xpcall(test, debug.traceback)
  if ok then
    passed = passed + 1
  else
    failed = failed + 1
    io.stdout:write(('FAILED %s: %s\n%s\n'):format(way, name, message))
  end
end

function M.equal(actual, expected, what)
  if not vim.deep_equal(actual, expected) then
    error(('%s: expected %s, found %s'):format(what, vim.inspect(expected), vim.inspect(actual)), 2)
  end
end

--- Waits until `probe` returns `expected`.
function M.becomes(expected, what, probe)
  local actual
  local happened = vim.wait(M.LIMIT, function()
    actual = probe()
    return vim.deep_equal(actual, expected)
  end, 10)
  if not happened then
    error(('%s: expected %s, still %s'):format(what, vim.inspect(expected), vim.inspect(actual)), 2)
  end
end

function M.write(name, text)
  local path = vim.fs.joinpath(folder, name)
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
  return path
end

--- Opens a file as a user does; returns its buffer.
function M.open(path)
  vim.cmd.edit(vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf()
end

function M.clients(buffer)
  return #vim.lsp.get_clients { bufnr = buffer, name = 'obelus' }
end

function M.attaches(buffer)
  M.becomes(1, 'servers of ' .. vim.api.nvim_buf_get_name(buffer), function()
    return M.clients(buffer)
  end)
end

--- The line and column (from 0, in bytes) of what follows `text`, which stands once in the buffer.
function M.behind(buffer, text)
  local found
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local _, last = line:find(text, 1, true)
    if last then
      assert(not found, text .. ' stands there twice')
      found = { row - 1, last }
    end
  end
  assert(found, text .. ' is not in the buffer')
  return found
end

--- The diagnostics of at least a severity as `code@the words they underline`, in the order of the text.
function M.diagnostics(buffer, severity)
  local found = vim.diagnostic.get(buffer, { severity = severity and { min = severity } })
  table.sort(found, function(a, b)
    return a.lnum < b.lnum or a.lnum == b.lnum and a.col < b.col
  end)
  return vim.tbl_map(function(d)
    local words = vim.api.nvim_buf_get_text(buffer, d.lnum, d.col, d.end_lnum, d.end_col, {})
    return ('%s@%s'):format(d.code, table.concat(words, '\n'))
  end, found)
end

function M.codes(shown)
  return vim.tbl_map(function(one)
    return one:match '^[^@]*'
  end, shown)
end

--- The codes of the errors and warnings, in the order of the text.
function M.problems(buffer)
  return M.codes(M.diagnostics(buffer, vim.diagnostic.severity.WARN))
end

--- Types `text` at a place, one change for each character.
function M.type_at(buffer, place, text)
  local row, column = place[1], place[2]
  for _, character in ipairs(vim.fn.split(text, '\\zs')) do
    vim.api.nvim_buf_set_text(buffer, row, column, row, column, vim.split(character, '\n'))
    if character == '\n' then
      row, column = row + 1, 0
    else
      column = column + #character
    end
  end
end

--- Deletes `count` bytes behind a place, one change for each.
function M.delete_at(buffer, place, count)
  for _ = 1, count do
    vim.api.nvim_buf_set_text(buffer, place[1], place[2], place[1], place[2] + 1, { '' })
  end
end

function M.move_to(place)
  vim.api.nvim_win_set_cursor(0, { place[1] + 1, place[2] })
end

function M.cursor()
  local place = vim.api.nvim_win_get_cursor(0)
  return { place[1] - 1, place[2] }
end

function M.ask(buffer, method, params)
  local client = assert(vim.lsp.get_clients({ bufnr = buffer, name = 'obelus' })[1])
  local answer = assert(client:request_sync(method, params, M.LIMIT, buffer))
  assert(not answer.err, vim.inspect(answer.err))
  return answer.result
end

-- References 0–3 over a list numbered 1–4 by position; a letter of four bytes stands before one of them.
M.RECORD = [[
41. Minutes of the Harbor Board0

[Page 12]

The Warden said that the dredger would sail by noon.1 The envoy 𝔈rlin asked for “a little more time.”2

[Page 13]

The Board rose at 11:00.

Ada Quill 3
  1. Source: Harbor Archive, Minutes, third box.
  2. It sailed at four.
  3. His letter is not printed.
  4. Printed from a copy that bears this typed signature.
]]

M.repository = vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(vim.fs.abspath(arg[0]))))
M.server = vim.env.OBELUS_BIN

vim.opt.runtimepath:prepend(vim.fs.joinpath(M.repository, 'editors', 'nvim'))
if way == 'enable' then
  -- The command by our setting, and something of the user's own merged into our configuration.
  vim.g.obelus_cmd = { M.server, 'serve', '--stdio' }
  vim.lsp.config('obelus', {
    on_exit = function(code)
      M.exit_code = code
    end,
  })
else
  -- The command from the PATH, and no vim.lsp.enable(), as in Neovim 0.10.
  vim.env.PATH = vim.fs.dirname(M.server) .. ':' .. vim.env.PATH
  vim.lsp.enable = nil
end
vim.cmd 'filetype plugin on'
vim.cmd.runtime 'plugin/obelus.lua'

local Child = {}
Child.__index = Child

--- A Neovim of its own, with the plugin and the file at `path` open, in which a user types.
function M.child(path)
  local channel = vim.fn.jobstart(
    { vim.v.progpath, '--embed', '--headless', '-u', 'NONE', '-i', 'NONE', '-n' },
    { rpc = true, env = { PATH = vim.fs.dirname(M.server) .. ':' .. vim.env.PATH } }
  )
  local child = setmetatable({ channel = channel }, Child)
  child:lua(
    [[
      local plugin, path, way = ...
      vim.opt.runtimepath:prepend(plugin)
      if way == 'start' then vim.lsp.enable = nil end
      vim.cmd 'filetype plugin on | runtime plugin/obelus.lua'
      vim.cmd.edit(path)
    ]],
    vim.fs.joinpath(M.repository, 'editors', 'nvim'),
    path,
    way
  )
  M.becomes(1, 'servers', function()
    return child:lua [[return #vim.lsp.get_clients { bufnr = 0, name = 'obelus' }]]
  end)
  return child
end

--- Calls a function of Neovim's API.
function Child:call(name, ...)
  return vim.rpcrequest(self.channel, name, ...)
end

function Child:lua(code, ...)
  return self:call('nvim_exec_lua', code, { ... })
end

function Child:type(keys)
  self:call('nvim_input', keys)
end

function Child:lines()
  return self:call('nvim_buf_get_lines', 0, 0, -1, false)
end

--- The mode, and the line of the cursor with a bar before the cursor.
function Child:state()
  local place = self:call('nvim_win_get_cursor', 0)
  local line = self:call('nvim_buf_get_lines', 0, place[1] - 1, place[1], false)[1]
  return { self:call('nvim_get_mode').mode, line:sub(1, place[2]) .. '|' .. line:sub(place[2] + 1) }
end

function Child:close()
  vim.fn.jobstop(self.channel)
end

--- Says how many tests there were, and ends Neovim.
function M.finish()
  io.stdout:write(('%s: %d passed, %d failed\n'):format(way, passed, failed))
  os.exit(failed == 0 and 0 or 1)
end

return M
