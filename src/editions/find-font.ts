import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where systems keep fonts with Chinese characters: Debian and Ubuntu, Fedora, Arch, macOS. */
const commonPlaces = [
  '/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc',
  '/usr/share/fonts/google-noto-serif-cjk-vf-fonts/NotoSerifCJK-VF.ttc',
  '/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc',
  '/System/Library/Fonts/Supplemental/Songti.ttc',
];

/**
 * Finds a font file for Chinese text.
 * @param chosen the author's choice; when it does not exist nothing else is tried.
 */
export function findFont(chosen: string | undefined): string | undefined {
  const places = chosen === undefined ? commonPlaces : [path.resolve(chosen)];
  return places.find((file) => existsSync(file));
}
