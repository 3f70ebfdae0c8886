"""The benchmark: what a page costs in processor time, beside a bare Flask page in the same run.

`words` writes, `data` lays out, `server` starts and weighs, `load` asks, `statements` counts, `table`
prints, and `__main__` holds it together. Everything is local and in a folder that is deleted at the end.
"""
