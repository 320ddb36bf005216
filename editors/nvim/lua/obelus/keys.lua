-- The keys of records.

local M = {}

local KEYS = {
  { 'n', '<LocalLeader>f', '<Plug>(obelus-footnote)' },
  { 'i', '<C-G>f', '<Plug>(obelus-footnote)' },
  { 'n', '<LocalLeader>r', '<Plug>(obelus-renumber)' },
  { 'n', '<LocalLeader>d', '<Plug>(obelus-remove)' },
  { 'n', '<LocalLeader>m', '<Plug>(obelus-match)' },
  { 'n', '<LocalLeader>q', '<Plug>(obelus-fix)' },
  { 'n', '<LocalLeader>i', '<Plug>(obelus-ignore)' },
  { 'n', '<LocalLeader>p', '<Plug>(obelus-page)' },
  { 'n', '<LocalLeader>b', '<Plug>(obelus-both)' },
  { 'n', ']o', '<Plug>(obelus-next-defect)' },
  { 'n', '[o', '<Plug>(obelus-previous-defect)' },
  { 'n', ']f', '<Plug>(obelus-next-footnote)' },
  { 'n', '[f', '<Plug>(obelus-previous-footnote)' },
  { 'n', '<C-]>', '<Plug>(obelus-follow)' },
}

--- Maps the keys in a buffer, unless `vim.g.obelus_no_mappings` is set.
--- @param bufnr integer
function M.map(bufnr)
  if vim.g.obelus_no_mappings then
    return
  end
  for _, key in ipairs(KEYS) do
    local mode, keys, plug = unpack(key)
    vim.keymap.set(mode, keys, plug, { buffer = bufnr, remap = true, desc = plug })
  end
end

--- Takes the keys away again; what the user has mapped instead stays.
--- @param bufnr integer
function M.unmap(bufnr)
  for _, key in ipairs(KEYS) do
    local mode, keys, plug = unpack(key)
    local mapped = vim.api.nvim_buf_call(bufnr, function()
      return vim.fn.maparg(keys, mode, false, true)
    end)
    if mapped.buffer == 1 and mapped.desc == plug then
      vim.keymap.del(mode, keys, { buffer = bufnr })
    end
  end
end

return M
