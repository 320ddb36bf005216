-- Which texts are records.
--
-- The server decides this for itself, and takes a text for a record as soon as one reference leads to a note. That suits it:
-- it only reports what it finds. Here a text gets a filetype with keys of its own, so more is asked for. Of 1,465 .txt
-- files of a Linux system, licences and release notes among them, the server takes 163 for records, this none.

local M = {}

-- Records are short, and their lines are paragraphs; a file longer than this is judged by its first lines.
local MAX_LINES = 2000

-- A heading may have an archive line, a page marker or a classification above it.
local HEADING_LINES = 12

-- What stands before the label of a page marker in any text: `[Page 569]`, `[Pg 12]`, `[fol. 5r]`.
local PAGE_WORDS = { 'page', 'page:', 'facsimile page', 'pag.', 'pg', 'pg.', 'seite', 'fol', 'fol.', 'folio' }

-- What stands before it where others of the text are page markers, too: `{12}`, `[12]`, `[p. 12]`.
local PAGE_LETTERS = { '', 'p.', 'pp.', 's.', 'f.' }

-- So many of these show that they are page markers.
local LONE_NUMBERS = 3

-- The longest page marker in brackets, in bytes.
local LONGEST_MARKER = 40

-- `222. Summary Record`, with an empty line below: an item of a list has its next item there.
local function is_heading(line, next_line)
  return line:find '^%d+%a?%. %u' ~= nil and next_line ~= nil and next_line:find '^%s*$' ~= nil
end

-- `569`, `60a`, `5r`, `402-403`, `xiv`
local function is_page(label)
  return label:find '^%d+%a?$' ~= nil or label:find '^%d+%a?[^%w%s]+%d+%a?$' ~= nil or label:find '^[ivxlc]+$' ~= nil
end

-- What stands before the label of the mark in brackets or braces at the start of `text` if it may be a page marker, and
-- what stands behind the mark.
local function page_word(text)
  local word, label, rest = text:lower():match '^[%[{]([%a ]-[.:]?) ?%[?([^%s%[%]{}]+)[%]}]%]?(.*)'
  if word and is_page(label) then
    return word, rest
  end
end

-- Whether a page begins at the line, as in `-----File: 001.png---`.
local function is_file_line(line)
  return line:find '^%-%-%-%-%-File: [%w_-]+%.' ~= nil
end

-- Whether the line is a mark that may be a page marker, and nothing else.
local function is_lone_marker(line)
  local words = vim.trim(line)
  if is_file_line(line) or words:find '^<pb [^<>]*>$' then
    return true
  end
  local word, rest = page_word(words:sub(1, LONGEST_MARKER + 1))
  return rest == '' and (vim.list_contains(PAGE_WORDS, word) or vim.list_contains(PAGE_LETTERS, word))
end

-- Whether a mark that is a page marker in any text stands on the line.
local function has_marker(line)
  for start in line:gmatch '()%[%a' do
    if vim.list_contains(PAGE_WORDS, (page_word(line:sub(start, start + LONGEST_MARKER)))) then
      return true
    end
  end
  return line:find '<pb [^<>]*n=[^<>]*>' ~= nil or is_file_line(line)
end

local function has_page_marker(lines)
  local lone = 0
  for _, line in ipairs(lines) do
    -- Most lines have no mark.
    if line:find '[%[{<]' or is_file_line(line) then
      lone = lone + (is_lone_marker(line) and 1 or 0)
      if lone >= LONE_NUMBERS or has_marker(line) then
        return true
      end
    end
  end
  return false
end

-- `Notes`, `## Footnotes`, `| FOOTNOTES: |`
local function is_notes_title(line)
  local title = line:lower():match '^[#|%s]*(%a+)[:.]?[|%s]*$'
  return vim.list_contains({ 'notes', 'footnotes', 'endnotes', 'note', 'footnote' }, title)
end

-- The label of the note that a line begins which is nothing but a note: `[Footnote 2: …]`, `*[Footnote A: …]`, `Footnote 2: …`,
-- `[^2]: …`.
local function marked_note(line)
  local bracket, word, label, close = line:match '^%s*%*?(%[?)(%a+) ([^%s:%].]+)([:.]?)'
  if word and (bracket ~= '' or close ~= '') and vim.list_contains({ 'footnote', 'endnote', 'note' }, word:lower()) then
    return label
  end
  return line:match '^%s*%[%^([^%]]+)%]:'
end

-- The label of the item `[2] …` that a line begins, unless it is a link: `   [2] …`, `| [2] …`.
local function marked_item(line)
  local label, text = line:match '^[%s|]*%[(%w+)%]%s+(.*)'
  return text and not text:find '^<?%a+://' and label or nil
end

-- So many lists of items behind their references show that these are notes, and not the sources at the end of a text.
local MARKED_LISTS = 2

-- Whether references that say what they are, `[2]` or `[^2]`, lead to notes that do, too, or to items below a title or in
-- several lists.
local function has_marked_pair(lines)
  local lists, announced = 0, false
  -- The labels of the references since the last list of items.
  local due = {}
  for _, line in ipairs(lines) do
    announced = announced or is_notes_title(line)
    local note, item = marked_note(line), marked_item(line)
    if due[note or item] then
      lists = lists + 1
      if note or announced or lists == MARKED_LISTS then
        return true
      end
      due = {}
    end
    if not item then
      for label in line:gmatch '%S *%[%^?([^%[%]%s]+)%]' do
        due[label] = true
      end
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
  return is_notes_title(line) or line:find '^%s*%-%-%-+%s*$' ~= nil or line:find '^%s*___+%s*$' ~= nil
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

-- Whether the first of `lines` have a numbered heading, and a footnote reference and a note list.
local function has_heading_and_notes(lines)
  local heading, reference, note_list = false, false, false
  -- Whether a title or rule stands above, with nothing or notes since.
  local announced = false
  for i = 1, math.min(#lines, MAX_LINES) do
    local line = lines[i]
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

--- Whether a buffer's text looks like a record: it has a page marker; a footnote reference and its note, both of which say
--- what they are; or a numbered heading on its first lines together with a footnote reference and a note list.
--- @param bufnr integer
--- @return boolean
function M.looks_like_one(bufnr)
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  return has_page_marker(lines) or has_marked_pair(lines) or has_heading_and_notes(lines)
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
    if is_lone_marker(line) then
      return true
    end
  end
  return false
end

return M
