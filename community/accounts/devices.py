"""What a person would call the device behind a User-Agent: "Firefox, Linux"."""

import re

# The first that is found counts: nearly all call themselves Mozilla and Safari as well.
_BROWSERS = {
    "MicroMessenger": "WeChat",
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "UCBrowser": "UC Browser",
    "QQBrowser": "QQ Browser",
    "Firefox|FxiOS": "Firefox",
    "Chrome|CriOS|Chromium": "Chrome",
    "Safari/": "Safari",
    "curl/": "curl",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "HarmonyOS|OpenHarmony": "HarmonyOS",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X|Macintosh": "macOS",
    "CrOS": "ChromeOS",
    "Linux|X11": "Linux",
}


def device_name(user_agent: str) -> str:
    """Return browser and system by name; "" where neither is known."""
    found = (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))
    return ", ".join(name for name in found if name)


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if re.search(sign, user_agent)), "")
