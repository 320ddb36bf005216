;;; The Emacs of `obelus try': obelus.el and what to press; nothing of its user's own.  -*- lexical-binding: t -*-

(defvar obelus-try-folder (file-name-directory load-file-name))

(setq user-emacs-directory (expand-file-name "emacs/" obelus-try-folder)
      inhibit-startup-screen t
      make-backup-files nil
      auto-save-default nil
      create-lockfiles nil)

;; Emacs has eglot from 29 on; before, it may be installed as a package.
(unless (require 'eglot nil t)
  (require 'package)
  (package-initialize))
(unless (require 'eglot nil t)
  (message "obelus: this Emacs has no eglot, which came with Emacs 29: install the package eglot")
  (kill-emacs 2))

(load (expand-file-name "obelus.el" obelus-try-folder) nil t)

;; What to press, below the record.
(add-hook 'window-setup-hook
          (lambda ()
            (let ((keys (find-file-noselect (expand-file-name "keys" obelus-try-folder))))
              (with-current-buffer keys (view-mode))
              (display-buffer keys '(display-buffer-at-bottom (window-height . 4))))))
