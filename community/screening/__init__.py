"""What is looked at before words appear: checks that say publish, hold or refuse, and why."""
