import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTarget } from '../../src/config/deploy-target.ts';
import { tools, type FileTool } from '../../src/deploy/tools.ts';

const places = (target: string) => ({
  ...{
    target,
    from: '/site',
    emptyDir: '/work/empty',
    linksDir: '/work/links',
    listFile: '/work/list.json',
  },
});

function fileTool(name: keyof typeof tools): FileTool {
  const tool = tools[name];
  assert.ok('upload' in tool);
  return tool;
}

describe('parseTarget', () => {
  const read = (text: string) => {
    const target = parseTarget(text);
    return target && [target.tool, target.place, ...(target.isFolder ? ['folder'] : [])];
  };

  it('reads each form', () => {
    const forms: string[][] = [
      ['s3://bucket', 'aws', 's3://bucket'],
      ['s3://bucket/some/folder/', 'aws', 's3://bucket/some/folder'],
      ['rclone:remote:', 'rclone', 'remote:'],
      ['rclone:remote:/', 'rclone', 'remote:/'],
      ['rclone:remote:bucket/x/', 'rclone', 'remote:bucket/x'],
      ['rsync:me@host:/srv/www/', 'rsync', 'me@host:/srv/www'],
      ['rsync:rsync://host/module', 'rsync', 'rsync://host/module'],
      ['rsync:public', 'rsync', 'public', 'folder'],
      ['/srv/www/', 'rsync', '/srv/www', 'folder'],
      ['../汉 字', 'rsync', '../汉 字', 'folder'],
      ['cloudflare-pages:my-site/main', 'wrangler', 'my-site/main'],
    ];
    for (const [text = '', ...expected] of forms) assert.deepEqual(read(text), expected, text);
  });

  it('refuses what is none, and what a program would take for an option', () => {
    const wrong = ['', 'x', '/', './', '..', 's3://', 's3:bucket', 'rclone:x', 'rsync:', 'rsync:/'];
    const odd = ['rsync:-e sh:/x', 'rclone:--x:y', 'rsync:host:', './a\nb'];
    const pages = ['-x/main', 'x', 'x/', 'x/-y'].map((name) => `cloudflare-pages:${name}`);
    for (const text of [...wrong, ...odd, ...pages]) assert.equal(read(text), undefined, text);
  });
});

describe('tools', () => {
  const nothing = () => false;
  const odd = ['-rf', '# x', 'a b/汉\n字'];

  it('get names by lists, never as arguments', () => {
    for (const name of ['rsync', 'rclone', 'aws'] as const) {
      const { upload, remove } = fileTool(name);
      for (const { args } of [
        ...upload(odd, places('x:y')),
        ...remove(odd, places('x:y'), nothing),
      ]) {
        for (const path of odd) assert.ok(!args.some((arg) => arg.includes(path)), name);
      }
    }
    const [call] = fileTool('rsync').upload(odd, places('/www'));
    assert.equal(call?.input, './-rf\0./# x\0./a b/汉\n字\0');
  });

  it('delete folders that are gone by rsync, the deepest first', () => {
    const calls = fileTool('rsync').remove(
      ['a/b/c.html', 'a/d.html', 'e.html', 'f/g', 'h/i/j'],
      places('/www'),
      (path) => ['f', 'h', 'h/i'].includes(path),
    );
    const lists = calls.map(({ input }) => input?.split('\0').slice(0, -1));
    assert.deepEqual(lists, [
      ['./a/b/c.html', './a/d.html', './e.html', './f/g', './h/i/j'],
      ['./a/b'],
      ['./a'],
    ]);
  });

  it('delete 1,000 keys of S3 at once, below their prefix', () => {
    const paths = Array.from({ length: 1001 }, (_, index) => `${index}`);
    const calls = fileTool('aws').remove(paths, places('s3://bucket/some/folder'), nothing);
    const keys = calls.map(({ list }) => (JSON.parse(list ?? '') as { Objects: object[] }).Objects);
    assert.deepEqual(
      keys.map(({ length }) => length),
      [1000, 1],
    );
    assert.deepEqual(keys[1], [{ Key: 'some/folder/1000' }]);
    assert.ok(calls[0]?.args.includes('bucket'));
  });

  it('notice keys that S3 has not deleted', () => {
    const [call] = fileTool('aws').remove(['a'], places('s3://bucket'), nothing);
    assert.equal(call?.failure?.(''), undefined);
    assert.equal(call?.failure?.('{"Deleted": [{"Key": "a"}]}'), undefined);
    const said = call?.failure?.('{"Errors": [{"Key": "a", "Message": "Access Denied"}]}');
    assert.equal(said, 'a: Access Denied');
    const odd = call?.failure?.('upgrade me\n{');
    assert.equal(odd, 'it has not answered with JSON: upgrade me\n{');
  });

  it('tell a file that is not there from a place that cannot be asked', () => {
    const isMissing = (name: keyof typeof tools, code: number, errors: string) =>
      fileTool(name).fetch('id', '/work/id', places('x:y')).isMissing?.(code, errors);
    const noFile = 'rsync: [sender] link_stat "/x/id" failed: No such file or directory (2)\n';
    const noRight = 'rsync: [sender] send_files failed to open "/x/id": Permission denied (13)\n';
    assert.equal(isMissing('rsync', 23, noFile), true);
    assert.equal(isMissing('rsync', 23, noRight), false);
    assert.equal(isMissing('rsync', 255, 'ssh: Could not resolve hostname x\n'), false);
    assert.equal(isMissing('rsync', 127, 'sh: rsync: No such file or directory\n'), false);
    assert.deepEqual(
      [1, 3, 4, 5].map((code) => isMissing('rclone', code, '')),
      [false, true, true, false],
    );
    const head = (what: string) =>
      `fatal error: An error occurred ${what} when calling the HeadObject operation`;
    assert.equal(isMissing('aws', 1, `${head('(404)')}: Key "id" does not exist\n`), true);
    assert.equal(isMissing('aws', 1, `${head('(403)')}: Forbidden\n`), false);
    assert.equal(isMissing('aws', 1, 'fatal error: Could not connect to the endpoint\n'), false);
  });

  it('set type and cache time where a storage keeps them', () => {
    const headers = { contentType: 'text/html; charset=utf-8', cacheControl: 'max-age=0' };
    for (const name of ['rclone', 'aws'] as const) {
      const args = fileTool(name).upload(['a'], places('x:y'), headers)[0]?.args.join(' ') ?? '';
      assert.match(args, /text\/html; charset=utf-8/);
      assert.match(args, /max-age=0/);
    }
  });
});
