"""Words without meaning but of the right length, in both languages, the same in every run."""

from random import Random

_ENGLISH = (
    "the a tea house with and under lantern river kettle morning from noodles slowly was open "
    "to friend letter window of street cat in rain before they bread said nobody because answer "
    "table long story warm evening train we learned another word for snow and kept it quietly"
)
_CHINESE = (
    "茶馆 今天 朋友 我们 慢慢 热水 一起 说话 晚上 灯笼 河边 面条 雨天 早上 写信 学习 一个 新词 "
    "慢车 窗外 有人 回答 故事 很长 大家 觉得 好吃 猫咪 睡着 因为 所以 喜欢 这里 那里 还是 真的"
)
ENGLISH, CHINESE = _ENGLISH.split(), _CHINESE.split()


class Writer:
    """Writes articles and comments from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def sentence(self, words: int, chinese: bool) -> str:
        chosen = self.random.choices(CHINESE if chinese else ENGLISH, k=words)
        if chinese:
            return "，".join("".join(chosen[i : i + 5]) for i in range(0, words, 5)) + "。"
        return " ".join(chosen).capitalize() + "."

    def title(self, number: int, chinese: bool) -> str:
        return f"{self.sentence(6, chinese).rstrip('.。')} {number}"

    def article(self, chinese: bool, words: int = 600) -> str:
        """Write Markdown with headings, a list, a quote, emphasis and links."""
        parts = []
        while words > 0:
            lines = [self.sentence(self.random.randint(8, 18), chinese) for _ in range(4)]
            words -= 52
            if self.random.random() < 0.5:
                lines[1] = f"**{lines[1]}**"
            if self.random.random() < 0.3:
                lines[2] = f"[{lines[2]}](https://example.org/{words})"
            prefix = self.random.choice(("", "", "", "> ", "- ", "## "))
            parts.append(
                prefix + ("" if chinese else " ").join(lines if prefix != "## " else lines[:1])
            )
        return "\n\n".join(parts)

    def comment(self) -> str:
        """Write 25 to 55 words, a third of the comments in Chinese."""
        chinese = self.random.random() < 1 / 3
        words = self.random.randint(25, 55)
        text = (
            self.sentence(words // 2, chinese) + "\n\n" + self.sentence(words - words // 2, chinese)
        )
        return text.replace(",", ", *so*", 1) if self.random.random() < 0.2 else text
