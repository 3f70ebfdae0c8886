"""The tint of the house that is nearest to a picture, for the moment before it has loaded.

A colour of its own would need a style in the page, which our policy forbids; a tint is a class, and
turns dark with the page at night.
"""

from bisect import bisect
from colorsys import rgb_to_hsv

# From which hue in degrees which tint is nearest.
HUES = (20, 45, 70, 130, 175, 215, 280, 345)
TINTS = (0, 1, 10, 3, 4, 6, 7, 9, 0)
# Below this a colour is a grey, and its hue a matter of chance.
MIN_SATURATION = 0.06


def tint_class(colour: str) -> str:
    """Return the class of the tint nearest to a colour #rrggbb; "" for none, and for a grey."""
    if len(colour) != 7:
        return ""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, saturation, _value = rgb_to_hsv(red, green, blue)
    return f"tint-{TINTS[bisect(HUES, hue * 360)]}" if saturation >= MIN_SATURATION else ""
