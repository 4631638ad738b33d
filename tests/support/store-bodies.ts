import { sealSegment, SegmentWriter } from '../../src/store/segment.ts';
import type { StoredBytes } from '../../src/store/segment.ts';

/** Puts bodies where a build would have put them. @param folder existing. */
export function storeBodies(folder: string, bodies: readonly string[]): readonly StoredBytes[] {
  const writer = new SegmentWriter(folder, 'bodies');
  const places = bodies.map((html) => writer.append(Buffer.from(html)));
  writer.close();
  sealSegment(folder, writer.segment, []);
  return places;
}
