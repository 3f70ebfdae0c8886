"""Tables in HTML: those of words and figures, and those that were only a frame."""

from bs4.element import Tag


def with_head(table: Tag, text: str) -> str:
    """Return the lines of a table with its head, and below it what stood beside the rows.

    The first row is the head if it says so; else the head is empty, for Markdown wants one.
    """
    rows = [line for line in text.splitlines() if line.startswith("|")]
    beside = "\n\n".join(line for line in text.splitlines() if line and line not in rows)
    first = table.find("tr")
    if first is None or not rows:
        return beside
    is_head = first.find("td") is None or first.find_parent("thead") is not None
    wide = max(row.replace("\\|", "").count("|") for row in rows) - 1
    head = [rows.pop(0)] if is_head else ["|" + "  |" * wide]
    lines = "\n".join([*head, "|" + " --- |" * wide, *rows])
    return f"{lines}\n\n{beside}".rstrip()


def unframe(table: Tag) -> None:
    """Take the frame away from what stands in a table of one column only to have a frame."""
    rows = table.find_all("tr")
    if any(len(row.find_all(("td", "th"), recursive=False)) > 1 for row in rows):
        return
    for part in (table, *table.find_all(("tbody", "thead", "tfoot", "tr", "td", "th"))):
        part.name = "div"
