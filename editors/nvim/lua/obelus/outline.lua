-- The outline of a buffer: its pages, and what the status line says.

local server = require 'obelus.server'

local M = {}

--- How long nothing must have been typed before the status line asks for the outline, in milliseconds.
local PAUSE = 300

-- The kinds that the server gives to the parts of a record, as the protocol counts them.
local PAGE, NOTE_LIST = 3, 18

local METHOD = 'textDocument/documentSymbol'

--- By buffer: the outline, and the version (changedtick) that it is of.
local cache = {}

local function params(bufnr)
  return { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
end

vim.api.nvim_create_autocmd('BufUnload', {
  group = vim.api.nvim_create_augroup('obelus_outline', {}),
  callback = function(args)
    cache[args.buf] = nil
  end,
})

--- Asks for the outline of a buffer, once it has been left alone for a while, and draws the status lines again.
local function refresh(bufnr)
  local entry = cache[bufnr] or { symbols = {} }
  cache[bufnr] = entry
  if entry.asked then
    return
  end
  entry.asked = true
  local version = vim.api.nvim_buf_get_changedtick(bufnr)
  vim.defer_fn(function()
    entry.asked = false
    local client = vim.api.nvim_buf_is_loaded(bufnr) and server.client(bufnr)
    if not client then
      return
    end
    if version ~= vim.api.nvim_buf_get_changedtick(bufnr) then
      return refresh(bufnr)
    end
    entry.asked = true
    vim.lsp.buf_request(bufnr, METHOD, params(bufnr), function(_, symbols, context)
      if context.client_id == client.id then
        entry.asked, entry.version, entry.symbols = false, version, symbols or entry.symbols
        vim.cmd.redrawstatus { bang = true }
      end
    end)
  end, entry.version and PAUSE or 0)
end

--- The outline of the current buffer as it is now.
--- @return table[]
function M.now()
  local bufnr = vim.api.nvim_get_current_buf()
  local version, entry = vim.api.nvim_buf_get_changedtick(bufnr), cache[bufnr]
  if not entry or entry.version ~= version then
    local symbols = server.ask(METHOD, params(bufnr))
    if not symbols then
      return {}
    end
    entry = { version = version, symbols = symbols }
    cache[bufnr] = entry
  end
  return entry.symbols
end

--- The pages of an outline, in the order of the text: what is printed on each, and where it begins.
--- @param symbols table[]
--- @return { label: string, start: table }[]
function M.pages(symbols)
  local pages = {}
  for _, record in ipairs(symbols) do
    for _, part in ipairs(record.children or {}) do
      if part.kind == PAGE then
        local label = part.name:gsub('^Page ', ''):gsub('^Facsimile page ', '')
        table.insert(pages, { label = label, start = part.selectionRange.start })
      end
    end
  end
  return pages
end

--- The symbol that a place lies in: the parts of an outline follow each other without gaps.
--- @param symbols table[]?
--- @param place { line: integer, character: integer }
--- @return table?
function M.at(symbols, place)
  local found
  for _, symbol in ipairs(symbols or {}) do
    local start = symbol.range.start
    if start.line > place.line or start.line == place.line and start.character > place.character then
      break
    end
    found = symbol
  end
  return found
end

-- How the status line calls what the outline calls so.
local SHORT = {
  { '^Page before facsimile page ', 'before facsimile p. ' },
  { '^Page before ', 'before p. ' },
  { '^Facsimile page ', 'facsimile p. ' },
  { '^Page ', 'p. ' },
}

local function shortened(name)
  for _, pair in ipairs(SHORT) do
    local short, count = name:gsub(pair[1], pair[2])
    if count > 0 then
      return short
    end
  end
  return name
end

--- `p. 569 · No. 222` or, in a note list, `note 2 · No. 222`; empty where neither is known.
--- @param symbols table[]
--- @param place { line: integer, character: integer }
--- @return string
function M.describe(symbols, place)
  local record = M.at(symbols, place)
  local part = record and M.at(record.children, place)
  local page = part and part.kind == PAGE and part or nil
  local list = page and M.at(page.children, place) or part
  local note = list and list.kind == NOTE_LIST and M.at(list.children, place)
  local number = record and record.name:match '^(%d+%a?)%. '
  local words = {
    note and 'note ' .. note.name:match '^%S*',
    page and shortened(page.name),
    number and 'No. ' .. number,
  }
  local said = {}
  for i = 1, 3 do
    if words[i] then
      table.insert(said, words[i])
    end
  end
  return table.concat(said, ' · ')
end

--- What the status line of the current window says. It asks the server only when the text has changed, and waits for
--- nothing: until the answer is there it goes by the outline before.
--- @param bufnr integer
--- @return string
function M.status(bufnr)
  if vim.bo[bufnr].filetype == 'toml' or not server.client(bufnr) then
    return ''
  end
  local entry = cache[bufnr]
  if not entry or entry.version ~= vim.api.nvim_buf_get_changedtick(bufnr) then
    refresh(bufnr)
    entry = cache[bufnr]
  end
  return M.describe(entry.symbols, server.place().position)
end

return M
