'use strict'
const form = document.getElementById('filters')
const shown = document.getElementById('shown')
const findings = Array.from(document.querySelectorAll('article'), (element) => ({
  element,
  severity: element.dataset.severity,
  rule: element.dataset.rule,
  file: element.closest('section').dataset.file,
  text: element.textContent.toLowerCase(),
}))
const choices = ['severity', 'rule', 'file'].map((name) => form.elements[name])
for (const choice of choices) {
  for (const value of new Set(findings.map((finding) => finding[choice.name]))) choice.add(new Option(value, value))
}

function filter() {
  const text = form.elements.text.value.trim().toLowerCase()
  let count = 0
  for (const finding of findings) {
    const chosen = choices.every((choice) => choice.value === '' || choice.value === finding[choice.name])
    const matches = chosen && finding.text.includes(text)
    finding.element.hidden = !matches
    count += matches
  }
  for (const file of document.querySelectorAll('section[data-file]')) {
    file.hidden = file.querySelector('article:not([hidden])') === null
  }
  shown.textContent = `${count} of ${findings.length} shown`
}

form.addEventListener('input', filter)
form.addEventListener('submit', (event) => event.preventDefault())
// The fields are reset only after this event.
form.addEventListener('reset', () => setTimeout(filter))
form.hidden = findings.length === 0
filter()
