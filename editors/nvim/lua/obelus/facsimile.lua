-- The image of a printed page.

local server = require 'obelus.server'

local M = {}

--- Opens the image of the page at the cursor, in the program that the system has for it.
function M.open()
  local found = server.ask('obelus/facsimile', server.place())
  if not found then
    return server.say 'No page is known here, or `volume.facsimile` is not set in an obelus.toml.'
  end
  -- What is nothing in JSON is a value in Lua.
  if not found.uri or found.uri == vim.NIL then
    return server.say(('Page %s has no image.'):format(found.page))
  end
  local _, problem = vim.ui.open(vim.startswith(found.uri, 'file:') and vim.uri_to_fname(found.uri) or found.uri)
  if problem then
    server.say(problem)
  end
end

return M
