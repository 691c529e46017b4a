// The door page: a scan is always decided here first, then by the server when it can be reached in time.

import { Camera } from "./door-camera.js";
import { judged, statusList } from "./door-check.js";
import { Store } from "./door-store.js";

const page = document.getElementById("door");
const say = JSON.parse(page.dataset.texts);
const home = page.dataset.home;
const pressEventId = page.dataset.pressEvent;
const store = new Store(pressEventId);
const at = (name) => document.getElementById(name);

const ANSWER_WITHIN = 4000;
const REFRESH = 20000;
const OLD = 2 * 60 * 1000;
const TOO_OLD = 60 * 60 * 1000;
const SAME_CODE = 4000;

let reachable = true;
let signedOut = false;
let busy = false;
let last = { code: "", at: 0 };
let list = null;

const clock = (instant) =>
  new Date(instant).toLocaleTimeString(page.dataset.lang, { timeZone: "Asia/Ho_Chi_Minh", hour12: false });
const newNonce = () => crypto.randomUUID();
const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

async function ask(path, options = {}) {
  const headers = { "Accept-Language": page.dataset.lang, ...options.headers };
  const answer = await fetch(home + path, { ...options, headers, signal: AbortSignal.timeout(ANSWER_WITHIN) });
  signedOut = answer.status === 401;
  if (answer.status === 401 || answer.status === 429 || answer.status >= 500) throw new Error(String(answer.status));
  return answer;
}

async function refresh() {
  try {
    const answer = await ask(`/press-events/${pressEventId}/door-list`);
    if (answer.ok) await take(await answer.json());
    reachable = true;
  } catch {
    reachable = false;
  }
  if (reachable) await synchronise();
  show();
}

async function take(fresh) {
  const read = await statusList(fresh.status_list, fresh.keys);
  if (!read) return;
  list = read;
  store.take(fresh);
}

async function reopen() {
  const kept = store.kept.list;
  if (kept && !list) list = await statusList(kept.status_list, kept.keys);
}

async function send(scan) {
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": store.kept.list?.csrf_token ?? "" };
  const { press_event_id, token, nonce, gate, scanned_at, offline } = scan;
  const body = JSON.stringify({ press_event_id, token, nonce, gate, scanned_at, offline });
  const answer = await ask("/check-ins", { method: "POST", headers, body });
  const told = await answer.json();
  if (answer.status !== 201 && !told.reason) throw Object.assign(new Error(told.type), { refused: true });
  return { opened: answer.status === 201, told };
}

// A scan let in here must be on record: a "no" that came too late is told again as what happened. One that the
// server does not take at all goes behind the others and is tried again with the next list.
async function synchronise() {
  for (let left = store.kept.queue.length; left > 0; left -= 1) {
    try {
      await tell(store.kept.queue[0]);
    } catch (error) {
      if (!error.refused) return;
      store.postponed();
    }
  }
}

async function tell(scan) {
  let { opened, told } = await send(scan);
  if (!opened) {
    store.renumbered(newNonce());
    ({ opened, told } = await send(store.kept.queue[0]));
  }
  if (told.outcome === "conflict") store.noted({ kind: "conflict", reason: told.reason, name: told.holder_name, at: told.scanned_at });
  store.settled();
}

async function decide(code) {
  const door = { ...store.kept.list, list: list.list, entered: store.kept.entered };
  const local = await judged(code, door, store.now());
  const scan = { press_event_id: pressEventId, token: code, nonce: newNonce(), gate: at("gate").value.trim() || say.gate_default, scanned_at: new Date(store.now()).toISOString(), offline: false };
  if (reachable) {
    try {
      return told(local, await send(scan), scan);
    } catch {
      reachable = false;
    }
  }
  if (!local.reason) {
    store.queued({ ...scan, offline: true });
    store.entered(local.claims.passId, scan.scanned_at, scan.gate);
  }
  return { opened: !local.reason, reason: local.reason, name: local.known?.holder_name, newsroom: local.known?.newsroom, first: local.first, local: true, unlisted: local.unlisted };
}

function told(local, { opened, told: answer }, scan) {
  const seen = answer.check_in ?? answer;
  if (opened) store.entered(local.claims?.passId ?? answer.pass_id, scan.scanned_at, scan.gate);
  const first = seen.first_entry_at ? { at: seen.first_entry_at, gate: seen.first_gate } : null;
  if (first && seen.pass_id) store.entered(seen.pass_id, first.at, first.gate);
  return { opened, reason: answer.reason, name: seen.holder_name, newsroom: seen.newsroom, first, local: false };
}

