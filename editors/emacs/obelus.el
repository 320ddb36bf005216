;;; obelus.el --- Check historical records while you transcribe them  -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; Starts the server `obelus' through eglot for records: all .record files, and the .txt files that have a page marker
;; such as [Page 569] or are in or below a folder with an obelus.toml.  M-x obelus-record-mode makes a record of any
;; other file.

;;; Code:

(require 'eglot)
(require 'flymake)

(defun obelus-insert-footnote ()
  "Insert a footnote at the cursor."
  (interactive)
  (eglot-code-actions (point) nil "refactor.insert.footnote" t))

(defvar obelus-record-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "M-n") #'flymake-goto-next-error)
    (define-key map (kbd "M-p") #'flymake-goto-prev-error)
    (define-key map (kbd "C-c C-f") #'obelus-insert-footnote)
    (define-key map (kbd "C-c C-r") #'eglot-rename)
    (define-key map (kbd "C-c C-o") #'imenu)
    map)
  "The keys of records.")

;;;###autoload
(define-derived-mode obelus-record-mode text-mode "Record"
  "Major mode for transcribed historical records."
  (visual-line-mode)
  (eglot-ensure))

;; The server takes a document in this language for a record whatever it holds.
(put 'obelus-record-mode 'eglot-language-id "record")
(add-to-list 'eglot-server-programs '(obelus-record-mode . ("obelus" "serve" "--stdio")))

(defun obelus-record-p ()
  "Whether the file in this buffer is a record."
  (and buffer-file-name
       (string-match-p "\\.txt\\'" buffer-file-name)
       (or (locate-dominating-file buffer-file-name "obelus.toml")
           (save-excursion
             (goto-char (point-min))
             (re-search-forward "\\[\\(?:Facsimile \\)?Page \\(?:[0-9]+[a-z]?\\|[ivxlc]+\\)\\]" nil t)))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.record\\'" . obelus-record-mode))
(add-to-list 'magic-mode-alist '(obelus-record-p . obelus-record-mode))

(provide 'obelus)
;;; obelus.el ends here
