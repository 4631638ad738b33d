/**
 * Updates the reading progress bar and records the scroll direction: phones hide the tools on the
 * way down.
 */
export function initProgress(article: HTMLElement): void {
  const bar = document.querySelector<HTMLElement>('[data-progress]');
  const root = document.documentElement;
  let lastY = scrollY;
  let queued = false;

  const update = (): void => {
    queued = false;
    const { top, height } = article.getBoundingClientRect();
    const range = height - innerHeight;
    const done = range > 0 ? Math.min(1, Math.max(0, -top / range)) : 0;
    bar?.style.setProperty('--progress', done.toFixed(4));
    if (Math.abs(scrollY - lastY) > 12) {
      root.dataset['scroll'] = scrollY > lastY ? 'down' : 'up';
      lastY = scrollY;
    }
  };
  const queue = (): void => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(update);
  };
  addEventListener('scroll', queue, { passive: true });
  addEventListener('resize', queue);
  update();
}
