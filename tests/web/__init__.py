"""What every page needs: the language, the words of forms."""
