"""A person judges a sample in the browser: verdicts stay after a reload, are counted, taken back and saved."""

import re

from playwright.sync_api import expect


def _judge(seen, verdict):
    """Give a verdict on the item shown."""
    seen.page.get_by_role("button", name=verdict, exact=True).click()
    return seen.ready()


def _begin_anew(seen):
    """Take back what an earlier test judged."""
    anew = seen.page.get_by_role("button", name="Begin anew")
    if anew.count():
        anew.click()
        seen.page.get_by_role("button", name="Take them back").click()
        seen.ready()
    return seen


def test_verdicts_are_counted_kept_taken_back_and_saved(demo, visit):
    seen = _begin_anew(visit(demo).open("/check"))
    _judge(seen, "Right")
    expect(seen.page.get_by_role("heading", name=re.compile("^2 of "))).to_be_visible()
    _judge(seen, "Wrong")
    again = visit(demo).open("/check")
    expect(again.page.get_by_text(re.compile(r"^2 of \d+ items judged: 1 right, 1 wrong, 0 cannot tell$"))).to_be_visible()
    expect(again.page.get_by_text(re.compile(r"^50% of 2 quotations are right \(95% interval 9% to 91%\)"))).to_be_visible()
    with again.page.expect_download(timeout=30_000) as waiting:
        again.page.get_by_role("button", name="CSV", exact=True).click()
    saved = waiting.value.path().read_text(encoding="utf-8-sig")
    assert saved.count("right") >= 1 and "wrong" in saved and "outlet" in saved.splitlines()[0]
    again.page.get_by_role("button", name="Back", exact=True).click()
    again.ready().page.get_by_role("button", name="Take back").click()
    expect(again.ready().page.get_by_text(re.compile(r"^1 of \d+ items judged: 1 right"))).to_be_visible()
    _begin_anew(again)
    assert again.errors() == []


def test_the_way_from_quotes_leads_to_a_sample_of_quotations(demo, visit):
    seen = visit(demo).open("/unique_facts")
    seen.page.get_by_role("link", name="Check 50 of mine").click()
    expect(seen.ready().page.get_by_role("heading", name="Check a sample")).to_be_visible()
    expect(seen.page.get_by_role("heading", name=re.compile("no other outlet"))).to_be_visible()


def test_how_reliable_a_page_is_opens_by_keyboard(demo, visit):
    seen = visit(demo).open("/quotes")
    button = seen.page.get_by_role("button", name="How reliable is this?")
    button.focus()
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_text("Development figures", exact=False).first).to_be_visible()


def test_a_whole_sample_is_judged_by_the_keyboard_alone(demo, visit):
    seen = _begin_anew(visit(demo).open("/check?checked=Unique+facts"))
    n = int(seen.page.get_by_text(re.compile(r"^0 of \d+ items judged$")).inner_text().split()[2])
    for i in range(n):
        seen.page.get_by_role("button", name="Right" if i % 4 else "Wrong", exact=True).press("Enter")
        expect(seen.page.get_by_text(re.compile(rf"^{i + 1} of {n} items judged"))).to_be_visible()
    expect(seen.page.get_by_text(re.compile(rf"% of {n} unique facts are right .* from a sample of {n}\."))).to_be_visible()
    _begin_anew(seen)
    assert seen.errors() == []
