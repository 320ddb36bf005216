-- Moving the cursor: to defects, footnotes and pages.

local outline = require 'obelus.outline'
local server = require 'obelus.server'

local M = {}

--- @alias obelus.Place { line: integer, character: integer }

local function is_before(a, b)
  return a.line < b.line or a.line == b.line and a.character < b.character
end

--- The one of `places`, in any order, that comes next from `from`, or with a negative `count` before it; so `count`
--- times. Behind the last one follows the first.
--- @param places obelus.Place[]
--- @param from obelus.Place
--- @param count integer not 0
--- @return obelus.Place?
function M.neighbour(places, from, count)
  local step = count > 0 and 1 or -1
  local sorted = vim.deepcopy(places)
  table.sort(sorted, is_before)
  -- How many of them come before the one looked for, counting in its direction.
  local passed = 0
  for _, place in ipairs(sorted) do
    local behind = step > 0 and is_before(from, place) or step < 0 and is_before(place, from)
    passed = passed + (behind and 0 or 1)
  end
  local index = passed + math.abs(count) - 1
  local rank = step > 0 and index or -1 - index
  return #sorted > 0 and sorted[rank % #sorted + 1] or nil
end

--- Goes to the next thing that Obelus reports, or back with a negative `count`, and says what it is.
--- @param count integer
function M.defect(count)
  local places = {}
  for _, defect in ipairs(vim.diagnostic.get(0)) do
    if defect.source == 'obelus' then
      table.insert(places, { line = defect.lnum, character = defect.col })
    end
  end
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  local place = M.neighbour(places, { line = line - 1, character = column }, count)
  if not place then
    return server.say 'Nothing is reported in this file.'
  end
  vim.cmd "normal! m'"
  vim.api.nvim_win_set_cursor(0, { place.line + 1, place.character })
  vim.cmd 'normal! zv'
  -- The floating window goes when the cursor moves, which is told only after the key's mapping has ended.
  local bufnr = vim.api.nvim_get_current_buf()
  vim.schedule(function()
    if vim.api.nvim_get_current_buf() == bufnr then
      vim.diagnostic.open_float { scope = 'cursor', focus = false }
    end
  end)
end

-- The type of token that the server gives to references and to the labels of notes, and to nothing else.
local FOOTNOTE = { number = true }

--- Where the semantic tokens of footnotes begin, of the five numbers for each that the protocol has.
--- @param data integer[]
--- @param types string[]
--- @return obelus.Place[]
local function footnotes(data, types)
  local places, line, character = {}, 0, 0
  for i = 1, #data - 4, 5 do
    line, character = line + data[i], (data[i] == 0 and character or 0) + data[i + 1]
    if FOOTNOTE[types[data[i + 3] + 1]] then
      table.insert(places, { line = line, character = character })
    end
  end
  return places
end

--- Goes to the next footnote reference or, in the note list, the next note, or back with a negative `count`.
--- @param count integer
function M.footnote(count)
  local client = server.client(0)
  local provider = client and client.server_capabilities.semanticTokensProvider
  if client and not provider then
    return server.say 'This server is too old for this command.'
  end
  local document = vim.lsp.util.make_text_document_params(0)
  local tokens = server.ask('textDocument/semanticTokens/full', { textDocument = document })
  if not tokens then
    return
  end
  local place = M.neighbour(footnotes(tokens.data, provider.legend.tokenTypes), server.place().position, count)
  if not place then
    return server.say 'This file has no footnotes.'
  end
  server.go_to(place)
end

-- The type of token that the server gives to cross references, and to nothing else.
local CROSS_REFERENCE = 'function'

--- Does what `Ctrl-]` does: goes where the reference at the cursor leads, which Neovim asks the server. Where it leads
--- nowhere, says so rather than that there is no tags file.
--- @param count integer which of several places; 0 for the first
function M.follow(count)
  local key = (count > 0 and count or '') .. vim.keycode '<C-]>'
  local went, problem = pcall(vim.cmd.normal, { key, bang = true })
  if went then
    return
  end
  for _, token in ipairs(vim.lsp.semantic_tokens.get_at_pos() or {}) do
    if token.type == CROSS_REFERENCE then
      -- The server says why in what it shows of the reference.
      local shown = server.ask('textDocument/hover', server.place())
      return server.say(shown and shown.contents.value or 'Obelus does not know where this leads.')
    end
  end
  -- E426 and E433: no tag, no tags file.
  if problem:find 'E426' or problem:find 'E433' then
    return server.say 'Nothing at the cursor leads to another place.'
  end
  vim.api.nvim_echo({ { problem:gsub('^.-(E%d+:)', '%1'), 'ErrorMsg' } }, true, {})
end

--- Goes to a printed page: `569`, `xiv`. Where two records share it, to where it begins.
--- @param label string
function M.page(label)
  local pages = outline.pages(outline.now())
  for _, page in ipairs(pages) do
    if page.label:lower() == vim.trim(label):lower() then
      return server.go_to(page.start)
    end
  end
  if #pages == 0 then
    server.say 'There is no page marker, such as [Page 569], in this file.'
  else
    server.say(('No page %s in this file: its pages are %s–%s.'):format(label, pages[1].label, pages[#pages].label))
  end
end

--- Asks for a page and goes there; to page `count` if that is not 0.
--- @param count integer
function M.ask_page(count)
  if count > 0 then
    return M.page(tostring(count))
  end
  vim.ui.input({ prompt = 'Page: ' }, function(label)
    if label and label ~= '' then
      M.page(label)
    end
  end)
end

return M
