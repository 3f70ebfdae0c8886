"""A service of the site's owner that looks at words when no check of ours has anything to say."""
