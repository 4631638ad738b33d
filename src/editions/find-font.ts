import { existsSync } from 'node:fs';
import path from 'node:path';

/** Paths of fonts with Chinese characters on Debian and Ubuntu, Fedora, Arch, macOS. */
const commonPlaces = [
  '/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc',
  '/usr/share/fonts/google-noto-serif-cjk-vf-fonts/NotoSerifCJK-VF.ttc',
  '/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc',
  '/System/Library/Fonts/Supplemental/Songti.ttc',
];

/**
 * Finds a font file for Chinese text.
 * @param chosen the file that the settings name; if it does not exist, no other is tried.
 * @returns absolute path; undefined if there is none.
 */
export function findFont(chosen: string | undefined): string | undefined {
  const places = chosen === undefined ? commonPlaces : [path.resolve(chosen)];
  return places.find((file) => existsSync(file));
}
