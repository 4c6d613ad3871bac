"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const [canvas, world, panel, search, found, tip] = ["canvas", "world", "panel", "search", "found", "tip"].map(byId);
  const tables = [...canvas.querySelectorAll(".table")];
  const edges = [...canvas.querySelectorAll("[data-child]")];
  const names = new Map(tables.map((table, number) => [table.dataset.name, number]));
  const boxes = tables.map((table) => table.querySelector(".frame").getBBox());
  const whole = { x: 0, y: 0, width: Number(canvas.dataset.width), height: Number(canvas.dataset.height) };

  // ---- where the reader is: a point of the picture is at (x, y) + scale * point of the screen
  let view = { x: 0, y: 0, scale: 1 };
  const DISTANT = 0.55;
  const least = () => Math.min(0.05, fitting(whole, 20));
  const limited = (scale) => Math.min(4, Math.max(least(), scale));

  function show(next) {
    view = next;
    world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
    canvas.classList.toggle("distant", view.scale < DISTANT);
    tip.hidden = true;
  }

  // The legend lies over the lowest part.
  const room = () => ({ width: canvas.clientWidth, height: canvas.clientHeight - 44 });

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

  const fitAll = () => fit(whole, 1.5);

  function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    const scale = limited(view.scale * factor);
    const by = scale / view.scale;
    show({ x: x - (x - view.x) * by, y: y - (y - view.y) * by, scale });
  }

  const pan = (x, y) => show({ ...view, x: view.x + x, y: view.y + y });

  /** Moves a table into view, and at least so near. */
  function reveal(number, nearness) {
    const box = boxes[number];
    const { width, height } = room();
    const scale = Math.max(view.scale, nearness);
    const [left, top] = [view.x + box.x * view.scale, view.y + box.y * view.scale];
    const [right, bottom] = [left + box.width * view.scale, top + box.height * view.scale];
    const isIn = left >= 0 && top >= 0 && right <= width && bottom <= height;
    if (isIn && scale === view.scale) return;
    const x = width / 2 - (box.x + box.width / 2) * scale;
    const y = height / 2 - (box.y + box.height / 2) * scale;
    show({ x, y, scale });
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
    if (moved > 4) {
      event.preventDefault();
      moved = 0;
    } else if (event.target.closest(".domain text")) {
      fit(event.target.closest(".domain").querySelector(".area").getBBox(), 1.5);
    } else if (!event.target.closest(".table")) {
      choose(null);
    }
  });
  canvas.addEventListener("dragstart", (event) => event.preventDefault());
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const place = canvas.getBoundingClientRect();
    const lines = event.deltaMode === 1 ? 16 : 1;
    const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015));
    zoom(Math.min(2, Math.max(0.5, factor)), event.clientX - place.left, event.clientY - place.top);
  }, { passive: false });

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const KEYS = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fitAll, "/": () => search.select() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === search) return;
    if (event.key === "Escape") {
      choose(null);
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
  let chosen = null;

  function light(number) {
    canvas.classList.toggle("lit", number !== null);
    const near = new Set([number]);
    for (const edge of edges) {
      const ends = [Number(edge.dataset.child), Number(edge.dataset.parent)];
      const isNear = ends.includes(number);
      edge.classList.toggle("near", isNear);
      if (isNear) ends.forEach((end) => near.add(end));
    }
    tables.forEach((table, other) => table.classList.toggle("near", near.has(other)));
  }

  /** Says the name of a table beside it, where it is too small to be read. */
  function name(number) {
    const box = boxes[number];
    tip.hidden = view.scale >= DISTANT;
    tip.textContent = tables[number].dataset.name;
    tip.style.left = `${view.x + (box.x + box.width / 2) * view.scale}px`;
    tip.style.top = `${view.y + box.y * view.scale}px`;
  }

  tables.forEach((table, number) => {
    table.addEventListener("pointerenter", () => {
      if (pointers.size > 0) return;
      light(number);
      name(number);
    });
    table.addEventListener("pointerleave", () => {
      light(chosen);
      tip.hidden = true;
    });
    table.addEventListener("focus", () => {
      if (!table.matches(":focus-visible")) return;
      reveal(number, 0);
      light(number);
      name(number);
    });
    table.addEventListener("blur", () => light(chosen));
  });

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
      reveal(number, DISTANT);
      panel.scrollTop = 0;
      byId(`about-${number}`).querySelector("h2").focus({ preventScroll: true });
    } else if (wasOpen && chosen !== null) {
      tables[chosen].focus({ preventScroll: true });
    }
    chosen = number;
    light(chosen);
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

  function matches(words) {
    const rank = ({ name, columns }) => {
      const lower = name.toLowerCase();
      if (lower === words) return 0;
      if (lower.startsWith(words)) return 1;
      if (lower.includes(words)) return 2;
      return columns.some((column) => column.toLowerCase().includes(words)) ? 3 : null;
    };
    const ranked = texts.map((text) => ({ ...text, rank: rank(text) })).filter((text) => text.rank !== null);
    return ranked.sort((one, other) => one.rank - other.rank || one.number - other.number);
  }

  function look() {
    const words = search.value.trim().toLowerCase();
    const hits = words === "" ? [] : matches(words);
    canvas.classList.toggle("searching", hits.length > 0);
    const numbers = new Set(hits.map((hit) => hit.number));
    tables.forEach((table, number) => table.classList.toggle("hit", numbers.has(number)));
    found.replaceChildren(...hits.slice(0, MOST).map((hit) => item(hit, words)));
    if (words !== "" && hits.length === 0) found.append(nothing(words));
    found.hidden = words === "";
    search.setAttribute("aria-expanded", String(words !== ""));
    activate(0);
  }

  function item({ number, name, columns }, words) {
    const line = document.createElement("li");
    line.setAttribute("role", "option");
    line.id = `found-${number}`;
    line.dataset.name = name;
    line.append(...marked(name, words));
    const alike = columns.filter((column) => column.toLowerCase().includes(words));
    if (alike.length > 0) {
      const small = document.createElement("small");
      small.append(" ", ...alike.slice(0, 4).flatMap((column, place) => [place > 0 ? ", " : "", ...marked(column, words)]));
      line.append(small);
    }
    return line;
  }

  function marked(text, words) {
    const start = text.toLowerCase().indexOf(words);
    if (start < 0) return [text];
    const mark = document.createElement("mark");
    mark.append(text.slice(start, start + words.length));
    return [text.slice(0, start), mark, text.slice(start + words.length)];
  }

  function nothing(words) {
    const line = document.createElement("li");
    line.className = "nothing";
    line.append(`no table or column has “${words}” in its name`);
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
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  });
  found.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(event.target.closest("[role=option]"));
  });
  search.addEventListener("blur", () => (found.hidden = true));
  search.addEventListener("focus", look);

  // ---- light and dark: as the system is, until the reader chooses
  const system = matchMedia("(prefers-color-scheme: dark)");
  let theme = null;
  const paint = () => (root.dataset.theme = theme ?? (system.matches ? "dark" : "light"));
  system.addEventListener("change", paint);
  byId("theme").addEventListener("click", () => {
    theme = root.dataset.theme === "dark" ? "light" : "dark";
    paint();
  });

  byId("in").addEventListener("click", () => zoom(1.25));
  byId("out").addEventListener("click", () => zoom(0.8));
  byId("all").addEventListener("click", fitAll);

  // While nobody has moved, the whole is shown however the window changes.
  let fitted = null;
  const refit = () => {
    const isUntouched = fitted === null || (view.x === fitted.x && view.y === fitted.y && view.scale === fitted.scale);
    if (!isUntouched) return;
    fitAll();
    fitted = view;
  };
  new ResizeObserver(refit).observe(canvas);
  paint();
  refit();
  follow();
})();
