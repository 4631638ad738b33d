/**
 * Runs inline in `<head>` before the first paint, so that neither theme nor originals flash. Its
 * hash is in the CSP, so it must be the same on every page.
 */
const root = document.documentElement;
root.classList.add('js');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const originals = localStorage.getItem('originals');
  if (originals === 'both' || originals === 'en') root.dataset.originals = originals;
} catch {
  // Storage is blocked: keep the system theme and closed originals.
}
// If our own module fails to load, unfold everything that only scripts can unfold.
addEventListener(
  'error',
  (event) => {
    const { target } = event;
    if (target instanceof HTMLScriptElement && 'main' in target.dataset) {
      root.classList.remove('js');
    }
  },
  true,
);
