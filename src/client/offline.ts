/**
 * Registers the service worker that the page names. On a page that names none it removes a
 * registered one, so that turning the setting off reaches readers who have it.
 */
export async function initOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { worker, home = '/' } = document.documentElement.dataset;
  try {
    if (worker !== undefined) {
      await navigator.serviceWorker.register(worker, { scope: home });
      return;
    }
    const registration = await navigator.serviceWorker.getRegistration(home);
    if (!registration || new URL(registration.scope).pathname !== home) return;
    await registration.unregister();
    const names = (await caches.keys()).filter((name) => name.startsWith(`inkstone:${home}:`));
    await Promise.all(names.map((name) => caches.delete(name)));
  } catch {
    // Blocked by the browser's settings: the site works without it.
  }
}
