/**
 * Formats that are published, by the first bytes of the file. The decoder must not decide: it would
 * accept SVG and PDF too, which can refer to other files and take unlimited time.
 */
const signatures = {
  // https://www.w3.org/TR/png-3/#5PNG-file-signature
  png: (start: Buffer) => latin1(start, 8) === '\x89PNG\r\n\x1a\n',
  // https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.1.1.3)
  jpeg: (start: Buffer) => latin1(start, 3) === '\xff\xd8\xff',
  // https://www.w3.org/Graphics/GIF/spec-gif89a.txt (17)
  gif: (start: Buffer) => /^GIF8[79]a/.test(latin1(start, 6)),
  // https://developers.google.com/speed/webp/docs/riff_container
  webp: (start: Buffer) => /^RIFF[^]{4}WEBP/.test(latin1(start, 12)),
  // https://aomediacodec.github.io/av1-avif/#brands-overview; the box length comes first
  avif: (start: Buffer) => /^[^]{4}ftyp[^]*avi[fs]/.test(latin1(start, 64)),
};

function latin1(start: Buffer, length: number): string {
  return start.toString('latin1', 0, length);
}

export type PictureFormat = keyof typeof signatures;

/** The format of a picture; undefined if it is not published. */
export function pictureFormat(bytes: Buffer): PictureFormat | undefined {
  const formats = Object.keys(signatures) as PictureFormat[];
  return formats.find((format) => signatures[format](bytes));
}
