"""Uses the page of `gatewright lint --format html` in a headless Chromium.

    python3 page.py GATEWRIGHT

Looks at a page of several definitions, one of which does its worst: that nothing is loaded, complained of
or cut off, that every text can be read against its ground, and that filters, keys and links do what they
say. Ends with 0 if all holds, and with 3 where there is no Chromium.
"""

import json
import os
import subprocess
import sys
import tempfile

from chromium import Chromium, find

HERE = os.path.dirname(os.path.abspath(__file__))
TESTDATA = os.path.join(HERE, "../../../../testdata")

HOSTILE = "</script><img src=x onerror='hacked = 1'>\u202eabc\u0627\u0644" + "wide" * 80

# All texts that are harder to read than WCAG AA allows, with their contrast.
FAINT = """
(() => {
  const rgba = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((it) => it / 255)
      .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (it) => {
    for (; it; it = it.parentElement) {
      const colour = rgba(getComputedStyle(it).backgroundColor);
      if (colour.length === 3) return colour;
    }
    return [255, 255, 255];
  };
  const faint = new Set();
  for (const it of document.body.querySelectorAll("*")) {
    const hasText = [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!hasText || !it.checkVisibility()) continue;
    const [one, other] = [light(rgba(getComputedStyle(it).color)), light(ground(it))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) faint.add(`${it.tagName}.${it.className}: ${contrast.toFixed(2)}`);
  }
  return [...faint];
})()
"""

# Opens all, and has what is out of sight laid out too.
UNFOLD = """
for (const it of document.querySelectorAll("details")) it.open = true;
for (const it of document.querySelectorAll(".finding")) it.style.contentVisibility = "visible";
"""

# What reaches beyond the right edge of the window.
WIDE = """
[...document.body.querySelectorAll("*")]
  .filter((it) => !it.matches(".skip") && !it.closest(".wide") && it.checkVisibility())
  .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
  .map((it) => `${it.tagName}.${it.className}`).slice(0, 5)
"""

SHOWN = "[...document.querySelectorAll('.finding:not([hidden])')]"


def check(what, value, wanted=True):
    if value != wanted:
        raise AssertionError(f"{what}: {value!r} instead of {wanted!r}")
    print("ok:", what)


