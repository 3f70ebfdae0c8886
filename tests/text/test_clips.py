"""A clip in an article is a player behind a still; anywhere else a link."""

from community.text.markup import picture_keys_in, render_article, render_comment

CLIP = f"{'c' * 24}.mp4"


def test_a_clip_has_controls_and_a_still_and_plays_nothing_by_itself():
    html = render_article(f"![Tea](/media/{CLIP} 'At noon')", pictures={CLIP: (360, 640, "tint-3")})
    assert html.startswith('<figure><video controls playsinline="" preload="none" ')
    assert f'poster="/media/{"c" * 24}-medium.webp" width="360" height="640"' in html
    assert f'<a href="/media/{CLIP}" rel="nofollow ugc noopener">Tea</a></video>' in html
    assert "<figcaption>At noon</figcaption>" in html and "autoplay" not in html


def test_a_clip_that_is_not_ours_or_not_known_is_a_link():
    for address in (f"https://example.org/media/{CLIP}", f"/media/{CLIP}?a", "/media/x.mp4"):
        assert "<video" not in render_article(f"![Tea]({address})")
    assert "<video" not in render_article(f"![Tea](/media/{CLIP})", pictures={})


def test_a_clip_inside_a_link_is_its_words():
    html = render_article(f"[![Tea](/media/{CLIP})](https://example.org)")
    assert ">Tea</a>" in html and "<video" not in html


def test_clips_are_looked_up_by_the_names_of_their_files():
    assert picture_keys_in(f"![a](/media/{CLIP}) ![b](/media/abc-large.webp)") == [CLIP, "abc"]


def test_comments_have_no_clips():
    assert "<video" not in render_comment(f"![Tea](/media/{CLIP})")
