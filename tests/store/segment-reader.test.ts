import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sealSegment, SegmentWriter } from '../../src/store/segment.ts';
import { SegmentReader } from '../../src/store/segment-reader.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('segment reader', () => {
  it('gives back all bytes, in any order', () => {
    const folder = temporaryFolder();
    const writers = [new SegmentWriter(folder, 'a'), new SegmentWriter(folder, 'b')];
    const bodies = ['', 'plain', '汉字😀', 'x'.repeat(300_000), '<p>尾</p>'];
    const references = bodies.flatMap((body) =>
      writers.map((writer) => ({ body, at: writer.append(Buffer.from(body)) })),
    );
    for (const writer of writers) {
      writer.close();
      sealSegment(folder, writer.segment, []);
    }
    const reader = new SegmentReader(folder);
    const read = references.reverse().map(({ at }) => reader.read(at));
    reader.close();
    assert.deepEqual(
      read.map((bytes) => bytes.toString('utf8')),
      references.map(({ body }) => body),
    );
  });

  it('reports a segment that is shorter than it was', () => {
    const folder = temporaryFolder();
    const writer = new SegmentWriter(folder, 'a');
    const at = writer.append(Buffer.from('abc'));
    writer.close();
    sealSegment(folder, writer.segment, []);
    const reader = new SegmentReader(folder);
    assert.throws(() => reader.read({ ...at, length: 10_000 }), /a\.seg ends early/);
    reader.close();
  });
});
