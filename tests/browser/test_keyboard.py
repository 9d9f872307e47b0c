"""The site without a pointer, and cards with one: every kind of page is walked by Tab, every card is opened and put away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

CARD = ".md-tooltip2--active:not([data-card-dismissed])"
MARK = "a.footnote-ref"
ENOUGH = 3000
"""More presses of Tab than any page has places to go to: who gets here is trapped."""
# Before anything has the focus: how each place that may get it looks, its parts included.
_REMEMBER = """() => {
  window.looks = element => [element, ...element.querySelectorAll('path, rect, circle, text')].map(part => {
    const style = getComputedStyle(part), before = getComputedStyle(part, '::before');
    const border = parseFloat(style.borderWidth) ? style.borderColor : '';  // without one, it has the colour of the words
    return [style.outlineStyle === 'none' ? '' : style.outline, style.boxShadow, border, style.backgroundColor,
      style.stroke, style.strokeWidth, style.opacity, style.transform, style.clip, before.backgroundColor].join();
  }).join('|');
  window.before = new Map([...document.querySelectorAll('a, button, input, label, summary, [tabindex], area, select')].map(one => [one, looks(one)]));
}"""
# Where the focus is now: [its number (-1: nowhere), what it is, whether it is inside the article, what is wrong with how it shows].
_HERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return [-1, '', false, ''];
  const label = here.nextElementSibling;  // the theme shows the switch of colours as the label after it
  const shown = here.matches('input[type=radio], input[type=checkbox]') && label && label.matches('label') ? label : here;
  const box = shown.getBoundingClientRect(), wrong = [];
  const same = looks(here) === window.before.get(here) && (shown === here || looks(shown) === window.before.get(shown));
  if (same) wrong.push('looks the same without the focus');
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth || !box.width) wrong.push('is off the screen');
  else {
    // Close together, since a shape on a map may fill little of its box.
    const shares = [...Array(15).keys()].map(i => (i + .5) / 15);
    const boxes = [...shown.getClientRects()];
    const dots = boxes.flatMap(one => shares.flatMap(x => shares.map(y => [one.left + one.width * x, one.top + one.height * y])));
    const free = ([x, y]) => { const top = document.elementFromPoint(x, y); return top && (shown.contains(top) || top.contains(shown)); };
    if (!dots.some(free)) wrong.push('is covered');
  }
  return [[...window.before.keys()].indexOf(here), here.outerHTML.slice(0, 120), !!here.closest('article'), wrong.join(', ')];
}"""
# Opens the card of a mark by focus; comes back when the card shows the words of the entry that the mark leads to, or with what it shows.
_FOCUS = """async mark => {
  const words = text => text.replace(/\\s+/g, ' ').trim();
  const entry = document.getElementById(mark.getAttribute('href').slice(1));
  const expected = words(entry.querySelector('mark') ? entry.querySelector('mark').textContent : entry.textContent.replace(/↩/g, ''));
  mark.focus();
  let card = null;
  for (let i = 0; i < 100; i++) {
    await new Promise(requestAnimationFrame);
    card = [...document.querySelectorAll('.md-tooltip2--active:not([data-card-dismissed])')].find(one => words(one.textContent).includes(expected));
    if (card && getComputedStyle(card).opacity === '1') return '';
  }
  return card ? 'the card is not visible' : 'no card shows: ' + expected;
}"""
_DISMISSED = """mark => [...document.querySelectorAll('.md-tooltip2--active')].every(card => getComputedStyle(card).display === 'none')
  && document.activeElement === mark"""


