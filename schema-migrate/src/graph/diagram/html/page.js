"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const [canvas, world, panel, search, found, tip] = ["canvas", "world", "panel", "search", "found", "tip"].map(byId);
  const [legend, status] = ["legend", "status"].map(byId);
  const tables = [...canvas.querySelectorAll(".table")];
  const edges = [...canvas.querySelectorAll("[data-child]")];
  const names = new Map(tables.map((table, number) => [table.dataset.name, number]));
  // By their attributes, which are there also while nothing is laid out.
  const boxOf = (rect) => Object.fromEntries(["x", "y", "width", "height"].map((name) => [name, Number(rect.getAttribute(name))]));
  const boxes = tables.map((table) => boxOf(table.querySelector(".frame")));
  // Without this script the picture fits into the window; from here on the script moves it.
  const fixed = canvas.getAttribute("viewBox");
  const [x, y, width, height] = fixed.split(" ").map(Number);
  const whole = { x, y, width, height };
  canvas.removeAttribute("viewBox");
  root.classList.remove("still");

  // ---- where the reader is: a point of the picture is at (x, y) + scale * point of the screen
  let view = { x: 0, y: 0, scale: 1 };
  const DISTANT = 0.55;
  const READABLE = 0.9;
  const limited = (scale) => Math.min(4, Math.max(fitting(whole, 20) / 2, scale));

  function show(next) {
    const { width, height } = room();
    const within = (start, length, space) => Math.min(space - 60, Math.max(60 - length, start));
    view = {
      scale: next.scale,
      x: within(next.x + whole.x * next.scale, whole.width * next.scale, width) - whole.x * next.scale,
      y: within(next.y + whole.y * next.scale, whole.height * next.scale, height) - whole.y * next.scale,
    };
    world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
    canvas.classList.toggle("distant", view.scale < DISTANT);
    cull();
    placeTip();
  }

  /** Leaves the texts of tables out that are not in sight, which makes large schemas move smoothly. */
  const outside = tables.map(() => false);
  function cull() {
    const [left, top] = [-view.x / view.scale, -view.y / view.scale];
    const [right, bottom] = [left + canvas.clientWidth / view.scale, top + canvas.clientHeight / view.scale];
    boxes.forEach((box, number) => {
      const isOutside = box.x > right || box.x + box.width < left || box.y > bottom || box.y + box.height < top;
      if (isOutside === outside[number]) return;
      outside[number] = isOutside;
      tables[number].classList.toggle("outside", isOutside);
    });
  }

  /** What neither the panel nor the legend lies over. */
  function room() {
    const isBelow = panel.offsetWidth >= canvas.clientWidth;
    const [right, below] = isBelow ? [0, panel.offsetHeight] : [panel.offsetWidth, 0];
    return {
      width: Math.max(80, canvas.clientWidth - right),
      height: Math.max(80, canvas.clientHeight - Math.max(below, legend.offsetHeight + 10)),
    };
  }

  function fitting(box, margin) {
    const { width, height } = room();
    const scale = Math.min((width - 2 * margin) / box.width, (height - 2 * margin) / box.height);
    return Math.max(0.01, scale);
  }

  function fit(box, most) {
    const { width, height } = room();
    const scale = Math.min(most, fitting(box, 16));
    const x = (width - box.width * scale) / 2 - box.x * scale;
    const y = (height - box.height * scale) / 2 - box.y * scale;
    show({ x, y, scale });
  }

  // Until the reader moves, everything is shown, however the window changes.
  let fitted = null;
  function fitAll() {
    fit(whole, 1.5);
    fitted = view;
  }

  function zoom(factor, x = room().width / 2, y = room().height / 2) {
    const scale = limited(view.scale * factor);
    const by = scale / view.scale;
    show({ x: x - (x - view.x) * by, y: y - (y - view.y) * by, scale });
  }

  const pan = (x, y) => show({ ...view, x: view.x + x, y: view.y + y });

  /** Moves a table into sight, no farther than it takes. What is too small to be read comes nearer, on request. */
  function reveal(number, isToBeRead) {
    const box = boxes[number];
    const { width, height } = room();
    if (isToBeRead && view.scale < DISTANT) {
      const scale = Math.max(view.scale, Math.min(READABLE, fitting(box, 24)));
      const x = width / 2 - (box.x + box.width / 2) * scale;
      show({ x, y: height / 2 - (box.y + box.height / 2) * scale, scale });
      return;
    }
    const into = (start, length, space) => {
      if (start < 16 || length > space - 32) return 16 - start;
      return Math.min(0, space - 16 - start - length);
    };
    const x = into(view.x + box.x * view.scale, box.width * view.scale, width);
    const y = into(view.y + box.y * view.scale, box.height * view.scale, height);
    if (x !== 0 || y !== 0) pan(x, y);
  }

  // ---- moving about: mouse, fingers, wheel, keys
  const pointers = new Map();
  let moved = 0;

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (pointers.size === 0) moved = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (pointers.size === 1 && moved > 4) {
      canvas.classList.add("dragged");
      canvas.setPointerCapture(event.pointerId);
      pan(now.x - before.x, now.y - before.y);
    } else if (pointers.size === 2) {
      pinch(event.pointerId, before, now);
    }
    pointers.set(event.pointerId, now);
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    window.addEventListener(kind, (event) => {
      pointers.delete(event.pointerId);
      canvas.classList.remove("dragged");
    });
  }
  function pinch(id, before, now) {
    const [[, other]] = [...pointers].filter(([key]) => key !== id);
    const distance = (point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const place = canvas.getBoundingClientRect();
    pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    zoom(distance(now) / distance(before), (now.x + other.x) / 2 - place.left, (now.y + other.y) / 2 - place.top);
  }
  canvas.addEventListener("click", (event) => {
    // A key's click has no detail, and no way that it was dragged.
    if (moved > 4 && event.detail > 0) {
      event.preventDefault();
      moved = 0;
    } else if (event.target.closest(".domain text")) {
      zoomTo(event.target);
    } else if (!event.target.closest(".table")) {
      choose(null);
    }
  });
  const zoomTo = (text) => fit(boxOf(text.closest(".domain").querySelector(".area")), 1.5);
  canvas.addEventListener("dragstart", (event) => event.preventDefault());
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const place = canvas.getBoundingClientRect();
    const lines = event.deltaMode === 1 ? 16 : 1;
    if (!event.ctrlKey && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      pan(-event.deltaX * lines, 0);
      return;
    }
    const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015));
    zoom(Math.min(2, Math.max(0.5, factor)), event.clientX - place.left, event.clientY - place.top);
  }, { passive: false });

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const KEYS = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fitAll, "/": () => search.select() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === search) return;
    if (event.key === "Escape") {
      choose(null);
    } else if (event.key === "Enter" && event.target.closest(".domain text")) {
      zoomTo(event.target);
    } else if (Object.hasOwn(KEYS, event.key)) {
      KEYS[event.key]();
    } else if (Object.hasOwn(ARROWS, event.key) && canvas.contains(event.target)) {
      const [x, y] = ARROWS[event.key];
      const table = event.target.closest(".table");
      if (table && !event.shiftKey) step(tables.indexOf(table), x, y);
      else pan(-80 * x, -80 * y);
    } else {
      return;
    }
    event.preventDefault();
  });

  /** From a table to the nearest one in a direction. */
  function step(from, x, y) {
    const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
    const [startX, startY] = middle(boxes[from]);
    let best = [Infinity, null];
    boxes.forEach((box, number) => {
      const [toX, toY] = middle(box);
      const along = (toX - startX) * x + (toY - startY) * y;
      const aside = Math.abs((toX - startX) * y) + Math.abs((toY - startY) * x);
      const distance = along + 2 * aside;
      if (along > 10 && distance < best[0]) best = [distance, number];
    });
    if (best[1] !== null) tables[best[1]].focus();
  }

  // ---- a table and its neighbours
  let [chosen, hovered, focused] = [null, null, null];

  function light() {
    const number = hovered ?? focused ?? chosen;
    canvas.classList.toggle("lit", number !== null);
    const near = new Set([number]);
    for (const edge of edges) {
      // A label may belong to several lines.
      const parents = edge.dataset.parent.split(" ").map(Number);
      const child = Number(edge.dataset.child);
      const isNear = child === number || parents.includes(number);
      edge.classList.toggle("near", isNear);
      if (isNear) near.add(child);
      if (child === number) parents.forEach((parent) => near.add(parent));
    }
    tables.forEach((table, other) => table.classList.toggle("near", near.has(other)));
    placeTip();
  }

  /** Says the name of a table beside it, where it is too small to be read. */
  function placeTip() {
    const number = hovered ?? focused;
    tip.hidden = number === null || view.scale >= DISTANT;
    if (tip.hidden) return;
    const box = boxes[number];
    tip.textContent = tables[number].dataset.name;
    const half = tip.offsetWidth / 2 + 4;
    const x = view.x + (box.x + box.width / 2) * view.scale;
    tip.style.left = `${Math.max(half, Math.min(canvas.clientWidth - half, x))}px`;
    tip.style.top = `${Math.max(tip.offsetHeight + 8, view.y + box.y * view.scale)}px`;
  }

  /** Tab leads to one table only, and from there on the arrows to the others. */
  function lead(number) {
    tables.forEach((table, other) => table.setAttribute("tabindex", other === number ? "0" : "-1"));
  }

  tables.forEach((table, number) => {
    table.addEventListener("pointerenter", () => {
      if (pointers.size > 0) return;
      hovered = number;
      light();
    });
    table.addEventListener("pointerleave", () => {
      hovered = null;
      light();
    });
    table.addEventListener("focus", () => {
      lead(number);
      if (!table.matches(":focus-visible")) return;
      focused = number;
      reveal(number, false);
      light();
    });
    table.addEventListener("blur", () => {
      focused = null;
      light();
    });
  });
  lead(0);

  // ---- the columns of a table, found by the address of the page: #name
  function choose(name) {
    const target = name === null ? location.pathname + location.search : `#${encodeURIComponent(name)}`;
    if (name === null ? location.hash : location.hash !== target) history.pushState(null, "", target);
    follow();
  }

  function follow() {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // An address that was cut off names no table.
    }
    const number = names.get(name) ?? null;
    const wasOpen = !panel.hidden;
    panel.hidden = number === null;
    tables.forEach((table, other) => table.classList.toggle("chosen", other === number));
    panel.querySelectorAll("section").forEach((about, other) => (about.hidden = other !== number));
    if (number !== null) {
      lead(number);
      reveal(number, true);
      panel.scrollTop = 0;
      byId(`about-${number}`).querySelector("h2").focus({ preventScroll: true });
    } else if (wasOpen && chosen !== null) {
      tables[chosen].focus({ preventScroll: true });
    }
    chosen = number;
    light();
  }

  window.addEventListener("hashchange", follow);
  window.addEventListener("popstate", follow);
  byId("close").addEventListener("click", () => choose(null));

  // ---- search: tables by their names and their columns
  const texts = tables.map((table, number) => ({
    number,
    name: table.dataset.name,
    columns: [...byId(`about-${number}`).querySelectorAll("[data-column]")].map((cell) => cell.dataset.column),
  }));
  const MOST = 50;
  let active = 0;
  const wordsOf = (text) => text.toLowerCase().split(/[\s._]+/).filter((word) => word !== "");

  function matches(text) {
    const words = wordsOf(text);
    const rank = ({ name, columns }) => {
      const lower = name.toLowerCase();
      if (lower === text) return 0;
      if (lower.startsWith(text)) return 1;
      if (words.every((word) => lower.includes(word))) return 2;
      const everything = [lower, ...columns.map((column) => column.toLowerCase())];
      return words.every((word) => everything.some((part) => part.includes(word))) ? 3 : null;
    };
    const ranked = texts.map((text) => ({ ...text, rank: rank(text) })).filter((text) => text.rank !== null);
    return ranked.sort((one, other) => one.rank - other.rank || one.number - other.number);
  }

  function look() {
    const text = search.value.trim().toLowerCase();
    const hits = wordsOf(text).length === 0 ? [] : matches(text);
    canvas.classList.toggle("searching", hits.length > 0);
    const numbers = new Set(hits.map((hit) => hit.number));
    tables.forEach((table, number) => table.classList.toggle("hit", numbers.has(number)));
    found.replaceChildren(...hits.slice(0, MOST).map((hit) => item(hit, wordsOf(text))));
    if (hits.length > MOST) found.append(remark(`and ${hits.length - MOST} more`));
    if (text !== "" && hits.length === 0) found.append(remark(`no table or column has “${text}” in its name`));
    status.textContent = text === "" ? "" : `${hits.length} found`;
    found.hidden = text === "";
    search.setAttribute("aria-expanded", String(text !== ""));
    activate(0);
  }

  function item({ number, name, columns }, words) {
    const line = document.createElement("li");
    line.setAttribute("role", "option");
    line.id = `found-${number}`;
    line.dataset.name = name;
    line.append(...marked(name, words));
    const alike = columns.filter((column) => words.some((word) => column.toLowerCase().includes(word)));
    if (alike.length > 0) {
      const small = document.createElement("small");
      small.append(" ", ...alike.slice(0, 4).flatMap((column, place) => [place > 0 ? ", " : "", ...marked(column, words)]));
      if (alike.length > 4) small.append(` and ${alike.length - 4} more`);
      line.append(small);
    }
    return line;
  }

  /** A text with the first word that is found in it marked. */
  function marked(text, words) {
    const lower = text.toLowerCase();
    const word = words.find((word) => lower.includes(word));
    if (word === undefined || lower.length !== text.length) return [text];
    const start = lower.indexOf(word);
    const mark = document.createElement("mark");
    mark.append(text.slice(start, start + word.length));
    return [text.slice(0, start), mark, text.slice(start + word.length)];
  }

  function remark(text) {
    const line = document.createElement("li");
    line.className = "remark";
    line.setAttribute("role", "presentation");
    line.append(text);
    return line;
  }

  const options = () => [...found.querySelectorAll("[role=option]")];

  function activate(place) {
    const lines = options();
    active = Math.max(0, Math.min(place, lines.length - 1));
    lines.forEach((line, other) => line.setAttribute("aria-selected", String(other === active)));
    lines[active]?.scrollIntoView({ block: "nearest" });
    if (lines.length > 0) search.setAttribute("aria-activedescendant", lines[active].id);
    else search.removeAttribute("aria-activedescendant");
  }

  function take(line) {
    if (!line) return;
    leave();
    choose(line.dataset.name);
  }

  function leave() {
    search.value = "";
    look();
  }

  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active - 1);
    else if (event.key === "Enter") take(options()[active]);
    else if (event.key === "Escape" && search.value !== "") leave();
    else if (event.key === "Escape") choose(null);
    else return;
    event.preventDefault();
  });
  // The field keeps the focus while a line is pressed, and the list may be scrolled by touching it.
  found.addEventListener("mousedown", (event) => event.preventDefault());
  found.addEventListener("click", (event) => take(event.target.closest("[role=option]")));
  search.addEventListener("focus", look);
  search.addEventListener("blur", () => {
    found.hidden = true;
    search.setAttribute("aria-expanded", "false");
    canvas.classList.remove("searching");
  });

  // ---- light and dark: as the system is, until the reader chooses
  const system = matchMedia("(prefers-color-scheme: dark)");
  const THEME = "schema-diagram-theme";
  let theme = remembered();

  function remembered() {
    try {
      return localStorage.getItem(THEME);
    } catch {
      return null; // Some browsers keep nothing for files.
    }
  }

  function remember() {
    try {
      localStorage.setItem(THEME, theme);
    } catch {
      // Then it is forgotten with the page.
    }
  }

  function paint() {
    root.dataset.theme = theme ?? (system.matches ? "dark" : "light");
    byId("theme").setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  }

  system.addEventListener("change", paint);
  byId("theme").addEventListener("click", () => {
    theme = root.dataset.theme === "dark" ? "light" : "dark";
    remember();
    paint();
  });

  // ---- paper: everything, in the light
  window.addEventListener("beforeprint", () => {
    root.dataset.theme = "light";
    canvas.setAttribute("viewBox", fixed);
    canvas.classList.remove("lit", "searching", "distant");
    world.removeAttribute("transform");
    tables.forEach((table) => table.classList.remove("outside", "chosen"));
  });
  window.addEventListener("afterprint", () => {
    canvas.removeAttribute("viewBox");
    outside.fill(false);
    paint();
    show(view);
    follow();
  });

  byId("in").addEventListener("click", () => zoom(1.25));
  byId("out").addEventListener("click", () => zoom(0.8));
  byId("all").addEventListener("click", fitAll);

  legend.open = canvas.clientWidth > 700;
  legend.addEventListener("toggle", () => view === fitted && fitAll());
  new ResizeObserver(() => {
    if (view === fitted || fitted === null) fitAll();
    else show(view);
    if (chosen !== null) reveal(chosen, false);
  }).observe(canvas);
  paint();
  fitAll();
  follow();
})();
