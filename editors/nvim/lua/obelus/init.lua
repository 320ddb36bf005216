-- What Obelus offers to a user's configuration.

local M = {}

--- The printed page and the record at the cursor, as `p. 569 · No. 222`, for the status line; empty elsewhere.
--- @return string
function M.status()
  return require('obelus.outline').status(vim.api.nvim_get_current_buf())
end

--- Attaches the server to a buffer, as is done for every record by itself.
--- @param bufnr integer
function M.start(bufnr)
  require('obelus.server').start(bufnr)
end

return M