@pytest.fixture(scope="module")
def calm(browser: Browser) -> Iterator[Page]:
    """A page without transitions."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def walk(page: Page) -> Iterator[tuple[int, str, bool, str]]:
    """Presses Tab from the top of the page to its end; what `_HERE` says at each place. Fails where Tab is held fast."""
    page.evaluate(_REMEMBER)
    been: list[int] = []
    for _ in range(ENOUGH):
        page.keyboard.press("Tab")
        number, element, inside, wrong = page.evaluate(_HERE)
        if wrong:  # the card of the last mark may still be on its way out
            page.wait_for_timeout(400)
            number, element, inside, wrong = page.evaluate(_HERE)
        if number == -1 or (been and number == been[0] != been[-1]):  # past the end: a browser without a window begins again
            return
        assert number not in been, f"{page.url}: Tab comes back to {element}"
        been.append(number)
        yield number, element, inside, wrong
    raise AssertionError(f"Tab does not leave {page.url}")


def shortest(kinds: dict[str, list[str]]) -> dict[str, str]:
    """The page of each kind that holds least: it has all that is to be walked."""
    return {kind: addresses[-1] for kind, addresses in kinds.items()}


def test_tab_walks_through_every_kind_of_page_and_the_focus_is_always_seen(calm: Page, kinds: dict[str, list[str]], site_url: str) -> None:
    faults = {}
    for kind, address in shortest(kinds).items():
        calm.goto(site_url + address)
        places = list(walk(calm))
        # The theme gives the page for a wrong address none.
        assert kind == "404" or "md-skip" in places[0][1], f"{address}: the way past the navigation is not the first place"
        expected = calm.locator("article :is(a[href], button, summary, input):visible").count()
        assert sum(inside for _, _, inside, _ in places) >= expected, f"{address}: Tab passed places of the article by"
        if wrong := [f"{element}: {said}" for _, element, _, said in places if said]:
            faults[f"{kind}: {address}"] = wrong
    assert faults == {}


def test_the_walk_notices_what_is_not_seen_and_what_holds_the_focus(calm: Page, kinds: dict[str, list[str]], site_url: str) -> None:
    calm.goto(site_url + shortest(kinds)["directory"])
    calm.locator("article li a").first.evaluate("link => { link.style.outline = 'none' }")
    calm.locator("article li a").nth(1).evaluate("link => { link.style.position = 'fixed'; link.style.top = '-99px' }")
    said = [wrong for *_, wrong in walk(calm) if wrong]
    assert said == ["looks the same without the focus", "is off the screen"]
    calm.reload()
    calm.locator("article li a").nth(1).evaluate("link => link.addEventListener('keydown', event => event.preventDefault())")
    with pytest.raises(AssertionError, match="comes back"):
        list(walk(calm))


def test_the_skip_link_leads_past_the_navigation(calm: Page, kinds: dict[str, list[str]], site_url: str) -> None:
    for kind, address in shortest(kinds).items():
        if kind == "404":
            continue
        calm.goto(site_url + address)
        calm.keyboard.press("Tab")
        calm.keyboard.press("Enter")
        calm.keyboard.press("Tab")
        assert calm.evaluate("!!document.activeElement.closest('article, .md-footer')"), address


def test_every_card_opens_on_focus_and_closes_on_esc(calm: Page, kinds: dict[str, list[str]], site_url: str) -> None:
    faults, cards = [], 0
    for kind, addresses in kinds.items():
        calm.goto(site_url + addresses[0])
        for mark in calm.locator(MARK).element_handles():
            cards += 1
            if said := mark.evaluate(_FOCUS):
                faults.append(f"{kind}: {addresses[0]}: {said}")
                continue
            calm.keyboard.press("Escape")
            if not mark.evaluate(_DISMISSED):
                faults.append(f"{kind}: {addresses[0]}: Esc does not put the card of {mark.get_attribute('href')} away, or takes the focus")
    assert faults == []
    assert cards > 100


@pytest.mark.parametrize("width", [1280, 390])
def test_a_card_stays_while_pointed_at_and_goes_when_left_or_on_esc(calm: Page, kinds: dict[str, list[str]], site_url: str, width: int) -> None:
    tried = 0
    calm.set_viewport_size({"width": width, "height": 900})
    for addresses in kinds.values():
        calm.goto(site_url + addresses[0])
        if not calm.locator(MARK).count():
            continue
        tried += 1
        mark = calm.locator(f"{MARK}:visible").first
        mark.hover()
        card = calm.locator(CARD)
        expect(card).to_be_visible()
        onto(calm, card)
        calm.wait_for_timeout(400)
        expect(card).to_be_visible()
        calm.mouse.move(1, 450)
        expect(card).to_be_hidden()
        mark.hover()
        expect(card).to_be_visible()
        onto(calm, card)
        calm.keyboard.press("Escape")
        expect(card).to_be_hidden()
    calm.set_viewport_size({"width": 1280, "height": 900})
    assert tried > 3


def onto(page: Page, card: Locator) -> None:
    """Moves the pointer from where it is onto the card, across whatever lies between."""
    box = card.locator(".md-tooltip2__inner").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=8)


def test_the_search_is_used_by_keyboard_alone(calm: Page, site_url: str) -> None:
    calm.goto(site_url)
    calm.keyboard.press("/")
    box = calm.get_by_role("textbox", name="Search")
    expect(box).to_be_focused()
    calm.keyboard.type("Salang")
    expect(calm.locator(".md-search-result__item").first).to_be_visible()
    calm.keyboard.press("Escape")
    expect(calm.locator(".md-search-result__item").first).to_be_hidden()
    calm.keyboard.press("/")
    expect(box).to_be_focused()
    expect(calm.locator(".md-search-result__item").first).to_be_visible()
    calm.keyboard.press("ArrowDown")
    expect(calm.locator(".md-search-result__item a").first).to_be_focused()
    calm.keyboard.press("Enter")
    calm.wait_for_url("**/salang-highway/**")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_finger_opens_the_card_and_a_second_tap_follows_the_mark(phone: Page, kinds: dict[str, list[str]], site_url: str) -> None:
    phone.goto(site_url + kinds["explainer"][0])
    mark = phone.locator(f".answer {MARK}").nth(1)
    words = phone.locator(f'[id="{(mark.get_attribute("href") or "").lstrip("#")}"] mark').first.inner_text()
    mark.tap()
    expect(phone.locator(CARD)).to_contain_text(words)
    assert "#" not in phone.url
    phone.locator("h1").first.tap()
    expect(phone.locator(CARD)).to_be_hidden()
    mark.tap()
    expect(phone.locator(CARD)).to_contain_text(words)
    mark.tap()
    phone.wait_for_url("**/#fn:*")