async function scanned(code) {
  const now = Date.now();
  if (busy || !code || (code === last.code && now - last.at < SAME_CODE)) return;
  last = { code, at: now };
  busy = true;
  try {
    await reopen();
    if (!list) {
      verdict({ opened: false, reason: "no_list" });
    } else {
      verdict(await decide(code.trim()));
    }
  } finally {
    busy = false;
    last.at = Date.now();
    show();
  }
}

function verdict(result) {
  const box = at("verdict");
  const warned = result.opened && result.local;
  box.className = `verdict ${result.opened ? (warned ? "warn" : "good") : "bad"}`;
  at("verdict-word").textContent = result.opened ? say.come_in : say.stop;
  at("verdict-name").textContent = result.name ?? "";
  at("verdict-newsroom").textContent = result.newsroom ?? "";
  const why = result.reason ? say[`reason_${result.reason}`] : "";
  const first = result.first ? fill(say.first_entry, { time: clock(result.first.at), gate: result.first.gate }) : "";
  const alone = result.local ? (result.opened ? say.told_later : say.decided_here) : "";
  const unlisted = result.local && result.opened && result.unlisted ? say.unlisted : "";
  at("verdict-why").textContent = [why && `${why}.`, first, unlisted, alone].filter(Boolean).join(" ");
  box.hidden = false;
  navigator.vibrate?.(result.opened ? 80 : [80, 60, 80, 60, 200]);
  store.noted({ kind: result.opened ? (warned ? "local" : "in") : "out", reason: result.reason, name: result.name, at: new Date(store.now()).toISOString() });
}

function show() {
  const kept = store.kept;
  const state = signedOut ? "signed_out" : reachable ? "online" : "offline";
  at("network").textContent = say[state];
  at("network").className = `pill ${state}`;
  at("sign-in").hidden = !signedOut;
  const age = store.age();
  const made = kept.list ? fill(say.list_of, { time: clock(kept.list.made_at), age: ago(age) }) : say.no_list_yet;
  at("list").textContent = made;
  at("list").className = age < OLD ? "" : age < TOO_OLD ? "old" : "too-old";
  at("unchecked").hidden = reachable;
  const entered = Object.keys(kept.entered).length;
  at("entered").textContent = kept.list ? `${entered} / ${kept.list.passes.length}` : String(entered);
  at("waiting").textContent = String(kept.queue.length);
  at("gate-shown").textContent = at("gate").value;
  const lines = kept.log.map((line) => {
    const item = document.createElement("li");
    item.className = line.kind;
    const word = say[`log_${line.kind}`];
    item.textContent = [clock(line.at), word, line.name, line.reason && say[`reason_${line.reason}`]].filter(Boolean).join(" · ");
    return item;
  });
  at("log").replaceChildren(...lines);
}

function ago(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return fill(say.seconds_ago, { count: seconds });
  return seconds < 5400 ? fill(say.minutes_ago, { count: Math.round(seconds / 60) }) : fill(say.hours_ago, { count: Math.round(seconds / 3600) });
}

const camera = new Camera(at("camera"), scanned);

async function toggleCamera() {
  at("camera-trouble").hidden = true;
  if (camera.running) {
    camera.stop();
  } else {
    await camera.start().catch(() => {
      at("camera-trouble").hidden = false;
    });
  }
  at("viewer").classList.toggle("running", camera.running);
  at("camera-button").textContent = camera.running ? say.stop_camera : say.start_camera;
}

async function keepPage() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(`${home}/door-worker.js`);
  const cache = await caches.open("caunoi-door");
  await cache.addAll([location.pathname, ...page.dataset.files.split(" ")]);
  page.dataset.kept = "true";
}

at("camera-button").addEventListener("click", toggleCamera);
at("manual").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = at("code").value;
  at("code").value = "";
  last = { code: "", at: 0 };
  scanned(code);
});
at("gate").value = store.kept.gate || at("gate").value;
at("gate").addEventListener("change", () => {
  store.kept.gate = at("gate").value.trim();
  store.save();
  show();
});
addEventListener("online", refresh);
addEventListener("offline", () => {
  reachable = false;
  show();
});
document.addEventListener("visibilitychange", () => document.hidden || refresh());

show();
await reopen().catch(() => null);
await refresh();
setInterval(refresh, REFRESH);
setInterval(show, 1000);
keepPage().catch(() => null);
