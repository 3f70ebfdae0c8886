"""The site as a WSGI application; `python app.py` serves it for production."""

import sys

from sqlalchemy import inspect

from community import create_app
from community.accounts.queries import has_demo_accounts
from community.config import BadSetting, read_settings
from community.extensions import db
from community.server import run_apart, serve

try:
    settings = read_settings()
except BadSetting as problem:
    sys.exit(str(problem))


def main() -> None:
    """Serve from the settings in the environment; refuse where that would be unsafe."""
    if not settings.secret_key:
        sys.exit("SECRET_KEY is not set; allowed: a long random text, the same at every start")
    run_apart(check_database)
    serve(settings)


def check_database() -> None:
    """Stop with a sentence if the database has no tables yet, or holds the demo."""
    with create_app(settings).app_context():
        if not inspect(db.engine).has_table("users"):
            sys.exit(
                "The database has no tables yet: make them with `flask --app app db upgrade`, "
                "or use another DATABASE_URL"
            )
        if has_demo_accounts():
            sys.exit(
                "The database holds demo accounts, whose passwords everyone knows: remove them "
                "with `flask --app app demo --remove`, or use another DATABASE_URL"
            )


if __name__ == "__main__":
    main()
else:
    app = create_app(settings)
