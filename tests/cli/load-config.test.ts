import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadConfig, requirePosts } from '../../src/cli/load-config.ts';
import { UsageError } from '../../src/cli/options.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('loadConfig', () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'sound.ts': "export default { title: '站', url: 'https://example.com' };",
    'wrong.ts': "export default { title: '站', url: 'https://example.com', font: 'comic' };",
    'none.ts': 'export const site = 1;',
    'broken.ts': 'export default {',
    'a file.md': '',
  });
  const usageError = async (name: string, message: RegExp) => {
    await assert.rejects(loadConfig(path.join(folder, name)), (error) => {
      assert.ok(error instanceof UsageError, String(error));
      assert.match(error.message, message);
      return true;
    });
  };

  it('reads and checks a settings file', async () => {
    assert.equal((await loadConfig(path.join(folder, 'sound.ts'))).title, '站');
  });

  it('says what is wrong, and where', async () => {
    await usageError('wrong.ts', /font/);
    await usageError('none.ts', /wrong settings/);
    await usageError('absent.ts', /absent\.ts.*--config/);
    await usageError('broken.ts', /broken\.ts/);
  });

  it('asks for a folder of posts', () => {
    requirePosts(folder);
    assert.throws(() => requirePosts(path.join(folder, 'absent')), UsageError);
    assert.throws(() => requirePosts(path.join(folder, 'a file.md')), UsageError);
  });
});
