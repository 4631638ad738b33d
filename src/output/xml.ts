/**
 * Characters that XML 1.0 does not allow, however written (https://www.w3.org/TR/xml/#charsets).
 */
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Text for an XML element or attribute; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  return withoutForbidden(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Text without what XML cannot hold. */
export function withoutForbidden(text: string): string {
  return text.toWellFormed().replace(notXml, '');
}
