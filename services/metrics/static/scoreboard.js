// Draws each chart from the table behind it, keeps the board current, and says when it is not.
(() => {
  "use strict";
  const charts = new Map();
  const board = document.getElementById("board");
  const live = document.getElementById("live");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function datasets(table) {
    const rows = [...table.tBodies[0].rows].filter((row) => row.dataset.label);
    const found = [...table.tHead.rows[0].cells].flatMap((head, column) => {
      const name = head.dataset.colour || head.dataset.line;
      if (!name) return [];
      const data = rows.map((row) => {
        const value = row.cells[column].dataset.value;
        return value === "" ? null : Number(value);
      });
      const line = Boolean(head.dataset.line);
      const shade = colour(name);
      return [line
        ? { type: "line", label: head.textContent, data, yAxisID: "rate", order: 0, borderColor: shade,
            backgroundColor: shade, borderWidth: 2, pointRadius: 3, cubicInterpolationMode: "monotone", spanGaps: true }
        : { type: "bar", label: head.textContent, data, order: 1, backgroundColor: shade, borderRadius: 3,
            maxBarThickness: 44, stack: "all" }];
    });
    return { labels: rows.map((row) => row.dataset.label), datasets: found };
  }

  function scales(rated) {
    const grid = { color: colour("line-soft") };
    const ticks = { color: colour("quiet"), precision: 0 };
    const both = { x: { stacked: true, grid: { display: false }, ticks }, y: { stacked: true, beginAtZero: true, grid, ticks } };
    if (rated) {
      both.rate = { position: "right", min: 0, max: 100, grid: { display: false },
        ticks: { color: colour("quiet"), callback: (value) => `${value} %` } };
    }
    return both;
  }

  function draw() {
    for (const plot of document.querySelectorAll("[data-chart]")) {
      const data = datasets(document.getElementById(plot.dataset.table));
      const known = charts.get(plot.id);
      if (known) {
        known.data.labels = data.labels;
        data.datasets.forEach((set, index) => { known.data.datasets[index].data = set.data; });
        known.update(calm ? "none" : undefined);
        continue;
      }
      const canvas = plot.appendChild(document.createElement("canvas"));
      charts.set(plot.id, new Chart(canvas, {
        data,
        options: {
          responsive: true, maintainAspectRatio: false, animation: calm ? false : { duration: 400 },
          interaction: { mode: "index", intersect: false },
          scales: scales(data.datasets.some((set) => set.type === "line")),
          plugins: { legend: { position: "bottom", labels: { color: colour("text"), boxWidth: 12, boxHeight: 12, padding: 14, useBorderRadius: true, borderRadius: 3 } } },
        },
      }));
    }
  }

  function say(connected) {
    live.textContent = connected ? live.dataset.live : live.dataset.away;
    live.classList.toggle("away", !connected);
  }

  board.addEventListener("htmx:config:request", (event) => {
    if (document.hidden || board.dataset.ended) { event.preventDefault(); return; }
    event.detail.ctx.request.headers["If-None-Match"] = board.dataset.tag;
  });
  board.addEventListener("htmx:after:request", (event) => {
    const response = event.detail.ctx.response;
    say(response.status < 500);
    if (response.status === 401 || response.status === 403) {
      board.dataset.ended = "yes";
      document.getElementById("ended").hidden = false;
    }
    const tag = response.headers.get("etag");
    if (response.status === 200 && tag) board.dataset.tag = tag;
  });
  board.addEventListener("htmx:error", () => say(false));
  board.addEventListener("htmx:after:swap", draw);
  Chart.defaults.font.family = "system-ui, sans-serif";
  draw();
})();
