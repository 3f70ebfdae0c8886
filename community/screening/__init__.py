"""What is looked at before words appear: checks that say publish, hold or refuse, and why.

`pipeline.screen` asks the checks in their order; the first that has something to say decides. A check is
a function of a draft and of its writer's record, in a module of its own, and reads nothing else.
"""
