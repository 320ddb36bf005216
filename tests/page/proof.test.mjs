// What a reader does with the proof: a record as a page.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'

const { OBELUS_BIN: program, OBELUS_CHROMIUM: executablePath, OBELUS_SCRATCH: scratch, OBELUS_TOOLS: tools } = process.env
const require = createRequire(join(tools, 'package.json'))
const { chromium } = require('playwright-core')
const { source: axe } = require('axe-core')
const folder = join(scratch, 'proof')

const hostile = `3. Letter from <script>document.title = 'obeyed'</script> "Miss" & Amory1

The <img src=x onerror="document.title = 'obeyed'"> dog.2

  1. The <b>pilot</b> had two.
  2. See </style><script>document.title = 'obeyed'</script>.
`

let browser

before(async () => {
  mkdirSync(folder)
  const ran = spawnSync(program, ['convert', '--to', 'html', resolve('tests/records'), '--output', folder])
  assert.equal(ran.status, 0, ran.stderr.toString())
  const whole = spawnSync(program, ['convert', '--to', 'html', '--by-volume', resolve('tests/records'), '--output', join(folder, 'volume.html')])
  assert.equal(whole.status, 0, whole.stderr.toString())
  writeFileSync(join(scratch, 'hostile.txt'), hostile)
  spawnSync(program, ['convert', '--to', 'html', join(scratch, 'hostile.txt'), '--output', folder])
  const args = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  browser = await chromium.launch({ executablePath, chromiumSandbox: false, args })
})

after(() => browser?.close())

async function open(name, options = {}) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(String(pathToFileURL(join(folder, name))))
  return page
}

test('each proof is valid HTML', () => {
  const files = readdirSync(folder).map((name) => join(folder, name))
  assert.ok(files.length > 7)
  const rules = ['--preset', 'standard,a11y']
  execFileSync(join(tools, 'node_modules/.bin/html-validate'), [...rules, ...files], { stdio: 'inherit' })
})

test('a reference leads to its note, and the note back', async () => {
  const page = await open('d12.html', { javaScriptEnabled: false })
  await page.getByRole('link', { name: 'Note 2', exact: true }).click()
  assert.match(page.url(), /#d12fn2$/)
  await page.getByRole('link', { name: 'Back to reference 2' }).click()
  assert.match(page.url(), /#d12ref3$/)
})

test('the contents of a volume lead to its records, and records to each other', async () => {
  const page = await open('volume.html', { javaScriptEnabled: false })
  await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: /^12\. / }).click()
  assert.match(page.url(), /#d12$/)
  const links = page.locator('main a[href^="#d"]')
  const targets = new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href'))))
  for (const target of targets) assert.equal(await page.locator(`[id="${target.slice(1)}"]`).count(), 1, target)
})

test('a note shows where the pointer rests on its reference, and where the keyboard is', async () => {
  const page = await open('d12.html', { javaScriptEnabled: false })
  const reference = page.getByRole('link', { name: 'Note 1', exact: true })
  const popup = page.locator('.popup', { hasText: 'The first of the two meetings' })
  assert.equal(await popup.isVisible(), false)
  await reference.hover()
  await popup.waitFor({ state: 'visible' })
  await page.mouse.move(0, 0)
  await popup.waitFor({ state: 'hidden' })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await popup.waitFor({ state: 'visible' })
})

test('on paper notes stand at the end, and nothing else shows them', async () => {
  const page = await open('d12.html')
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('link', { name: 'Note 1', exact: true }).hover()
  assert.equal(await page.locator('.popup:visible').count(), 0)
  assert.ok(await page.getByText('dealt only with the budget').last().isVisible())
  assert.ok((await page.pdf()).length > 1000)
})

for (const [name, colorScheme] of [['d15', 'light'], ['d15', 'dark'], ['volume', 'light']]) {
  test(`everybody can read ${name}, ${colorScheme}`, async () => {
    const page = await open(`${name}.html`, { colorScheme, bypassCSP: true, viewport: { width: 1000, height: 8000 } })
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => globalThis.axe.run())
    const told = violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`)
    assert.deepEqual(told, [])
  })
}

test('nothing of a record is obeyed', async () => {
  const page = await open('hostile.html')
  assert.notEqual(await page.title(), 'obeyed')
  assert.ok(await page.getByText('<img src=x').first().isVisible())
  assert.equal(await page.locator('script, img, b').count(), 0)
})
