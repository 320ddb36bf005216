// What a reader sees of the page, and what it does with hostile records.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'

const { OBELUS_BIN: program, OBELUS_CHROMIUM: executablePath, OBELUS_SCRATCH: scratch, OBELUS_TOOLS: tools } = process.env
const require = createRequire(join(tools, 'package.json'))
const { chromium } = require('playwright-core')
const file = join(scratch, 'page.html')

// A record that would run a script, if a page let it.
const hostile = `2. Letter from <script>document.title = 'obeyed'</script> "Miss" & Amory

The pilot’s dog.1 His <img src=x onerror="document.title = 'obeyed'"> dog.2 Both </pre></script> dogs are well.3

You [sir know <b>both</b> --> \u001b[31m.

  1. The pilot had two.
  3. See Document 1.
`

let browser

before(async () => {
  cpSync(resolve('tests/records'), join(scratch, 'records'), { recursive: true })
  mkdirSync(join(scratch, 'hostile'))
  writeFileSync(join(scratch, 'hostile/"><script>document.title=1<.txt'), hostile)
  const ran = spawnSync(program, ['check', '--format', 'html', '--output', file, 'records', 'hostile'], { cwd: scratch })
  assert.equal(ran.status, 1, ran.stderr.toString())
  const args = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  browser = await chromium.launch({ executablePath, chromiumSandbox: false, args })
})

after(() => browser?.close())

// Opens the page, and collects what the browser complains of and what it asks for.
async function open(options = {}) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', (dialog) => complaints.push(dialog.message()))
  page.on('request', (request) => {
    if (request.url() !== String(pathToFileURL(file))) complaints.push(request.url())
  })
  await page.goto(String(pathToFileURL(file)))
  return { page, complaints }
}

test('it is valid HTML', () => {
  // The form needs no button to submit it: it filters while somebody types.
  const args = ['--preset', 'standard,a11y', '--rule', 'wcag/h32:off', file]
  execFileSync(join(tools, 'node_modules/.bin/html-validate'), args, { stdio: 'inherit' })
})

test('nothing of a record is obeyed', async () => {
  const { page, complaints } = await open()
  assert.equal(await page.title(), 'What Obelus found')
  assert.equal(await page.locator('script').count(), 1)
  assert.equal(await page.locator('img, article b').count(), 0)
  assert.ok(await page.getByText('<img src=x').first().isVisible())
  assert.deepEqual(complaints, [])
})

for (const colorScheme of ['light', 'dark']) {
  test(`everybody can read it, ${colorScheme}`, async () => {
    // The judge must be let in, since the page itself lets in nothing; and it must see the whole page at once, since what is
    // not seen has no layout yet.
    const { page } = await open({ colorScheme, bypassCSP: true, viewport: { width: 1000, height: 20_000 } })
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    assert.equal(ground === 'rgb(255, 255, 255)', colorScheme === 'light', ground)
    await page.addScriptTag({ path: join(tools, 'node_modules/axe-core/axe.min.js') })
    const { violations } = await page.evaluate(() => axe.run())
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])]), [])
  })
}

test('findings are filtered', async () => {
  const { page, complaints } = await open()
  const all = await page.locator('article').count()
  const shown = () => page.locator('article:visible').count()
  assert.ok(all > 5)
  assert.equal(await shown(), all)
  const counted = async (count) => {
    assert.equal(await page.locator('#shown').textContent(), `${count} of ${all} shown`)
    assert.equal(await shown(), count)
  }
  await counted(all)
  await page.getByLabel('Severity').selectOption('error')
  await counted(await page.locator('article[data-severity=error]').count())
  await page.getByLabel('Rule').selectOption('duplicate-note')
  await counted(1)
  assert.equal(await page.locator('section[data-file]:visible').count(), 1)
  await page.getByLabel('File').selectOption('records/d12.txt')
  await counted(0)
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.waitForFunction((all) => document.getElementById('shown').textContent === `${all} of ${all} shown`, all)
  await counted(all)
  await page.getByLabel('Text').fill('PGAE')
  await counted(await page.locator('article', { hasText: 'Pgae' }).count())
  assert.deepEqual(complaints, [])
})

test('the counts lead to the findings', async () => {
  const { page } = await open()
  for (const link of await page.locator('a[href^="#"]').all()) {
    const target = decodeURI((await link.getAttribute('href')).slice(1))
    const ids = await page.evaluate(() => Array.from(document.querySelectorAll('[id]'), ({ id }) => decodeURI(id)))
    assert.ok(ids.includes(target), target)
  }
  await page.getByRole('link', { name: 'records/d15.txt' }).first().click()
  await page.locator('h3', { hasText: 'd15.txt' }).waitFor()
  assert.equal(await page.evaluate(() => document.querySelector(':target').dataset.file), 'records/d15.txt')
})

test('it reads without scripts, and on paper', async () => {
  const { page } = await open({ javaScriptEnabled: false })
  const all = await page.locator('article').count()
  assert.equal(await page.locator('article:visible').count(), all)
  assert.equal(await page.locator('form:visible').count(), 0)
  const { page: printed } = await open()
  assert.equal(await printed.locator('form:visible').count(), 1)
  await printed.emulateMedia({ media: 'print' })
  assert.equal(await printed.locator('form:visible').count(), 0)
  assert.equal(await printed.locator('article:visible').count(), all)
})
