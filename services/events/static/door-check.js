// What a door can decide by itself: the signature of a pass, its times, the signed status list, and who has
// entered here. The same order of reasons as services/events/domain/model/scan.py.

const STATUSES = ["valid", "revoked", "suspended", "cancelled"];
const LENGTH = 57;
const FORMAT = 1;
const text = new TextEncoder();

function bytesOf(encoded) {
  const padded = encoded.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");

function uuidOf(bytes) {
  const h = hex(bytes);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

async function verified(key, signature, message) {
  try {
    const imported = await crypto.subtle.importKey("jwk", { kty: key.kty, crv: key.crv, x: key.x }, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", imported, signature, message);
  } catch (error) {
    if (error.name !== "NotSupportedError" && error.name !== "SyntaxError") return false;
    const fallback = await import("./noble-ed25519.js");
    try {
      return await fallback.verifyAsync(signature, message, bytesOf(key.x));
    } catch {
      return false;
    }
  }
}

/** The payload of a compact JWS that one of `keys` has signed, or null. */
export async function opened(token, keys) {
  const parts = token.trim().split(".");
  if (parts.length !== 3) return null;
  try {
    const header = JSON.parse(new TextDecoder().decode(bytesOf(parts[0])));
    const key = keys.find((one) => one.kid === header.kid);
    if (!key || header.alg !== "Ed25519") return null;
    const message = text.encode(`${parts[0]}.${parts[1]}`);
    return (await verified(key, bytesOf(parts[2]), message)) ? bytesOf(parts[1]) : null;
  } catch {
    return null;
  }
}

/** What the 57 bytes of a pass say, or null. */
export function claimsOf(payload) {
  if (!payload || payload.length !== LENGTH || payload[0] !== FORMAT) return null;
  const view = new DataView(payload.buffer, payload.byteOffset);
  return {
    passId: uuidOf(payload.slice(1, 17)),
    pressEventId: uuidOf(payload.slice(17, 33)),
    holder: hex(payload.slice(33, 45)),
    validFrom: view.getUint32(45) * 1000,
    validTo: view.getUint32(49) * 1000,
    index: view.getUint32(53),
  };
}

/** The signed status list as bytes with its last instant of worth; null when it is not signed by `keys`. */
export async function statusList(token, keys) {
  const payload = await opened(token, keys);
  if (!payload) return null;
  const claims = JSON.parse(new TextDecoder().decode(payload));
  const stream = new Blob([bytesOf(claims.status_list.lst)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const list = new Uint8Array(await new Response(stream).arrayBuffer());
  return { list, expires: claims.exp * 1000 };
}

function statusAt(list, index) {
  const at = index >> 2;
  return at < list.length ? STATUSES[(list[at] >> ((index & 3) * 2)) & 3] : null;
}

async function isHolder(claims, known) {
  const line = text.encode(`${claims.passId}\n${known.holder_name}\n${known.newsroom}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", line));
  return hex(digest.slice(0, 12)) === claims.holder;
}

/** {reason} keeps the door shut, null opens it; `known` is the holder where the list names one. */
export async function judged(token, door, now) {
  const claims = claimsOf(await opened(token, door.keys));
  if (!claims) return { reason: "invalid_signature" };
  if (claims.pressEventId !== door.press_event_id) return { reason: "wrong_event", claims };
  const found = door.passes.find((one) => one.pass_id === claims.passId);
  const known = found && (await isHolder(claims, found)) ? found : null;
  const result = (reason, first) => ({ reason, claims, known, first, unlisted: !found });
  if (found && !known) return result("unknown");
  const status = statusAt(door.list, claims.index);
  if (door.status === "cancelled") return result("cancelled");
  if (found && status !== "valid") return result(status);
  if (now > claims.validTo) return result("expired");
  if (now < claims.validFrom) return result("not_yet_valid");
  const first = door.entered[claims.passId];
  return first ? result("already_used", first) : result(null);
}
