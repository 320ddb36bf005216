-- `:Obelus` and what its subcommands do.

local M = {}

--- Each subcommand: given what stands behind it.
local COMMANDS = {
  footnote = function()
    require('obelus.edit').insert_footnote()
  end,
  renumber = function()
    require('obelus.edit').renumber()
  end,
  remove = function()
    require('obelus.edit').remove_footnote()
  end,
  match = function()
    require('obelus.edit').match()
  end,
  fix = function()
    require('obelus.edit').fix()
  end,
  ignore = function()
    require('obelus.edit').ignore()
  end,
  convert = function(target)
    require('obelus.convert').open(target)
  end,
  rewrite = function(convention)
    require('obelus.edit').rewrite(convention)
  end,
  page = function(label)
    local move = require 'obelus.move'
    if label then
      move.page(label)
    else
      move.ask_page(0)
    end
  end,
  facsimile = function()
    require('obelus.facsimile').open()
  end,
  ['next-defect'] = function()
    require('obelus.move').defect(1)
  end,
  ['previous-defect'] = function()
    require('obelus.move').defect(-1)
  end,
  ['next-footnote'] = function()
    require('obelus.move').footnote(1)
  end,
  ['previous-footnote'] = function()
    require('obelus.move').footnote(-1)
  end,
  both = function()
    require('obelus.both').show()
  end,
  restart = function()
    require('obelus.server').restart()
  end,
  log = function()
    local log = vim.lsp.log and vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
    vim.cmd('tabedit ' .. vim.fn.fnameescape(log))
    vim.cmd 'normal! G'
  end,
}

local function names()
  local all = vim.tbl_keys(COMMANDS)
  table.sort(all)
  return all
end

--- Runs `:Obelus`.
--- @param args { fargs: string[] }
function M.run(args)
  local name = args.fargs[1]
  if COMMANDS[name] then
    COMMANDS[name](args.fargs[2])
  else
    require('obelus.server').say(('There is no command %s. The commands are %s.'):format(name, table.concat(names(), ', ')))
  end
end

--- What may follow in a command line that has been typed up to `typed`.
--- @param lead string the beginning of the word at the cursor
--- @param typed string
--- @return string[]
function M.complete(lead, typed)
  local offered = names()
  if typed:find '^%s*%S+%s+page%s' then
    local outline = require 'obelus.outline'
    offered = vim.tbl_map(function(page)
      return page.label
    end, outline.pages(outline.now()))
  elseif typed:find '^%s*%S+%s+convert%s+%S*$' then
    offered = require('obelus.convert').TARGETS
  elseif typed:find '^%s*%S+%s+rewrite%s+%S*$' then
    offered = { 'gutenberg', 'markdown', 'plain', 'proofreaders' }
  elseif typed:find '^%s*%S+%s+%S+%s' then
    offered = {}
  end
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, offered)
end

return M
