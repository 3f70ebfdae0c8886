"""Words, as pure functions: no Flask, no database, nothing of ours from outside this package.

Markdown becomes safe HTML in `markup` (the only place where Markup is made), typed text is tidied
and measured in `plain`, addresses are found in `links`, names of people are judged in `names`,
titles become slugs in `slugs`, and `language` tells which language a text is in. All of it treats
Chinese and English as equals: a link ends before a Chinese comma, emphasis works beside full-width
marks, and an excerpt is cut where either script may be cut.
"""