def write_hostile(folder):
    """A definition whose names want to be more than names."""
    path = os.path.join(folder, "hostile.json")
    definition = {
        "openapi": "3.0.1",
        "info": {"title": HOSTILE, "version": HOSTILE},
        "paths": {
            "/" + HOSTILE: {"get": {"responses": {HOSTILE: {"description": HOSTILE}}}},
            "/wide" + "wide" * 80: {"get": {
                "operationId": "wide" * 80,
                "responses": {"200": {"description": "OK"}},
                "security": [{HOSTILE: []}],
                "x-amazon-apigateway-integration": {
                    "type": "http", "httpMethod": "GET", "uri": "https://example.com/" + "wide" * 80,
                    "requestTemplates": {"application/json": HOSTILE},
                    "responses": {"default": {"statusCode": "200"}},
                },
            }},
        },
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(definition, file, ensure_ascii=False)
    return path


def write_page(gatewright, folder):
    names = ["lint/exemplary-oas30.yaml", "examples/parcels.yaml", "cli/lint.yaml", "cli/refused.yaml"]
    names.append("lint/defects.yaml")
    files = [write_hostile(folder), *(os.path.join(TESTDATA, name) for name in names)]
    command = [gatewright, "lint", "--preset", "all", "--format", "html", *files]
    page = os.path.join(folder, "page.html")
    with open(page, "wb") as out:
        subprocess.run(command, stdout=out, check=False)
    return page


def look(browser, page):
    """How it looks."""
    for scheme in ("light", "dark"):
        browser.prefer(scheme)
        browser.width(1280)
        browser.open(page)
        browser.js(UNFOLD)
        check(f"every text is readable, {scheme}", browser.js(FAINT), [])
        for width in (1280, 400):
            browser.width(width)
            check(f"nothing is beyond the edge at {width}, {scheme}", browser.js(WIDE), [])
            scroll = browser.js("document.documentElement.scrollWidth")
            check(f"the page is as wide as the window at {width}, {scheme}", scroll, width)
    browser.width(1280)
    browser.prefer("light")


def use(browser, page):
    """What it does."""
    browser.open(page)
    count = browser.js(f"{SHOWN}.length")
    check("there are findings", count > 100)

    def filtered(what, matches):
        browser.wait(f"{SHOWN}.length < {count}")
        check(what, browser.js(f"{SHOWN}.length > 0 && {SHOWN}.every((it) => {matches})"))

    def reset():
        browser.press("Escape")
        check("and back", browser.js(f"{SHOWN}.length"), count)

    browser.js("document.querySelector('.chip[data-weight=error]').click()")
    filtered("a severity shows its findings", "it.dataset.weight === 'error'")
    browser.js("document.querySelector('.chip[data-category=security]').click()")
    filtered("and a category of them its own", "it.dataset.category === 'security'")
    check("no empty group is left", browser.js(
        "[...document.querySelectorAll('.group:not([hidden])')].every((it) => it.querySelector('.finding:not([hidden])'))"))
    reset()

    browser.press("/")
    check("/ goes to the search", browser.js("document.activeElement.id"), "search")
    browser.call("Input.insertText", text="lint/cors-origin")
    filtered("the search finds a rule", "it.textContent.includes('lint/cors-origin')")
    browser.wait("/^[0-9]+ of [0-9]+ findings$/.test(document.getElementById('shown').textContent)")
    reset()

    place = f"{SHOWN}.indexOf(document.activeElement)"
    for key, wanted in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        browser.press(key)
        check(f"{key} goes to a finding", browser.js(place), wanted)
    check("which is in sight", browser.js(
        "(({top}) => top >= 0 && top < innerHeight)(document.activeElement.getBoundingClientRect())"))

    ground = "getComputedStyle(document.body).backgroundColor"
    before = browser.js(ground)
    browser.press("t")
    check("t turns the lights off", browser.js(ground) != before)
    check("and says so", browser.js("document.getElementById('theme').ariaPressed"), "true")
    browser.js("document.getElementById('theme').click()")
    check("the button turns them on again", browser.js(ground), before)

    for name, link in (("rule", ".meta a"), ("thing of the API", ".origin a")):
        browser.js("for (const it of document.querySelectorAll('details')) it.open = false")
        browser.js(f"document.querySelector('{link}').click()")
        target = "document.getElementById(location.hash.slice(1))"
        browser.wait(f"{target}.checkVisibility()")
        browser.wait(f"(({{top}}) => top >= 0 && top < innerHeight)({target}.getBoundingClientRect())")
        check(f"a link to a {name} opens it", True)

    browser.js("document.querySelector('.copy').click()")
    browser.wait("['Copied', 'Selected'].includes(document.querySelector('.copy').textContent)")
    check("a pointer is copied", True)
    check("no name of a definition ran", browser.js("typeof hacked"), "undefined")
    check("there are no pictures", browser.js("document.images.length"), 0)


def read_without_script(browser, page):
    """What is left where scripts do not run."""
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page)
    check("without scripts, findings are shown", browser.js(f"{SHOWN}.every((it) => it.checkVisibility())"))
    for part in (".toolbar", "#theme", ".copy"):
        check(f"without scripts, there is no {part}", browser.js(f"document.querySelector('{part}').checkVisibility()"), False)


def main(gatewright):
    path = find()
    if not path:
        print("there is no Chromium", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory(prefix="gatewright-page-") as folder, Chromium(path) as browser:
        page = write_page(os.path.abspath(gatewright), folder)
        look(browser, page)
        use(browser, page)
        read_without_script(browser, page)
        check("nobody complains, and nothing is fetched", browser.complaints, [])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
