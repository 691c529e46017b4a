// Keeps the door page and its files, so that a reload works with the network cut. Nothing else is kept here.

const CACHE = "caunoi-door";
const KEPT = /^\/events\/v1\/(press-events\/[0-9a-f-]{36}\/door|assets\/[\w.-]+)$/;
const PATIENCE = 3000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function freshOrKept(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method === "GET" && address.origin === location.origin && KEPT.test(address.pathname)) {
    event.respondWith(freshOrKept(event.request));
  }
});
