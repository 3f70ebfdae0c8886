"""How letters go out."""
