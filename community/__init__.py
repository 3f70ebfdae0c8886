"""Teahouse 茶馆: a community publisher for two languages.

The map. The floor: config, extensions, database, facts, errors, permissions, sessions, `text/` (pure
functions on words), `web/` (what every page needs), `jobs/`, `letters/`. Above it the slices, each with
models, queries, actions, forms and routes: screening, media, accounts, articles, comments, likes, follows,
notifications, newsletters, moderation, feeds, transfer, pages, demo. Imports point down this list, never
up; upward goes a fact (facts.py).

The glossary, the same in code, address, table and interface:
account 账号 · article 文章 · note 随笔 · guide 指南 · draft 草稿 · publish 发布 · withdraw 撤回 ·
byline 署名 · credit 参与者 · cover 封面 · picture 图片 · tag 标签 · comment 评论 · reply 回复 · thread 话题 ·
like 喜欢 · bookmark 收藏 · mention 提及 · newcomer 新来的 · held 待审 · report 举报 · house rule 馆规 ·
decision 决定 · desk 工作台 · notification 通知 · letter 来信 · language 语言 · reader 读者 · author 作者 ·
moderator 版主 · admin 管理员 · revision 修订 · series 连载 · contributor 撰稿人 · clip 短片 · follow 关注 ·
newsletter 来信 · job 任务 · import 导入 · export 导出
"""

import secrets
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from community import (
    accounts,
    articles,
    comments,
    database,
    demo,
    feeds,
    follows,
    jobs,
    letters,
    likes,
    logs,
    media,
    moderation,
    newsletters,
    notifications,
    pages,
    screening,
    transfer,
)
from community.commands import register_commands
from community.config import MAX_REQUEST_BYTES, ROOT, Settings, database_url, read_settings
from community.extensions import csrf, db, login, migrate
from community.jobs import queue as job_queue
from community.sessions import DatabaseSessions
from community.web import (
    assets,
    error_pages,
    filters,
    guard,
    headers,
    incoming,
    language,
    limits,
)
from community.web.viewer import Guest

SLICES = (
    jobs,
    letters,
    screening,
    accounts,
    media,
    articles,
    comments,
    likes,
    follows,
    notifications,
    newsletters,
    moderation,
    feeds,
    transfer,
    pages,
    demo,
)
COMPRESSED = [
    *("text/html", "text/css", "text/plain", "text/javascript", "image/svg+xml"),
    *("application/json", "application/feed+json", "application/manifest+json"),
    *("application/xml", "application/atom+xml", "application/opensearchdescription+xml"),
]
FLOOR = (incoming, guard, headers, error_pages, language, assets, filters)


def create_app(settings: Settings | None = None) -> Flask:
    """Return the site for these settings, by default those of the environment.

    Raises BadSetting for a setting that cannot be read.
    """
    settings = settings or read_settings()
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    app = Flask(
        __name__,
        instance_path=str(settings.instance_path),
        template_folder=str(ROOT / "templates"),
        static_folder=None,
    )
    configure(app, settings)
    logs.init_app(app, settings.log_format)
    register_extensions(app, settings)
    for part in FLOOR:
        part.init_app(app)
    for one in SLICES:
        one.init_app(app)
    register_commands(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key or kept_secret(settings.instance_path),
        SQLALCHEMY_DATABASE_URI=database_url(settings),
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": bool(settings.database_url)},
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=4_000_000,
        MAX_FORM_PARTS=200,
        SESSION_COOKIE_SECURE=settings.is_behind_tls,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # It would ask for a Referer behind TLS, which some browsers withhold; web/guard.py asks instead.
        WTF_CSRF_SSL_STRICT=False,
        TRANSLATIONS=Path(__file__).parent / "translations",
        PAGES_WITHOUT_SESSION=frozenset(
            {"assets.site_css", "assets.static_file", "media.show_picture"}
        ),
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_LEVEL=4,
        COMPRESS_MIMETYPES=COMPRESSED,
    )


def register_extensions(app: Flask, settings: Settings) -> None:
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    database.init_app(app)
    directory = str(Path(__file__).parent / "migrations")
    migrate.init_app(app, db, directory=directory, render_as_batch=False)
    app.session_interface = DatabaseSessions()
    login.init_app(app)
    login.anonymous_user = Guest
    login.session_protection = None
    csrf.init_app(app)
    Compress(app)
    limits.init_app(app, settings)
    job_queue.init_app(app, settings)
    app.jinja_env.globals["site_name"] = settings.site_name


def kept_secret(instance_path: Path) -> str:
    """Return the key kept in the instance folder; a passing one if there is none."""
    path = instance_path / "secret_key"
    return path.read_text().strip() if path.exists() else secrets.token_urlsafe(32)
