-- Texts from the web, by curl.

local M = {}

--- The size of the largest text that is fetched, in bytes: that of the largest manifest that the server reads.
local LARGEST = 16 * 1024 * 1024
--- How long it may take, in seconds.
local PATIENCE = 30

--- Whether a text is UTF-8: a conversion there and back loses what is not. `vim.iconv` does nothing from UTF-8 to UTF-8.
--- @param text string
--- @return boolean
local function is_utf8(text)
  local wide = vim.iconv(text, 'utf-8', 'utf-16le')
  return wide ~= nil and vim.iconv(wide, 'utf-16le', 'utf-8') == text
end

--- Fetches the text at an address. Redirections are followed only to https.
--- @param address string
--- @param done fun(text: string?, problem: string?) is called later
function M.text(address, done)
  local command = { 'curl', '--silent', '--show-error', '--fail', '--globoff', '--location', '--max-redirs', '5' }
  vim.list_extend(command, { '--proto', '=http,https', '--proto-redir', '=https' })
  vim.list_extend(command, { '--max-time', tostring(PATIENCE), '--max-filesize', tostring(LARGEST), '--url', address })
  local parts, size, job = {}, 0, nil
  -- A curl that is not told the size beforehand may not mind it.
  local function take(_, part)
    size = size + #(part or '')
    if size <= LARGEST then
      table.insert(parts, part)
    elseif job then
      job:kill 'sigterm'
    end
  end
  local function ended(result)
    if size > LARGEST then
      return done(nil, 'it is larger than 16 MiB')
    end
    local text = table.concat(parts)
    if result.code == 0 and is_utf8(text) then
      return done(text)
    end
    done(nil, result.code == 0 and 'it is not UTF-8' or vim.trim(result.stderr or ''))
  end
  local started
  started, job = pcall(vim.system, command, { stdout = take }, vim.schedule_wrap(ended))
  if not started then
    job = nil
    done(nil, 'curl is not on the PATH')
  end
end

return M
