"""The darkroom: a process of its own that looks at a film somebody brought, and makes a clean one.

Decoders are large, and what they read may be made to lead them astray. So the site never runs them
itself: it starts `python -m darkroom FILE FOLDER KIND MIB CPU_SECONDS SECONDS`, which has so much memory
and time and knows nothing of the site. It says in lines of JSON how far it is, `{"done": percent}`, and
at the end what it made in the folder, or `{"problem": word}`.
"""
