/**
 * Runs inline in `<head>` before the first paint, so that neither theme nor originals flash. Its
 * hash stands in the CSP: keep it free of anything that differs from page to page.
 */
const root = document.documentElement;
root.classList.add('js');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const originals = localStorage.getItem('originals');
  if (originals === 'both' || originals === 'en') root.dataset.originals = originals;
} catch {
  // Storage is blocked: the system theme and closed originals are right.
}
// When the module cannot be loaded, nothing may stay folded away that only scripts unfold.
addEventListener(
  'error',
  (event) => {
    if (event.target instanceof HTMLScriptElement) root.classList.remove('js');
  },
  true,
);
