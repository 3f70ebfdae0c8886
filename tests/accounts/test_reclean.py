"""Bios are rendered anew once the cleaner has changed."""

from community.accounts.profiles import reclean_bios
from community.extensions import db


def test_what_an_older_cleaner_left_is_rendered_anew(mei):
    user = mei.user
    user.bio, user.bio_html, user.bio_html_version = "**花**", "<p>old</p>", 0
    db.session.commit()
    assert reclean_bios() == 1
    db.session.commit()
    assert mei.user.bio_html == "<p><strong>花</strong></p>"
    assert reclean_bios() == 0
