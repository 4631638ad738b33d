/** Characters that XML 1.0 forbids, even escaped (https://www.w3.org/TR/xml/#charsets). */
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Escapes text for an XML element or attribute, and removes characters that XML forbids. */
export function escapeXml(text: string): string {
  return withoutInvalidXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Removes characters that XML forbids. */
export function withoutInvalidXml(text: string): string {
  return text.toWellFormed().replace(notXml, '');
}
