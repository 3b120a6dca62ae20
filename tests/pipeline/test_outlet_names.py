"""One outlet, one id, however it is written."""

import pytest

from pipeline.outlet_names import host_of, image_domain, is_web_address, outlet, registered_domain, same_sites, shared_domain, unknown


@pytest.mark.parametrize(("one", "other"), [
    (("Ferry Times", ""), ("", "ferrytimes.com")), (("The Ferry Times", ""), ("", "www.ferrytimes.com")),
    (("BBC News", ""), ("", "bbc.co.uk")),
    (("AP", ""), ("", "apnews.com")), (("harlowherald.example", ""), ("", "harlowherald.example")),
    (("Hot Metal", ""), ("", "hot-metal.com"))])
def test_name_and_domain_meet(one, other):
    assert outlet(*one).outlet_id == outlet(*other).outlet_id


@pytest.mark.parametrize(("one", "other"), [("harlow.co.uk", "harlow.com"), ("ada.blogspot.com", "ben.blogspot.com"),
                                            ("harlow.ie", "harlow.co.uk")])
def test_different_sites_stay_apart(one, other):
    assert outlet("", one).outlet_id != outlet("", other).outlet_id


@pytest.mark.parametrize(("host", "domain"), [
    ("www.harlow.co.uk", "harlow.co.uk"), ("amp.harlow.com", "harlow.com"), ("ada.substack.com", "ada.substack.com"),
    ("localhost", ""), ("a b", ""), ("", "")])
def test_registered_domain(host, domain):
    assert registered_domain(host) == domain


@pytest.mark.parametrize("url", ["http://[::1", "http://" + "a" * 300 + ".com", "http://\u2025.com", "//", "http://xn--.com"])
def test_hostile_address_has_no_host(url):
    assert not is_web_address(url) or host_of(url)


def test_host_of_images_for_anyone_names_no_outlet():
    assert image_domain("https://cdn.images-cdn.net/a.jpg") == ""


def test_site_that_shows_articles_of_others_is_not_the_outlet():
    assert shared_domain("Harlow Herald", "yahoo.com", is_own_page=True) == ""


def test_unknown_outlet_depends_on_content_and_is_labelled_with_its_file():
    assert unknown("1", "a/b.txt").outlet_id == unknown("1", "c.txt").outlet_id
    assert unknown("1", "a/b.txt").outlet_name == "Unknown outlet (b.txt)"


SITES = ["harborledger.co.uk", "harbor-ledger.org", "harborledger.news", "theharborledger.ie"]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("name", ["Harbor Ledger", "The Harbor Ledger"])
def test_name_meets_the_only_site_of_its_letters(name, site):
    assert same_sites([("n", name, ""), ("s", site, site), ("x", "Ferry Times", "ferrytimes.ie")]) == {"n": "s"}


def test_site_that_bears_the_name_itself_is_met():
    assert same_sites([("n", "Harbor Ledger", ""), ("s", "The Harbor Ledger", "harborledger.ie")]) == {"n": "s"}


def test_site_of_other_letters_that_calls_itself_by_the_name_is_met():
    assert same_sites([("n", "Harbor Ledger", ""), ("s", "Harbor Ledger", "hledger.ie")]) == {"n": "s"}


@pytest.mark.parametrize("others", [
    [("s", "harborledger.ie", "harborledger.ie"), ("t", "harborledger.co.uk", "harborledger.co.uk")],
    [("s", "harborledger.ie", "harborledger.ie"), ("t", "Harbor Ledger", "hledger.co.uk")],
    [("s", "harborledger.ie", "harborledger.ie"), ("n", "harborledger.com", "harborledger.com")],
    [("s", "Harbor Ledger of Wick", "harborledger.ie")], [("s", "harborledger.substack.com", "harborledger.substack.com")],
    [("s", "harbor.ie", "harbor.ie")], []])
def test_name_that_two_go_by_or_a_site_of_another_name_joins_nothing(others):
    assert same_sites([("n", "Harbor Ledger", ""), *others]) == {}


@pytest.mark.parametrize(("name", "site"), [("The Herald", "herald.ie"), ("Evening Post", "eveningpost.co.uk"), ("Harborledger", "harborledger.ie")])
def test_name_that_says_little_joins_nothing(name, site):
    assert same_sites([("n", name, ""), ("s", site, site)]) == {}
