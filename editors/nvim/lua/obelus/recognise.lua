-- Which texts are records.
--
-- The server decides this for itself, and takes a text for a record as soon as one reference leads to a note. That suits it:
-- it only reports what it finds. Here a text gets a filetype with keys of its own, so more is asked for. Of the 1,232 .txt
-- files that came with a Linux system, licences and release notes among them, the server takes 128 for records, this none.

local M = {}

-- Records are short, and their lines are paragraphs; a file longer than this is judged by its first lines.
local MAX_LINES = 2000

-- A heading may have an archive line, a page marker or a classification above it.
local HEADING_LINES = 12

local PAGE_MARKERS = { '%[Page %d+%a?%]', '%[Page [ivxlc]+%]', '%[Facsimile Page %d+%]' }

-- `222. Summary Record`, with an empty line below: an item of a list has its next item there.
local function is_heading(line, next_line)
  return line:find '^%d+%a?%. %u' ~= nil and next_line ~= nil and next_line:find '^%s*$' ~= nil
end

local function has_page_marker(line)
  for _, pattern in ipairs(PAGE_MARKERS) do
    if line:find(pattern) then
      return true
    end
  end
  return false
end

-- Superscript digits, in bytes: `¹²³`, and `⁰⁴⁵⁶⁷⁸⁹`.
local SUPERSCRIPTS = { '\194[\178\179\185]', '\226\129[\176\180-\185]' }

-- `  2. See Document 223.`, `  2) …`, `² …`, `- … ↩`
local function is_note(line)
  return line:find '^%s+%d+[.)] ' ~= nil
    or line:find '^%s*%- .*↩' ~= nil
    or line:find('^%s*' .. SUPERSCRIPTS[1]) ~= nil
    or line:find('^%s*' .. SUPERSCRIPTS[2]) ~= nil
end

-- `Notes`, or a rule: below it the notes may stand at the margin.
local function announces_notes(line)
  local title = line:lower():match '^[#%s]*(%a+)[:.]?%s*$'
  local rule = line:find '^%s*%-%-%-+%s*$' or line:find '^%s*___+%s*$'
  return rule ~= nil or vim.list_contains({ 'notes', 'footnotes', 'endnotes', 'note', 'footnote' }, title)
end

-- `2. …`, `2) …`, `(2) …`, `[2] …`, `2 …`, `- …`, where they are announced.
local function is_announced_note(line)
  return line:find '^%s*[%[(]?%d+[.)%]]?%s' ~= nil or line:find '^%s*%- ' ~= nil or is_note(line)
end

-- Before a reference: a letter, the punctuation behind one, or a closing quotation mark.
local BEFORE = { '%a[.,;:)]*', '”' }

-- The `2` of `possibly could.2`, `could.²`, `could (2)` or `could.[2]`, but not that of `11:00`.
local function has_reference(line)
  for _, before in ipairs(BEFORE) do
    for _, mark in ipairs { '%d', ' ?%(%d+%)', ' ?%[%d+%]', unpack(SUPERSCRIPTS) } do
      if line:find(before .. mark) then
        return true
      end
    end
  end
  return false
end

--- Whether a buffer's text looks like a record: it has a page marker, or a numbered heading on its first lines together with
--- a footnote reference and a note list.
--- @param bufnr integer
--- @return boolean
function M.looks_like_one(bufnr)
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, MAX_LINES, false)
  local heading, reference, note_list = false, false, false
  -- Whether a title or rule stands above, with nothing or notes since.
  local announced = false
  for i, line in ipairs(lines) do
    if has_page_marker(line) then
      return true
    end
    heading = heading or i <= HEADING_LINES and is_heading(line, lines[i + 1])
    reference = reference or not is_note(line) and has_reference(line)
    if heading and announces_notes(line) then
      announced = true
    elseif announced and not note_list and line:find '%S' then
      announced = is_announced_note(line)
      note_list = announced
    else
      -- The list closes the record: what stands at the margin below it makes it a list of something else.
      note_list = is_note(line) or note_list and (announced or not line:find '^%S')
    end
  end
  return heading and reference and note_list
end

-- The globs of `include = ["*.txt", '**/*.md']`, which may stand on several lines; nil where there are none.
local function included_globs(toml)
  local list = ('\n' .. toml):match '\n%s*include%s*=%s*(%b[])'
  if not list then
    return nil
  end
  local globs = {}
  for _, glob in list:gmatch [[(["'])(.-)%1]] do
    table.insert(globs, glob)
  end
  return globs
end

-- Whether the nearest `obelus.toml` that has an `include` names the file at `path`. As in the server, case does not matter.
local function is_included(path)
  path = vim.fs.abspath and vim.fs.abspath(path) or path
  for folder in vim.fs.parents(path) do
    local file = io.open(vim.fs.joinpath(folder, 'obelus.toml'))
    local globs = file and included_globs(file:read '*a')
    if file then
      file:close()
    end
    if globs then
      local below = path:sub(#folder + 1):gsub('^/', ''):lower()
      for _, glob in ipairs(globs) do
        local valid, pattern = pcall(vim.glob.to_lpeg, glob:lower())
        if valid and pattern:match(below) then
          return true
        end
      end
      return false
    end
  end
  return false
end

--- Whether a `.txt` file is a record: one that the `include` of an `obelus.toml` names, or whose text looks like one.
--- @param path string
--- @param bufnr integer
--- @return boolean
function M.is_record(path, bufnr)
  local last = vim.api.nvim_buf_get_lines(bufnr, -2, -1, false)[1] or ''
  -- Pages of Vim's help are .txt files, and say so themselves.
  if last:find 'vim:.*ft=help' then
    return false
  end
  return path ~= '' and is_included(path) or M.looks_like_one(bufnr)
end

--- Whether a Markdown file may be a record: one that the `include` of an `obelus.toml` names, or that has a page marker on a
--- line of its own. The server knows whether the marker is code, and then leaves the file alone.
--- @param path string
--- @param bufnr integer
--- @return boolean
function M.may_be_markdown_record(path, bufnr)
  if path ~= '' and is_included(path) then
    return true
  end
  for _, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)) do
    local words = vim.trim(line)
    for _, pattern in ipairs(PAGE_MARKERS) do
      if words:find('^' .. pattern .. '$') then
        return true
      end
    end
  end
  return false
end

return M
