import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { startDev, type DevProcess } from '../support/dev-process.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const settings = (title: string) =>
  `export default {\n  title: '${title}',\n  url: 'https://example.com',\n};\n`;

describe('npm run dev, when the process that serves is killed', () => {
  let dev: DevProcess;
  // Registered before the removal of the folder, so that the server ends first.
  after(() => dev.end());
  const folder = temporaryFolder();
  // A copy, whose caches no other test uses.
  const program = path.join(folder, 'program');
  const site = path.join(folder, 'site');

  const countOf = (text: string) => dev.said().split(text).length - 1;
  const death = 'The dev server has died (SIGKILL) and starts again.';
  /** Waits until another process has said that it serves. */
  const servesAgain = async (change: () => void) => {
    const before = countOf('Serving at ');
    change();
    await dev.until('a process that serves', () => countOf('Serving at ') > before);
  };
  const onlyServer = () => {
    const [serving = 0, ...others] = dev.servers();
    assert.deepEqual(others, []);
    return serving;
  };

  before(async () => {
    copyProgram(program);
    writeFiles(site, {
      'package.json': '{ "type": "module" }',
      'site.config.mjs': settings('旧名'),
      'posts/one.md': '---\ntitle: 一\ndate: 2026-01-02\n---\n\n正文\n',
    });
    dev = await startDev(program, ['--config', site]);
  });

  it('starts another on the same port', async () => {
    await servesAgain(() => process.kill(onlyServer(), 'SIGKILL'));
    assert.equal(countOf(death), 1);
    assert.match(await dev.page(''), /旧名/);
    assert.equal(new Set(dev.said().match(/Serving at \S+/g)).size, 1);
  });
});
