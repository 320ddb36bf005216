-- What somebody sees who runs `obelus try nvim`: run by tests/nvim/run in the Neovim that it opens.

local LIMIT = 30000

local passed, failed = 0, 0

local function check(name, test)
  local ok, message = xpcall(test, debug.traceback)
  if ok then
    passed = passed + 1
  else
    failed = failed + 1
    io.stdout:write(('FAILED try: %s: %s\n'):format(name, message))
  end
end

-- The keys are shown once Neovim has started.
vim.api.nvim_create_autocmd('VimEnter', {
  callback = vim.schedule_wrap(function()
    check('the example is open, with what is wrong in it', function()
      assert(vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'd15.txt', vim.api.nvim_buf_get_name(0))
      vim.wait(LIMIT, function()
        return #vim.diagnostic.get(0) == 6
      end, 10)
      assert(#vim.diagnostic.get(0) == 6, vim.inspect(vim.diagnostic.get(0)))
    end)
    check('a cross reference leads to another record', function()
      local row = vim.fn.search 'See Document 14'
      assert(row > 0)
      vim.fn.search('14', '', row)
      -- The records of the volume are read in the background.
      vim.wait(LIMIT, function()
        return pcall(vim.cmd.normal, { vim.keycode '<C-]>', bang = true })
      end, 10)
      assert(vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'd14.txt', vim.api.nvim_buf_get_name(0))
      vim.cmd.normal { vim.keycode '<C-T>', bang = true }
    end)
    check('what to press is shown below', function()
      local window = vim.fn.win_getid(vim.fn.winnr '$')
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      assert(#lines == 3 and lines[1]:find(']o', 1, true), vim.inspect(lines))
      -- Every key named is one.
      for _, key in ipairs { ']o', '\\f', '\\b' } do
        assert(vim.fn.maparg(key, 'n') ~= '', key)
        assert(table.concat(lines, '\n'):find(key .. '  ', 1, true), key)
      end
    end)
    check('the status line says page and record', function()
      assert(vim.fn.cursor(1, 1) == 0)
      local status
      vim.wait(LIMIT, function()
        status = vim.api.nvim_eval_statusline(vim.o.statusline, {}).str
        return status:find 'No%. 15' ~= nil
      end, 10)
      assert(status:find 'p%. 41 · No%. 15', status)
    end)
    check('nothing of the user’s own was read', function()
      assert(vim.g.own_configuration == nil)
      assert(not vim.startswith(vim.fn.stdpath 'state', vim.env.OBELUS_TEST_FOLDER .. '/state'), vim.fn.stdpath 'state')
    end)
    io.stdout:write(('try: %d passed, %d failed\n'):format(passed, failed))
    vim.cmd 'qall!'
  end),
})
