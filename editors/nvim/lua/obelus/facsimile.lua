-- The image of a printed page.

local fetch = require 'obelus.fetch'
local server = require 'obelus.server'

local M = {}

--- Fetches a manifest, hands it over to the server, and opens the image that it has for the page at the cursor.
--- @param address string
local function open_from(address)
  local bufnr = vim.api.nvim_get_current_buf()
  fetch.text(address, function(text, problem)
    if not text then
      return server.say(('The manifest %s cannot be fetched: %s'):format(address, problem))
    end
    -- Who has gone elsewhere meanwhile does not wait for the image any more.
    if vim.api.nvim_get_current_buf() == bufnr then
      local reason = server.ask('obelus/manifest', { address = address, text = text })
      if reason then
        return server.say(('The manifest %s %s.'):format(address, reason))
      end
      M.open(address)
    end
  end)
end

--- Opens the image of the page at the cursor, in the program that the system has for it.
--- @param fetched? string the address of a manifest that was fetched already
function M.open(fetched)
  local found = server.ask('obelus/facsimile', server.place())
  if not found then
    return server.say 'No page is known here, or `volume.facsimile` is not set in an obelus.toml.'
  end
  -- What is nothing in JSON is a value in Lua.
  if found.manifest and found.manifest ~= vim.NIL and found.manifest ~= fetched then
    return open_from(found.manifest)
  end
  if not found.uri or found.uri == vim.NIL then
    return server.say(('Page %s has no image.'):format(found.page))
  end
  local _, problem = vim.ui.open(vim.startswith(found.uri, 'file:') and vim.uri_to_fname(found.uri) or found.uri)
  if problem then
    server.say(problem)
  end
end

return M
