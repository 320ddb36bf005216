-- The server: how it is started, for which buffers, and what it is asked.

local recognise = require 'obelus.recognise'

local M = {}

--- How long an answer that somebody waits for may take, in milliseconds. The server answers in far less.
local PATIENCE = 3000

--- The filetypes among which are the buffers that the server is for.
M.FILETYPES = { 'record', 'markdown', 'toml' }

--- The command that starts the server: `vim.g.obelus_cmd`, else `obelus` from the PATH.
--- @return string[]
function M.cmd()
  return vim.g.obelus_cmd or { 'obelus' }
end

-- What is done where the server asks for something of the editor, beside what Neovim does.
M.HANDLERS = {
  ['window/showDocument'] = function(problem, params, context)
    local answer = vim.lsp.handlers['window/showDocument'](problem, params, context)
    local client = vim.lsp.get_client_by_id(context.client_id)
    require('obelus.edit').shown(params, client and client.offset_encoding or 'utf-8')
    return answer
  end,
  -- What is wrong in a record also depends on other files: on those that it cites, and on `obelus.toml`. Neovim 0.11 asks
  -- what is wrong only when the record itself changes, and Neovim 0.12 then asks only about files that are not open.
  ['workspace/diagnostic/refresh'] = function(_, _, context)
    local client = vim.lsp.get_client_by_id(context.client_id)
    local function show(problem, ...)
      -- While the server ends it does not answer any more, which nobody needs to hear.
      if not problem then
        vim.lsp.handlers['textDocument/diagnostic'](problem, ...)
      end
    end
    for bufnr in pairs(client and client.attached_buffers or {}) do
      local params = {
        textDocument = vim.lsp.util.make_text_document_params(bufnr),
        -- Neovim 0.12 keeps diagnostics by this, and would show those without it beside those that it asks for itself.
        identifier = vim.tbl_get(client.server_capabilities, 'diagnosticProvider', 'identifier'),
      }
      vim.lsp.buf_request(bufnr, 'textDocument/diagnostic', params, show)
    end
    return vim.NIL
  end,
}

-- What Neovim tells the server that it can do, beside what it tells every server. Of Markdown it would show the backslashes
-- that keep a record's own brackets as they are.
local PLAIN = { 'plaintext' }
M.CAPABILITIES = {
  -- Neovim does so, and does not say it: edits for a version of a document, and in files that are not open.
  workspace = { workspaceEdit = { documentChanges = true }, diagnostics = { refreshSupport = true } },
  textDocument = {
    hover = { contentFormat = PLAIN },
    completion = { completionItem = { documentationFormat = PLAIN } },
    codeAction = { disabledSupport = true },
  },
  experimental = { commands = { commands = { 'obelus.showConversion' } } },
}

-- The commands that the server is told of.
M.COMMANDS = {
  ['obelus.showConversion'] = function(command)
    require('obelus.convert').show(unpack(command.arguments))
  end,
}

--- Whether the server is for a buffer: records, and what configures them.
--- @param bufnr integer
--- @return boolean
function M.wants(bufnr)
  local filetype, name = vim.bo[bufnr].filetype, vim.api.nvim_buf_get_name(bufnr)
  if filetype == 'markdown' then
    return recognise.may_be_markdown_record(name, bufnr)
  end
  return filetype == 'record' or filetype == 'toml' and vim.fs.basename(name) == 'obelus.toml'
end

--- The folder that a buffer's records belong to: the nearest one with `obelus.toml` or `.git`, else the file's own.
--- @param bufnr integer
--- @return string? folder nil for a buffer without a file
function M.root(bufnr)
  local file = vim.api.nvim_buf_get_name(bufnr)
  if file == '' then
    return nil
  end
  return vim.fs.root(bufnr, { 'obelus.toml', '.git' }) or vim.fs.dirname(file)
end

--- How the server is started, as far as it is the same for every buffer.
--- @return vim.lsp.Config
function M.config()
  return { cmd = M.cmd(), handlers = M.HANDLERS, commands = M.COMMANDS, capabilities = M.CAPABILITIES }
end

--- Starts the server for a buffer, or attaches the one that runs for its root.
--- @param bufnr integer
function M.start(bufnr)
  -- Neovim 0.10 has no vim.lsp.config.
  local config = vim.lsp.config and vim.deepcopy(vim.lsp.config.obelus) or M.config()
  if not vim.lsp.config then
    -- It also takes the capabilities as they are, where later versions add to their own.
    config.capabilities =
      vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(), config.capabilities)
  end
  config.name, config.root_dir = 'obelus', M.root(bufnr)
  vim.lsp.start(config, { bufnr = bufnr })
end

--- The server of a buffer, if one is attached.
--- @param bufnr integer
--- @return vim.lsp.Client?
function M.client(bufnr)
  return vim.lsp.get_clients({ bufnr = bufnr, name = 'obelus' })[1]
end

--- What the server answers; nil, and a message, where there is no answer.
--- @param method string
--- @param params table
--- @return any
function M.ask(method, params)
  local bufnr = vim.api.nvim_get_current_buf()
  local client = M.client(bufnr)
  if not client then
    M.say 'The server is not attached here; :checkhealth obelus says why.'
    return nil
  end
  local answers, problem = vim.lsp.buf_request_sync(bufnr, method, params, PATIENCE)
  local answer = answers and answers[client.id] or {}
  if problem or answer.err then
    M.say(problem or answer.err.message)
  end
  -- What is nothing in JSON is a value in Lua.
  return answer.result ~= vim.NIL and answer.result or nil
end

--- The cursor's place as the server counts it, and the document.
--- @return { textDocument: table, position: { line: integer, character: integer } }
function M.place()
  local client = M.client(0)
  return vim.lsp.util.make_position_params(0, client and client.offset_encoding or 'utf-8')
end

--- Moves the cursor to a place as the server counts it. `Ctrl-O` leads back.
--- @param place { line: integer, character: integer }
function M.go_to(place)
  local client = M.client(0)
  local range = { start = place, ['end'] = place }
  local show = vim.lsp.util.show_document or vim.lsp.util.jump_to_location
  show({ uri = vim.uri_from_bufnr(0), range = range }, client and client.offset_encoding or 'utf-8', { focus = true })
end

--- Ends every server and starts anew for every buffer that wants one.
function M.restart()
  local function running()
    return #vim.lsp.get_clients { name = 'obelus' } > 0
  end
  for _, force in ipairs { false, true } do
    for _, client in ipairs(vim.lsp.get_clients { name = 'obelus' }) do
      if vim.fn.has 'nvim-0.11' == 1 then
        client:stop(force)
      else
        -- It is a function there, not a method.
        client.stop(force)
      end
    end
    vim.wait(PATIENCE, function()
      return not running()
    end, 20)
  end
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and M.wants(bufnr) then
      M.start(bufnr)
    end
  end
end

--- Says something to the user.
--- @param message string
function M.say(message)
  vim.notify('Obelus: ' .. message, vim.log.levels.WARN)
end

return M
