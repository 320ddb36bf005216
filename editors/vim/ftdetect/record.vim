autocmd BufNewFile,BufRead *.record setfiletype text
