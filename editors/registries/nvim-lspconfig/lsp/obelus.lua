---@brief
---
--- https://github.com/obelus-lsp/obelus
---
--- Obelus finds mistakes in historical records that are transcribed as plain text: footnotes, note lists and page markers.
---
--- `obelus` can be installed via `pip`:
---
--- ```sh
--- pip install obelus-lsp
--- ```
---
--- The server recognises records by itself, and reports nothing in other texts. The plugin in its repository adds keys,
--- commands and a filetype.

---@type vim.lsp.Config
return {
  cmd = { 'obelus', 'serve', '--stdio' },
  filetypes = { 'text', 'markdown' },
  root_markers = { 'obelus.toml', '.git' },
}
