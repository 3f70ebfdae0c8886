"""Letters that are taken for one another at a glance.

A small table of our own of what people can type, after the idea of Unicode's confusables (UTS #39
§4). All keys are in lower case, as they are compared after case folding; capitals count too, which
is why Cyrillic н (Н) stands for h and every i (I) for l.
"""

_CYRILLIC = str.maketrans(
    "авсԁеҽһніӏјкморԛѕтуүѵԝхгпьзб",
    "abcdeehhiljkmopqstyyvwxrnb36",
)
_GREEK = str.maketrans(
    "αβεηικμνορστυχωγζϲϳ",
    "abenikuvopotuxwyzcj",
)
_ARMENIAN = str.maketrans(
    "օոսհզցյլ",
    "onuhqgjl",
)
_LATIN = str.maketrans(
    "ɑɡıɩɪʟøłđðħŧƒƙɴŋþʀʏᴏᴄᴀᴇᴋᴍᴛꜱ",
    "agiiilolddhtfknnpryocaekmts",
)
_KANA = str.maketrans(
    "ロカタエトニハオーチへべぺ",
    "口力夕工卜二八才一千ヘベペ",
)
_LONGER = str.maketrans({"æ": "ae", "œ": "oe"})
_DIGITS = str.maketrans("01", "ol")

_LETTERS = _CYRILLIC | _GREEK | _ARMENIAN | _LATIN | _KANA | _LONGER | _DIGITS

# After the letters: what is only alike in pairs, and i, which as a capital is an l.
_PAIRS = (("i", "l"), ("rn", "m"), ("vv", "w"))


def fold_look_alikes(text: str) -> str:
    """Map letters of a text in lower case to one of those that look alike."""
    text = text.translate(_LETTERS)
    for pair, letter in _PAIRS:
        text = text.replace(pair, letter)
    return text
