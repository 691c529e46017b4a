// What this device keeps for one press event while the network is cut: the door's list, who entered here,
// and what is still to be told. It is forgotten a day after the press event.

const PREFIX = "caunoi-door-";
const DAY = 24 * 3600 * 1000;

export class Store {
  constructor(pressEventId) {
    this.key = PREFIX + pressEventId;
    this.kept = JSON.parse(localStorage.getItem(this.key) || "null") || { list: null, entered: {}, queue: [], gate: "", log: [] };
    Store.forgetOld();
  }

  static forgetOld() {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      const kept = JSON.parse(localStorage.getItem(key));
      const over = kept.list && Date.parse(kept.list.ends_at) + DAY < Date.now();
      if (over && kept.queue.length === 0) localStorage.removeItem(key);
    }
  }

  save() {
    localStorage.setItem(this.key, JSON.stringify(this.kept));
  }

  /** A new list; entries that the server knows come with it, those made here stay. */
  take(list) {
    this.kept.list = { ...list, taken_at: Date.now() };
    for (const one of list.passes.filter((one) => one.entered_at)) {
      this.kept.entered[one.pass_id] = { at: one.entered_at, gate: one.gate };
    }
    this.save();
  }

  /** The instant by the server's clock; devices are often minutes off. */
  now() {
    const list = this.kept.list;
    return list ? Date.parse(list.made_at) + (Date.now() - list.taken_at) : Date.now();
  }

  age() {
    return this.kept.list ? Date.now() - this.kept.list.taken_at : Infinity;
  }

  entered(passId, at, gate) {
    if (!this.kept.entered[passId]) this.kept.entered[passId] = { at, gate };
    this.save();
  }

  noted(line) {
    this.kept.log = [line, ...this.kept.log].slice(0, 20);
    this.save();
  }

  queued(scan) {
    this.kept.queue.push(scan);
    this.save();
  }

  settled() {
    this.kept.queue.shift();
    this.save();
  }

  postponed() {
    this.kept.queue.push(this.kept.queue.shift());
    this.save();
  }

  renumbered(nonce) {
    this.kept.queue[0] = { ...this.kept.queue[0], nonce };
    this.save();
  }
}
