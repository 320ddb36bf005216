-- What both ways of starting Obelus need: which buffers are records, their root, and the server's command.

local M = {}

-- Records are short, and their lines are paragraphs; a file longer than this is judged by its first lines.
local MAX_LINES = 2000

-- A heading may have an archive line, a page marker or a classification above it.
local HEADING_LINES = 12

local PAGE_MARKERS = { '%[Page %d+%a?%]', '%[Page [ivxlc]+%]', '%[Facsimile Page %d+%]' }

-- `222. Summary Record`, with nothing glued to it below: an item of a list has its next item there.
local function is_heading(line, next_line)
  return line:find '^%d+%a?%. %u' ~= nil and (next_line == nil or next_line:find '^%s*$' ~= nil)
end

local function has_page_marker(line)
  for _, pattern in ipairs(PAGE_MARKERS) do
    if line:find(pattern) then
      return true
    end
  end
  return false
end

-- `  2. See Document 223.`
local function is_note(line)
  return line:find '^%s+%d+%. ' ~= nil
end

-- The `2` of `possibly could.2`: a digit glued to a word, to the punctuation after it or to a closing quotation mark,
-- but not that of `11:00`.
local function has_reference(line)
  return line:find '%a[.,;:)]*%d' ~= nil or line:find '”%d' ~= nil
end

--- Whether a buffer's text is a record: it has a page marker, or a numbered heading on its first lines together with
--- a footnote reference and a note list.
--- @param bufnr integer
--- @return boolean
function M.is_record(bufnr)
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, MAX_LINES, false)
  local heading, reference, note_list = false, false, false
  for i, line in ipairs(lines) do
    if has_page_marker(line) then
      return true
    end
    heading = heading or i <= HEADING_LINES and is_heading(line, lines[i + 1])
    reference = reference or not is_note(line) and has_reference(line)
    -- The list closes the record: what stands at the margin below it makes it a list of something else.
    note_list = is_note(line) or note_list and not line:find '^%S'
  end
  return heading and reference and note_list
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

--- The command that starts the server: `vim.g.obelus_cmd`, else `obelus` from the PATH.
--- @return string[]
function M.cmd()
  return vim.g.obelus_cmd or { 'obelus' }
end

--- Starts the server for a buffer, or attaches the one that runs for its root. For Neovim 0.10, which has no
--- `vim.lsp.enable()`.
--- @param bufnr integer
function M.start(bufnr)
  vim.lsp.start({ name = 'obelus', cmd = M.cmd(), root_dir = M.root(bufnr) }, { bufnr = bufnr })
end

return M
