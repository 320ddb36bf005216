;;; What a user of Emacs sees, with editors/emacs/obelus.el and the built server.  -*- lexical-binding: t -*-

;; tests/emacs/run calls this with OBELUS_TEST_FOLDER, an empty folder to write records into.

(require 'ert)
(require 'imenu)
(require 'xref)

(defvar test-folder (file-name-as-directory (getenv "OBELUS_TEST_FOLDER")))

(defconst test-limit 30
  "How many seconds anything may take before it counts as not happening.")

(defconst test-letter "12. Letter From the Mayor\n\n[Page 7]\n\nThe ferry is late.1 It is long.2\n
  1. Source: Ferry Office.\n  2. See Document 13.\n")

(defconst test-answer "13. Letter to the Mayor\n\n[Page 8]\n\nThe pier is paid for.1 It is long.2 The end.3\n
  1. Source: Ferry Office.\n  3. None.\n")

(defmacro test-becomes (expected form)
  "Wait until FORM is EXPECTED, and fail if it never is."
  `(let ((deadline (time-add nil test-limit)) (actual nil))
     (while (and (not (equal (setq actual ,form) ,expected)) (time-less-p nil deadline))
       (accept-process-output nil 0.05))
     (should (equal actual ,expected))))

(defun test-open (name text)
  "Write TEXT to the file NAME and open it as a record."
  (let ((path (expand-file-name name test-folder)))
    (unless (file-exists-p path)
      (with-temp-file path (insert text)))
    (switch-to-buffer (find-file-noselect path))
    (unless (eglot-current-server)
      ;; In batch mode no command ends, after which it would start by itself.
      (apply #'eglot--connect (eglot--guess-contact)))
    (test-becomes t (and (eglot-managed-p) t))))

(defun test-behind (text)
  "Go to where TEXT ends."
  (goto-char (point-min))
  (search-forward text))

(defun test-definition ()
  "The file and the line that the mark at the cursor leads to."
  (let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
    (should (= (length found) 1))
    (let ((place (xref-item-location (car found))))
      (list (file-name-nondirectory (xref-location-group place)) (xref-location-line place)))))

(defun test-mode (name)
  "The mode of the file NAME."
  (with-current-buffer (find-file-noselect (expand-file-name name test-folder)) major-mode))

(ert-deftest test-recognised ()
  (test-open "d12.txt" test-letter)
  (should (eq major-mode 'obelus-record-mode))
  (make-directory (expand-file-name "configured" test-folder) t)
  (write-region "Milk\n" nil (expand-file-name "list.txt" test-folder))
  (write-region "Milk\n" nil (expand-file-name "configured/list.txt" test-folder))
  (write-region "" nil (expand-file-name "configured/obelus.toml" test-folder))
  (should (eq (test-mode "list.txt") 'text-mode))
  (should (eq (test-mode "configured/list.txt") 'obelus-record-mode)))

(ert-deftest test-record-by-mode ()
  ;; Nothing in the text says that it is a record.
  (test-open "d12.txt" test-letter)
  (find-file (expand-file-name "milk.txt" test-folder))
  (insert "Milk and bread.1\n\n  1. From the dairy.\n")
  (save-buffer)
  (obelus-record-mode)
  (eglot--maybe-activate-editing-mode)
  (test-becomes "record" (and (eglot-managed-p) (plist-get (eglot--TextDocumentItem) :languageId))))

(ert-deftest test-diagnostics ()
  (test-open "d13.txt" test-answer)
  (flymake-start)
  (test-becomes '("2")
                (progn
                  ;; What comes along with an answer is handled by Emacs 28 only when the next message comes.
                  (test-behind "paid for.")
                  (test-definition)
                  (mapcar (lambda (it) (buffer-substring (flymake-diagnostic-beg it) (flymake-diagnostic-end it)))
                          (seq-filter (lambda (it) (string-match-p "No note 2 in record 13" (flymake-diagnostic-text it)))
                                      (flymake-diagnostics))))))

(ert-deftest test-definition-both-ways ()
  (test-open "d12.txt" test-letter)
  (test-behind "is late.")
  (should (equal (test-definition) '("d12.txt" 7)))
  (test-behind "  1")
  (backward-char)
  (should (equal (test-definition) '("d12.txt" 5))))

(ert-deftest test-definition-elsewhere ()
  (test-open "d13.txt" test-answer)
  (test-open "d12.txt" test-letter)
  (test-behind "Document 1")
  (should (equal (test-definition) '("d13.txt" 1))))

(ert-deftest test-outline ()
  (test-open "d12.txt" test-letter)
  (let* ((outline (format "%S" (funcall imenu-create-index-function))))
    (dolist (expected '("12. Letter From the Mayor" "Page 7" "2 See Document 13."))
      (should (string-match-p (regexp-quote expected) outline)))))
