"""What stands around an article, told by its shape where no name tells it: embedded posts, forms for an address, captions."""

import re

from lxml import html as lxml_html

from pipeline import markup

_I = re.IGNORECASE
_POST = re.compile(r"(?:twitter|//x)\.com/\w+/status|instagram\.com/(?:p|reel|tv)/|tiktok\.com/@|facebook\.com/.{1,80}/(?:posts|videos)/|"
                   r"reddit\.com/r/|bsky\.app/profile/|threads\.net/@", _I)
_POST_NAME = re.compile(r"twitter-tweet|instagram-media|tiktok-embed|fb-post|twitter-video|reddit-embed|bluesky-embed", _I)
_EMAIL = re.compile(r"e-?mail", _I)
_LONGEST_FORM, _LONGEST_CAPTION = 400, 200


def by_shape(root: lxml_html.HtmlElement) -> dict[lxml_html.HtmlElement, str]:
    """Elements that are none of the article's text, with the reason.

    Args:
        root: the parsed page.

    Example:
        >>> root = markup.tree("<p>It opened.</p><blockquote>So glad! <a href='https://x.com/ada/status/7'>May 4</a></blockquote>")
        >>> list(by_shape(root).values())
        ['post']
    """
    found = {quote: "post" for quote in root.iter("blockquote") if _is_post(quote)}
    found.update((around, "plug") for field in root.iter("input") if (around := _form_around(field)) is not None)
    found.update((around, "caption") for image in root.iter("img", "picture", "video") if (around := _caption_of(image)) is not None)
    return found


def _is_post(quote: lxml_html.HtmlElement) -> bool:
    """Whether a quoted block is named as a post, or ends in a link to one."""
    links = [link.get("href") or "" for link in quote.iter("a")]
    return bool(_POST_NAME.search(quote.get("class") or "")) or (bool(links) and bool(_POST.search(links[-1])))


def _form_around(field: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    """The block that asks for an electronic address, with what it says."""
    if field.get("type") != "email" and not _EMAIL.search(f"{field.get('name') or ''} {field.get('placeholder') or ''}"):
        return None
    around = field
    while (parent := around.getparent()) is not None and parent.tag != "body" and len(parent.text_content()) <= _LONGEST_FORM and (
            next(parent.iter("h1"), None) is None):
        around = parent
    return around if around is not field else None


def _caption_of(image: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    """The block that holds an image and one line of text."""
    around = image.getparent()
    while around is not None and around.tag not in ("body", "p", "a", "li", "td") and not around.text_content().strip():
        around = around.getparent()
    if around is None or around.tag not in ("div", "figure", "section", "span", "center"):
        return None
    text = around.text_content()
    if len(text) > _LONGEST_CAPTION * 2 or next(around.iter("h1", "h2", "h3", "h4"), None) is not None:
        return None
    lines = [line for _, line in markup.lines_of(around)]
    return around if len(lines) == 1 and len(lines[0]) <= _LONGEST_CAPTION else None
