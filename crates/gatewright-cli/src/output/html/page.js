// What the page of `gatewright lint --format html` does beside being read: it filters findings,
// goes from one to the next, copies pointers, and turns the lights on and off.
"use strict";

const root = document.documentElement;
root.classList.add("js");

// A page from a file may have no storage.
const stored = (value) => {
  try {
    if (value) localStorage.setItem("gatewright-theme", value);
    return localStorage.getItem("gatewright-theme");
  } catch {
    return null;
  }
};
if (["light", "dark"].includes(stored())) root.dataset.theme = stored();

document.addEventListener("DOMContentLoaded", () => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all(".finding");
  const groups = all(".group");
  const links = new Map(all("[data-group]").map((it) => [it.dataset.group, it]));
  const methods = all(".method");
  const resources = all(".resource").reverse();
  const chips = all(".chip");
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const theme = document.getElementById("theme");

  // Light and dark.
  const isDark = () =>
    root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
  const light = () => theme.setAttribute("aria-pressed", String(isDark()));
  const turn = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    stored(root.dataset.theme);
    light();
  };
  theme.hidden = false;
  theme.addEventListener("click", turn);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", light);
  light();

  // Filters: of severities and of categories those that are pressed, or all if none is.
  const texts = new Map();
  const text = (element) => {
    if (!texts.has(element)) {
      const group = element.closest(".group")?.querySelector("h4")?.textContent ?? "";
      const name = element.dataset.name ?? group;
      texts.set(element, (name + " " + element.textContent).toLowerCase());
    }
    return texts.get(element);
  };
  const pressed = (name) => {
    const on = chips.filter((chip) => chip.dataset[name] && chip.ariaPressed === "true");
    return on.map((chip) => chip.dataset[name]);
  };
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const [weights, categories] = [pressed("weight"), pressed("category")];
    const has = (list, value) => list.length === 0 || list.includes(value);
    const says = (element) => words.length === 0 || words.every((it) => text(element).includes(it));
    let count = 0;
    for (const it of findings) {
      it.hidden = !(has(weights, it.dataset.weight) && has(categories, it.dataset.category) && says(it));
      if (!it.hidden) count += 1;
    }
    for (const it of groups) {
      it.hidden = !it.querySelector(".finding:not([hidden])");
      const link = links.get(it.id);
      if (link) link.hidden = it.hidden;
    }
    for (const it of methods) it.parentElement.hidden = !says(it);
    // Those below come first.
    for (const it of resources) {
      const left = it.querySelector("li:not([hidden]) > .method");
      it.hidden = words.length > 0 && !left;
    }
    shown.textContent =
      count === findings.length ? `${count} findings` : `${count} of ${findings.length} findings`;
  };
  const reset = () => {
    search.value = "";
    for (const chip of chips) chip.ariaPressed = "false";
    filter();
  };
  if (search) {
    let wait;
    search.closest(".toolbar").hidden = false;
    search.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(filter, 100);
    });
    for (const chip of chips) {
      chip.addEventListener("click", () => {
        chip.ariaPressed = String(chip.ariaPressed !== "true");
        filter();
      });
    }
    filter();
  }

  // The bar that stays on top must not cover what a link leads to.
  const bar = document.querySelector(".toolbar");
  const measure = () => {
    const stays = bar && getComputedStyle(bar).position === "sticky";
    root.style.setProperty("--bar", `${stays ? bar.offsetHeight : 0}px`);
  };
  addEventListener("resize", measure);
  measure();

  // From one finding to the next.
  const go = (step) => {
    const visible = findings.filter((it) => !it.hidden);
    const here = visible.indexOf(document.activeElement?.closest(".finding"));
    const next = here < 0 ? visible[step > 0 ? 0 : visible.length - 1] : visible[here + step];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && search) {
      reset();
      search.blur();
      return;
    }
    if (event.target.closest("input")) return;
    const keys = { j: () => go(1), k: () => go(-1), t: turn, "/": () => search?.focus() };
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // What a link leads to is opened and shown, whatever the filters are.
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) reset();
    for (let it = target.closest("details"); it; it = it.parentElement.closest("details")) {
      it.open = true;
    }
    target.scrollIntoView();
    if (target.matches(".finding")) target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  // Pointers to the clipboard; without one, a selection must do.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const pointer = button.parentElement.querySelector(".pointer");
    try {
      await navigator.clipboard.writeText(pointer.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(pointer);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });

  // Paper has no details to open.
  addEventListener("beforeprint", () => {
    for (const it of all("details:not(.keys)")) it.open = true;
  });
});
