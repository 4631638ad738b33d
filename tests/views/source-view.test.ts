import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourceView } from '../../src/views/source-view.ts';

const id = 'dQw4w9WgX-_';

describe('sourceView', () => {
  it('reads the video from every form of YouTube address', () => {
    for (const url of [
      `https://www.youtube.com/watch?v=${id}`,
      `https://youtube.com/watch?list=abc&v=${id}`,
      `http://m.youtube.com/watch?v=${id}`,
      `https://youtu.be/${id}`,
      `https://youtu.be/${id}?si=x`,
      `https://www.youtube.com/embed/${id}`,
      `https://www.youtube.com/shorts/${id}`,
      `https://www.youtube.com/live/${id}?feature=share`,
      `https://www.youtube-nocookie.com/embed/${id}`,
    ]) {
      assert.equal(sourceView(url, undefined).youtubeId, id, url);
    }
  });

  it('finds no video where there is none', () => {
    for (const url of [
      'https://www.youtube.com/@channel',
      'https://www.youtube.com/playlist?list=abc',
      'https://www.youtube.com/watch?v=short',
      `https://www.youtube.com/watch?v=${id}x`,
      'https://www.youtube.com/watch?v="><script>',
      `https://example.com/watch?v=${id}`,
      `https://youtube.com.evil.example/watch?v=${id}`,
    ]) {
      assert.equal(sourceView(url, undefined).youtubeId, undefined, url);
    }
  });

  it('reads where to start', () => {
    const startOf = (query: string) =>
      sourceView(`https://youtu.be/${id}?${query}`, undefined).start;
    assert.equal(startOf('t=83'), 83);
    assert.equal(startOf('t=83s'), 83);
    assert.equal(startOf('t=1m23s'), 83);
    assert.equal(startOf('t=1h2m3s'), 3723);
    assert.equal(startOf('start=83'), 83);
    assert.equal(startOf('t=soon'), undefined);
    assert.equal(startOf('t='), undefined);
    assert.equal(startOf(''), undefined);
  });

  it('names the host without www, and the channel', () => {
    assert.deepEqual(sourceView('https://www.example.com/a?t=5', '频道'), {
      url: 'https://www.example.com/a?t=5',
      host: 'example.com',
      channel: '频道',
    });
  });
});
